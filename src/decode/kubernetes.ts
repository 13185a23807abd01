import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseAllDocuments,
  Scalar,
  type YAMLMap,
} from 'yaml'
import type { Fault } from '../model.ts'
import type { ManifestReader, Part, Wrapping } from './index.ts'

/** Keys of a Secret or ConfigMap that are meant to hold certificates; others are read only if they do. */
const CERTIFICATE_KEY = /^(?:ca\.crt|.+\.(?:crt|pem))$/
const KEY_KEY = 'tls.key'

type Unwrap = Parameters<ManifestReader>[2]

interface Place {
  readonly lines: LineCounter
  readonly wrapping: Wrapping
  readonly unwrap: Unwrap
}

/**
 * Certificates in a Secret, ConfigMap, List of them, or a TkgServiceConfiguration, in YAML or JSON, with one document
 * or several. Values of `data` in a Secret, of `binaryData` and of `additionalTrustedCAs` are base64, all others text;
 * what they hold is decided by content, so the twice-encoded Secrets of VKS are read as well.
 */
export const readManifest: ManifestReader = (bytes, wrapping, unwrap) => {
  const at: Wrapping = { line: wrapping.line, formats: [...wrapping.formats, 'kubernetes'] }
  const lines = new LineCounter()
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const documents = parseAllDocuments(text, { lineCounter: lines, version: '1.2' })
    const place: Place = { lines, wrapping: at, unwrap }
    const parts = 'empty' in documents ? [] : documents.flatMap(document => readDocument(document, place))
    return parts.length > 0 ? parts : [{ ...at, fault: nothingIn('a manifest') }]
  } catch (error) {
    if (error instanceof RangeError) return [{ ...at, fault: damaged('nested too deeply') }]
    if (error instanceof TypeError) return [{ ...at, fault: damaged('not UTF-8') }]
    throw error
  }
}

function readDocument(document: Document.Parsed, place: Place): Part[] {
  const [error] = document.errors
  if (error !== undefined) {
    // The parser's own message quotes the text, which may be a key; its code does not.
    const line = place.wrapping.line + (error.linePos?.[0].line ?? 1) - 1
    return [
      { ...place.wrapping, line, fault: damaged(`not valid YAML (${error.code.toLowerCase().replaceAll('_', ' ')})`) },
    ]
  }
  return document.contents === null ? [] : readObject(document.contents, place)
}

function readObject(node: unknown, place: Place): Part[] {
  if (!isMap(node)) return [{ ...at(node, place), fault: nothingIn('a document') }]
  const kind = String(node.get('kind') ?? 'no kind')
  const items = node.get('items', true)
  if (kind.endsWith('List') && isSeq(items)) return items.items.flatMap(item => readObject(item, place))
  const spec = node.getIn(['spec', 'trust', 'additionalTrustedCAs'], true)
  if (kind === 'TkgServiceConfiguration' && isSeq(spec))
    return spec.items.flatMap(item => (isMap(item) ? readEntry(item, place) : [{ ...at(item, place), fault: notText }]))
  if (kind !== 'Secret' && kind !== 'ConfigMap') return [{ ...at(node, place), fault: nothingIn(kind) }]
  const parts = ['data', 'binaryData', 'stringData'].flatMap(field => {
    const values = node.get(field, true)
    const encoded = field === 'binaryData' || (field === 'data' && kind === 'Secret')
    return isMap(values) ? values.items.flatMap(pair => readValue(pair, encoded, place)) : []
  })
  return parts.length > 0 ? parts : [{ ...at(node, place), fault: nothingIn(kind) }]
}

function readEntry(item: YAMLMap, place: Place): Part[] {
  const value = item.get('data', true)
  if (!isScalar(value) || typeof value.value !== 'string') return [{ ...at(value ?? item, place), fault: notText }]
  const name = item.get('name')
  return unwrapScalar(value, value.value, place).map(part => (typeof name === 'string' ? { ...part, name } : part))
}

function readValue({ key, value }: Pair, encoded: boolean, place: Place): Part[] {
  const name = isScalar(key) ? String(key.value) : ''
  if (!isScalar(value) || typeof value.value !== 'string') return [{ ...at(value, place), fault: notText }]
  if (name === KEY_KEY && value.value.trim() !== '') return [{ ...at(value, place), fault: TLS_KEY }]
  const parts = unwrapScalar(value, value.value, place)
  const plain = encoded ? Buffer.from(value.value, 'base64').toString('latin1') : value.value
  const matters = parts.some(part => 'der' in part || part.fault.rule === 'private-key') || plain.includes('-----BEGIN')
  if (CERTIFICATE_KEY.test(name) || matters) return parts
  return [{ ...at(value, place), fault: { rule: 'left-out', message: `the key ${name} holds no certificate` } }]
}

function unwrapScalar(node: Scalar, text: string, place: Place): Part[] {
  const { line, formats } = at(node, place)
  const isBlock = node.type === Scalar.BLOCK_LITERAL
  const parts = place.unwrap(Buffer.from(text), { line: isBlock ? line + 1 : line, formats })
  return isBlock ? parts : parts.map(part => ({ ...part, line }))
}

function at(node: unknown, { lines, wrapping }: Place): Wrapping {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined
  const offset: unknown = Array.isArray(range) ? range[0] : 0
  const line = lines.linePos(typeof offset === 'number' ? offset : 0).line
  return { line: wrapping.line + Math.max(line, 1) - 1, formats: wrapping.formats }
}

const damaged = (message: string): Fault => ({
  rule: 'damaged-block',
  message,
  fix: 'fetch the object again: kubectl get secret NAME -o yaml > ca.yaml',
})
const nothingIn = (what: string): Fault => ({
  rule: 'no-certificate',
  message: `${what} without certificates; a Secret, a ConfigMap, a List of them or a TkgServiceConfiguration can hold some`,
  fix: 'leave the file out of `sources`, or commit the certificate itself',
})
const notText: Fault = {
  rule: 'damaged-block',
  message: 'a value that is not text where a certificate should be',
  fix: 'quote the value, or fetch the object again with: kubectl get -o yaml',
}
const TLS_KEY: Fault = {
  rule: 'private-key',
  message: 'a private key (tls.key of a Secret)',
  fix: 'commit ca.crt only: kubectl get secret NAME -o jsonpath="{.data.ca\\.crt}" > ca.crt; treat the key as leaked and replace it',
}
