import type { Block, Fault } from '../model.ts'
import { decodeBase64 } from './base64.ts'
import { kindOfDer } from './der.ts'
import { decodeOneDer, decodeSeveralDer } from './der-blocks.ts'
import type { ManifestReader, Part, Wrapping } from './part.ts'
import { readPem } from './pem.ts'
import { faultOfLabel, privateKey } from './refusals.ts'
import { type Shape, shapeOf } from './shape.ts'
import { keyLineIn } from './traces.ts'

/** Base64 of base64 of PEM inside a Secret is three deep and real; more is a mistake or an attack. */
const DEEPEST = 5

/**
 * Takes a file apart into blocks, by its content and never by its name. Every block is the DER of one certificate or
 * a fault that says what stands there instead; a faulty block never hides the others.
 * @param readManifest without it, a manifest is a fault: loading a YAML parser is left to who needs one
 */
export function decode(path: string, bytes: Uint8Array, readManifest?: ManifestReader): Block[] {
  const unwrap = (inner: Uint8Array, wrapping: Wrapping): Part[] => {
    if (wrapping.formats.length >= DEEPEST) return [{ ...wrapping, fault: tooDeep }]
    const shape = shapeOf(inner)
    if (shape.kind === 'base64') return fromBase64(shape.text, wrapping, unwrap)
    if (shape.kind !== 'manifest') return withKeys(fromShape(shape, inner, wrapping), shape, inner, wrapping)
    // Not even where there is a reader: whether it was loaded depends on the other files.
    const isWrapped = wrapping.formats.length > 0
    const parts = (isWrapped ? undefined : readManifest?.(inner, wrapping, unwrap)) ?? [
      { ...wrapping, fault: wrappedManifest },
    ]
    return withKeys(parts, shape, inner, wrapping)
  }
  return unwrap(bytes, { line: 1, formats: [] }).map((part, index) => ({ path, index, ...part }))
}

/** A key that stands where nobody reads, in a comment, an annotation, any other text, is a key all the same. */
function withKeys(parts: readonly Part[], { kind }: Shape, bytes: Uint8Array, at: Wrapping): Part[] {
  if (kind === 'pem' || kind === 'der' || parts.some(part => 'fault' in part && part.fault.rule === 'private-key'))
    return [...parts]
  const line = keyLineIn(Buffer.from(bytes).toString('latin1'))
  return line === undefined
    ? [...parts]
    : [...parts, { ...at, line: at.line + line - 1, fault: privateKey('in a text') }]
}

const tooDeep: Fault = {
  rule: 'damaged-block',
  message: `wrapped more than ${DEEPEST} times`,
  fix: 'commit the certificate itself, in PEM or DER',
}

const wrappedManifest: Fault = {
  rule: 'no-certificate',
  message: 'a Kubernetes manifest in base64',
  fix: 'base64 -d FILE > manifest.yaml',
}

function fromShape(shape: Exclude<Shape, { kind: 'base64' | 'manifest' }>, bytes: Uint8Array, at: Wrapping): Part[] {
  if (shape.kind === 'fault') return [{ ...at, fault: shape.fault }]
  return shape.kind === 'der' ? decodeSeveralDer(bytes, at) : fromPem(shape.text, at)
}

function fromPem(text: string, { line: first, formats }: Wrapping): Part[] {
  return readPem(text).flatMap((block): Part[] => {
    const at: Wrapping = { line: first + block.line - 1, formats: [...formats, 'pem'] }
    if ('fault' in block) return [{ ...at, fault: block.fault }]
    const fault = faultOfLabel(block.label)
    if (fault === undefined) return decodeOneDer(block.bytes, at)
    // A key under a harmless label is still a key.
    return [{ ...at, fault: kindOfDer(block.bytes) === 'private-key' ? privateKey('DER') : fault }]
  })
}

/** One or several base64 texts, each ended by its padding, as `kubectl get secret -o jsonpath >> file` leaves them. */
function fromBase64(text: string, { line, formats }: Wrapping, unwrap: (b: Uint8Array, w: Wrapping) => Part[]): Part[] {
  let at = line
  return (text.match(/[^=]+={0,2}|=+/g) ?? []).flatMap(piece => {
    const start = at + (/^\s*/.exec(piece)?.[0].split('\n').length ?? 1) - 1
    at += piece.split('\n').length - 1
    if (piece.trim() === '') return []
    const decoded = decodeBase64(piece.trim().split('\n'))
    const wrapping: Wrapping = { line: start, formats: [...formats, 'base64'] }
    if ('bytes' in decoded) return unwrap(decoded.bytes, wrapping).map(part => ({ ...part, line: start }))
    return [{ ...wrapping, line: start + decoded.index, fault: damagedBase64(piece, decoded.message) }]
  })
}

function damagedBase64(piece: string, message: string): Fault {
  if (keyLineIn(piece.replace(/\s+/g, '')) !== undefined) return privateKey('base64, damaged')
  const fix = 'fetch it again: kubectl get secret NAME -o jsonpath="{.data.ca\\.crt}" > ca.crt'
  return { rule: 'damaged-block', message: `the file is ${message}`, fix }
}
