import { isMap, isScalar, isSeq, LineCounter, type Pair, parseAllDocuments, Scalar, type YAMLMap } from 'yaml'
import type { Fault } from '../model.ts'
import { decodeUtf8 } from '../utf8.ts'
import { syntaxFault } from '../yaml.ts'
import type { ManifestReader, Part, Wrapping } from './part.ts'
import { concernsCertificates } from './traces.ts'

/** Keys of a Secret or ConfigMap that are meant to hold certificates; others are read only if they do. */
const CERTIFICATE_KEY = /\.(?:crt|pem|cer|der|p7b|ca-bundle)$|^(?:ca|cert|ca-?certs?|ca-bundle)$/i
const KEY_KEY = 'tls.key'

/** A stream of more documents is no set of Secrets. */
const MOST_DOCUMENTS = 1000

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
  const text = decodeUtf8(bytes)
  if (text === undefined) return [{ ...at, fault: damaged('not UTF-8') }]
  // The parser that knows lines takes minutes to tell all that is wrong with a hostile text; the other one a moment.
  const wrong = syntaxFault(text, MOST_DOCUMENTS)
  if (wrong !== undefined) return [{ ...at, line: at.line + wrong.line - 1, fault: damaged(wrong.message) }]
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const place: Place = { lines, wrapping: at, unwrap }
  const parts =
    'empty' in documents
      ? []
      : documents.flatMap(({ contents }) => (isEmpty(contents) ? [] : readObject(contents, place)))
  return parts.length > 0 ? parts : [{ ...at, fault: nothingIn('a manifest') }]
}

const isEmpty = (node: unknown): boolean =>
  node === null || node === undefined || (isScalar(node) && node.value === null)

function readObject(node: unknown, place: Place): Part[] {
  if (!isMap(node)) return [{ ...at(node, place), fault: nothingIn('a document') }]
  const kind = safeName(node.get('kind'))
  const items = node.get('items', true)
  if (kind.endsWith('List') && isSeq(items)) return items.items.flatMap(item => readObject(item, place))
  const spec = node.getIn(['spec', 'trust', 'additionalTrustedCAs'], true)
  if (kind === 'TkgServiceConfiguration' && isSeq(spec))
    return spec.items.flatMap(item => (isMap(item) ? readEntry(item, place) : [{ ...at(item, place), fault: notText }]))
  if (kind !== 'Secret' && kind !== 'ConfigMap') return [{ ...at(node, place), fault: nothingIn(kind) }]
  const parts = ['data', 'binaryData', 'stringData'].flatMap(field => {
    const values = node.get(field, true)
    if (isMap(values)) return values.items.flatMap(pair => readValue(pair, place))
    return isEmpty(values) ? [] : [{ ...at(values, place), fault: notText }]
  })
  return parts.length > 0 ? parts : [{ ...at(node, place), fault: nothingIn(kind) }]
}

function readEntry(item: YAMLMap, place: Place): Part[] {
  const value = item.get('data', true)
  if (!isScalar(value) || typeof value.value !== 'string') return [{ ...at(value ?? item, place), fault: notText }]
  const parts = unwrapScalar(value, value.value, place)
  const name = item.get('name')
  const [only, second] = parts
  return only !== undefined && second === undefined && typeof name === 'string' ? [{ ...only, name }] : parts
}

function readValue({ key, value }: Pair, place: Place): Part[] {
  const name = isScalar(key) ? String(key.value) : ''
  const isCertificate = CERTIFICATE_KEY.test(name)
  const leftOut: Part = {
    ...at(value, place),
    fault: { rule: 'left-out', message: `the key ${safeName(name)} holds no certificate` },
  }
  if (isEmpty(value) && !isCertificate) return [leftOut]
  if (!isScalar(value) || typeof value.value !== 'string') return [{ ...at(value, place), fault: notText }]
  if (name === KEY_KEY && value.value.trim() !== '') return [{ ...at(value, place), fault: TLS_KEY }]
  return isCertificate || concernsCertificates(Buffer.from(value.value))
    ? unwrapScalar(value, value.value, place)
    : [leftOut]
}

/** A kind or key is shown only if it looks like one: it may be a key of the other sort. */
const safeName = (name: unknown): string =>
  typeof name === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(name) ? name : '(not shown)'

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
  message: `${what === '' ? 'an object' : what} without certificates; a Secret, a ConfigMap, a List of them or a TkgServiceConfiguration can hold some`,
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
