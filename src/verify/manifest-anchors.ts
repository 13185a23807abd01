import { decode } from '../decode/index.ts'
import { inspect } from '../inspect/index.ts'
import type { Json, Origin } from '../model.ts'
import { isRecord } from '../object.ts'
import { printable } from '../printable.ts'
import { TARGETS, type TargetOptions } from '../targets/index.ts'
import type { Listed, Target } from '../targets/target.ts'
import { parseObjects } from '../yaml.ts'
import type { Anchor, Skipped, Trusted } from './anchor.ts'
import { type GoBlock, goBase64, goPem } from './go-pem.ts'

type Read = Pick<Trusted, 'anchors' | 'skipped'>
type Place = Pick<Origin, 'path' | 'line'>

/**
 * Takes a manifest as a node does: each entry is decoded once, and the PEM of certificates in it is trusted. That is less than
 * `generate` would read of the same octets. @throws {Error} where the text is not YAML, or has not exactly one object of a target
 */
export function anchorsIn(text: string, path: string): Read {
  const { object, target } = onlyObject(text)
  let from = 0
  const read = (target.list(object) ?? []).map(listed => {
    // Of a text on several lines YAML leaves no more than the words as they stand.
    const at = text.indexOf(/\S+/.exec(listed.data)?.[0] ?? '\n', from)
    if (at >= 0) from = at + 1
    return entryIn(listed, { path, line: text.slice(0, Math.max(at, 0)).split('\n').length }, target)
  })
  return { anchors: read.flatMap(({ anchors }) => anchors), skipped: read.flatMap(({ skipped }) => skipped) }
}

/** Other objects may stand beside it, and in a List of `kubectl get`. */
function onlyObject(text: string): { readonly object: Json; readonly target: Target<TargetOptions> } {
  const objects = parseObjects(text).flatMap(itemsOf)
  const found = objects.flatMap(object => {
    const target = [...TARGETS.values()].find(candidate => candidate.list(object) !== undefined)
    return target === undefined ? [] : [{ object, target }]
  })
  const [only, second] = found
  const kinds = [...TARGETS.values()].map(({ kind }) => kind).join(', ')
  if (only === undefined) throw new TypeError(`there is no ${kinds} in it${othersAmong(objects)}`)
  if (second !== undefined) throw new TypeError(`there are ${found.length} of kind ${kinds} in it`)
  return only
}

const itemsOf = (object: Json): readonly Json[] =>
  isRecord(object) && String(object.kind).endsWith('List') && Array.isArray(object.items) ? object.items : [object]

function othersAmong(objects: readonly Json[]): string {
  const kinds = new Set(objects.flatMap(object => (isRecord(object) && object.kind ? [String(object.kind)] : [])))
  return kinds.size === 0 ? '' : `, but ${printable([...kinds].join(', '))}`
}

function entryIn({ name, data }: Listed, at: Place, target: Target<TargetOptions>): Read {
  const isBase64 = goBase64(data) !== undefined
  const octets = isBase64 ? target.decode(data) : Buffer.alloc(0)
  const blocks = goPem(octets)
  const read = blocks.map((block, index) => inspected(block, { ...at, index }))
  const anchors = read.flatMap(one => ('why' in one ? [] : [{ ...one, name }]))
  const reasons = [...read.flatMap(one => ('why' in one ? [one.why] : [])), ...missedIn(octets, blocks)]
  if (!isBase64) reasons.push('it is not base64 with padding, in the letters of RFC 4648 section 4')
  else if (read.length + reasons.length === 0) reasons.push(`it is no PEM once it is decoded: ${faultIn(octets)}`)
  const entry = `the entry ${printable(name)}`
  const what = anchors.length === 0 ? entry : `all of ${entry}`
  return { anchors, skipped: [...new Set(reasons)].map(why => ({ what, line: at.line, why })) }
}

/** AppendCertsFromPEM passes over what has another label, over all that has headers, and over what is no certificate. */
function inspected({ type, hasHeaders, bytes }: GoBlock, origin: Origin): Omit<Anchor, 'name'> | Pick<Skipped, 'why'> {
  if (type !== 'CERTIFICATE') return { why: `a block of PEM in it is labelled ${printable(type)}, not CERTIFICATE` }
  if (hasHeaders) return { why: 'a block of PEM in it has headers' }
  const seen = inspect({ ...origin, formats: ['pem'], der: bytes })
  return 'fault' in seen
    ? { why: `a block of PEM in it is ${seen.fault.message}` }
    : { certificate: seen.certificate, origin }
}

/** What people would find in the same octets: it has to be said that nodes do not. */
function missedIn(octets: Uint8Array, blocks: readonly GoBlock[]): string[] {
  const found = new Set(blocks.map(({ bytes }) => Buffer.from(bytes).toString('latin1')))
  return decode('', octets).flatMap(block => {
    if (!('der' in block) || found.has(Buffer.from(block.der).toString('latin1'))) return []
    const [format = 'der'] = block.formats
    if (format === 'pem') return ['a block of PEM in it is laid out as Go does not read it']
    return [`it is ${NAMES[format]} once it is decoded, and not PEM`]
  })
}

const faultIn = (octets: Uint8Array): string => {
  const [fault] = decode('', octets).flatMap(block => ('fault' in block ? [block.fault.message] : []))
  return fault ?? 'Go does not take it for PEM'
}

const NAMES = { der: 'DER', pkcs7: 'PKCS#7', base64: 'base64 again', kubernetes: 'a manifest' }
