import { decode } from '../decode/index.ts'
import type { Format, Origin } from '../model.ts'
import { printable } from '../printable.ts'
import type { TargetOptions } from '../targets/index.ts'
import type { Listed, Target } from '../targets/target.ts'
import type { Anchor, Skipped } from './anchor.ts'
import { certificateIn } from './certificate-in.ts'
import { type GoBlock, goBase64, goPem } from './go-pem.ts'

/** Where an entry stands. */
export type Place = Pick<Origin, 'path' | 'line'>

/** What a node takes out of something, and what it passes over. */
export interface Taken {
  readonly anchors: readonly Anchor[]
  readonly skipped: readonly Skipped[]
}

/** Takes one entry of a manifest as a node does: strict base64 once, and then the PEM of certificates. */
export function anchorsOfEntry({ name, data }: Listed, at: Place, target: Target<TargetOptions>): Taken {
  const entry = name === '' ? 'an entry without a name' : `the entry ${printable(name)}`
  const skipped = (what: string, reasons: readonly string[]): Skipped[] =>
    [...new Set(reasons)].map(why => ({ what, line: at.line, why }))
  if (data === '') return { anchors: [], skipped: skipped(entry, ['it has no data']) }
  if (goBase64(data) === undefined)
    return {
      anchors: [],
      skipped: skipped(entry, ['it is not base64 with padding, in the letters of RFC 4648 section 4']),
    }
  const octets = target.decode(data)
  const blocks = goPem(octets)
  const read = blocks.map((block, index) => inspected(block, { ...at, index }))
  const anchors = read.flatMap(one => ('why' in one ? [] : [{ ...one, name }]))
  const missed = formatsMissed(octets, blocks).map(format => `once it is decoded, it is ${format}`)
  const reasons = [...read.flatMap(one => ('why' in one ? [one.why] : [])), ...missed]
  if (read.length + reasons.length === 0) reasons.push(`once it is decoded, it is no PEM: ${faultIn(octets)}`)
  return { anchors, skipped: skipped(anchors.length === 0 ? entry : `all of ${entry}`, reasons) }
}

/** AppendCertsFromPEM passes over what has another label, over all that has headers, and over what is no certificate. */
function inspected({ type, hasHeaders, bytes }: GoBlock, origin: Origin): Omit<Anchor, 'name'> | Pick<Skipped, 'why'> {
  if (type !== 'CERTIFICATE') return { why: `a block of PEM in it is labelled ${printable(type)}, not CERTIFICATE` }
  if (hasHeaders) return { why: 'a block of PEM in it has headers' }
  const seen = certificateIn(bytes)
  return 'message' in seen
    ? { why: `a block of PEM in it is not read: ${seen.message}` }
    : { certificate: seen.certificate, origin }
}

/**
 * What people would find in octets and nodes do not, because it is in another form: `DER, and not PEM`.
 * @param blocks what Go finds in the same octets, or what of it is trusted
 */
export function formatsMissed(
  octets: Uint8Array,
  blocks: readonly GoBlock[] = goPem(octets).filter(({ type, hasHeaders }) => type === 'CERTIFICATE' && !hasHeaders),
): string[] {
  const found = new Set(blocks.map(({ bytes }) => Buffer.from(bytes).toString('latin1')))
  const missed = decode('', octets).flatMap(block =>
    'der' in block && !found.has(Buffer.from(block.der).toString('latin1')) ? [NAMES[block.formats[0] ?? 'der']] : [],
  )
  return [...new Set(missed)]
}

const NAMES: Readonly<Record<Format, string>> = {
  pem: 'PEM in a layout that Go does not read',
  der: 'DER, and not PEM',
  pkcs7: 'PKCS#7, and not PEM',
  base64: 'base64, and not PEM',
  kubernetes: 'a manifest, and not PEM',
}

const faultIn = (octets: Uint8Array): string => {
  const [fault] = decode('', octets).flatMap(block => ('fault' in block ? [block.fault.message] : []))
  return fault ?? 'Go does not take it for PEM'
}
