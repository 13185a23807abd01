import { reachesNodes } from '../compare/compare.ts'
import type { Review } from '../compare/review.ts'
import { roleOf } from '../inspect/describe.ts'
import { keyId } from '../inspect/key-id.ts'
import type { Certificate, Change } from '../model.ts'
import { type DiffReport, effectsOf, inOrderOfWeight } from './diff-report.ts'
import { SCHEMA_VERSION } from './json.ts'
import { jsonText } from './json-text.ts'

/** A difference as one JSON object, as `tks-trust/schemas/diff.json` describes it. */
export const diffJson = ({ version, now, before, after, reviews }: DiffReport): string =>
  jsonText({
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'tks-trust', version },
    command: 'diff',
    now,
    before,
    after,
    outputs: reviews.map(told),
  })

function told(review: Review) {
  const { path, existence, unreadable, fields, findings } = review
  return {
    path,
    existence,
    reachesNodes: reachesNodes(review),
    effects: effectsOf(review),
    changes: inOrderOfWeight(review.changes).map(change => ({
      ...changeOf(change),
      findings: (findings.get(change.certificate.id) ?? []).map(({ rule, severity, message, fix, waiver }) => ({
        rule,
        severity,
        message,
        fix,
        waiver,
      })),
    })),
    unreadable,
    fields: fields.map(field => ({ path: field.path, before: field.before, after: field.after })),
  }
}

function changeOf(change: Change) {
  const { kind, name, certificate } = change
  const told = { kind, name, certificate: certificateOf(certificate) }
  if (change.kind === 'renamed') return { ...told, previousName: change.before }
  if (change.kind === 'moved') return { ...told, from: change.from, to: change.to }
  if (change.kind !== 'renewed' && change.kind !== 'replaced') return told
  return { ...told, previousName: change.before.name, previous: certificateOf(change.before.certificate) }
}

const certificateOf = (certificate: Certificate) => ({
  sha256: certificate.id,
  role: roleOf(certificate),
  subject: certificate.subject.text,
  issuer: certificate.issuer.text,
  notBefore: certificate.notBefore,
  notAfter: certificate.notAfter,
  key: { label: certificate.key.label, sha256: keyId(certificate) },
})
