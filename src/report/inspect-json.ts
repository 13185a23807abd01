import { roleOf } from '../inspect/describe.ts'
import { extensionName } from '../inspect/extension-names.ts'
import { keyId } from '../inspect/key-id.ts'
import { signatureName } from '../inspect/signature-names.ts'
import type { Certificate, Entry, Name } from '../model.ts'
import { daysLeft, type Inspection } from './inspection.ts'
import { SCHEMA_VERSION } from './json.ts'
import { jsonText } from './json-text.ts'
import { countsOf } from './report.ts'
import { describedSignature } from './signature-text.ts'

/** All facts as one JSON object, as `tks-trust/schemas/inspect.json` describes it; texts are as they are in the certificate. */
export function inspectJson(inspection: Inspection): string {
  const { version, now, entries, faults, passedOver } = inspection
  return jsonText({
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'tks-trust', version },
    command: 'inspect',
    now,
    summary: { certificates: entries.length, ...countsOf(faults), passedOver },
    certificates: entries.map(entry => told(entry, inspection)),
    findings: faults,
  })
}

function told({ name, certificate, origins }: Entry, { now, issuers, signatures, verdicts }: Inspection) {
  const { id, version, serial, notBefore, notAfter, selfIssued, basicConstraints, extensions } = certificate
  const state = signatures.get(id)
  return {
    name,
    sha256: id,
    role: roleOf(certificate),
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    selfIssued,
    version,
    serial,
    notBefore,
    notAfter,
    daysLeft: daysLeft(certificate, now),
    key: keyOf(certificate),
    signature: {
      algorithm: certificate.signature.algorithm,
      name: signatureName(certificate.signature.algorithm),
      state: state ?? 'unknown-algorithm',
      description: describedSignature(certificate, state),
    },
    issuers: (issuers.get(id) ?? []).map(({ id: sha256, isVerified }) => ({ sha256, verified: isVerified })),
    basicConstraints,
    ...extensionFacts(certificate),
    extensions: extensions.map(extension => ({
      id: extension.id,
      name: extensionName(extension.id),
      critical: extension.critical,
    })),
    origins: origins.map(({ path, line }) => ({ path, line })),
    findings: (verdicts.get(id) ?? []).map(({ rule, severity, message, fix, waiver }) => ({
      rule,
      severity,
      message,
      fix,
      waiver,
    })),
  }
}

const nameOf = ({ text, attributes }: Name) => ({
  text,
  attributes: attributes.map(({ type, value }) => ({ type, value })),
})

function keyOf(certificate: Certificate) {
  const { algorithm, label, rsa, curve } = certificate.key
  return { algorithm, label, bits: rsa?.bits, exponent: rsa?.exponent, curve, sha256: keyId(certificate) }
}

/** Keys whose value is undefined are not there. */
function extensionFacts(certificate: Certificate) {
  const { pathLength, keyUsage, extendedKeyUsage, subjectAltNames, nameConstraints } = certificate
  const { subjectKeyId, authorityKeyId } = certificate
  return { pathLength, keyUsage, extendedKeyUsage, subjectAltNames, nameConstraints, subjectKeyId, authorityKeyId }
}
