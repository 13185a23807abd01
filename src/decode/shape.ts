import type { Fault } from '../model.ts'
import { ARCHIVE, HTML, JAVA_KEY_STORE, privateKey, SSH_KEY } from './refusals.ts'
import { keyLineIn } from './traces.ts'

/** What bytes look like from the outside. Text has one character an octet (latin1). */
export type Shape =
  | { readonly kind: 'der' }
  | { readonly kind: 'pem' | 'base64' | 'manifest'; readonly text: string }
  | { readonly kind: 'fault'; readonly fault: Fault }

const fault = (value: Fault): Shape => ({ kind: 'fault', fault: value })

/** Tells the accepted forms from each other and from what people file under `.crt` by mistake. */
export function shapeOf(bytes: Uint8Array): Shape {
  if (isUtf16(bytes)) return fault(utf16Fault(bytes))
  // The length of a certificate takes one to four octets; `0` and a degree sign begin a text.
  if (bytes[0] === 0x30 && bytes[1] !== undefined && bytes[1] >= 0x80 && bytes[1] <= 0x84) return { kind: 'der' }
  const octets = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const text = octets.startsWith(BYTE_ORDER_MARK) ? octets.slice(BYTE_ORDER_MARK.length) : octets
  if (looksLikeManifest(text)) return { kind: 'manifest', text }
  if (text.includes('-----BEGIN') || /-----(?:BEGIN|END) /i.test(text)) return { kind: 'pem', text }
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text))
    return bytes[0] === 0x30 ? { kind: 'der' } : fault(binaryFault(bytes))
  return shapeOfText(text)
}

const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf'

function shapeOfText(raw: string): Shape {
  const text = raw.trim()
  if (text === '') return fault(EMPTY)
  if (text.startsWith('<') && /<(?:!doctype html|html|head|body)/i.test(text)) return fault(HTML)
  if (/^(?:---- BEGIN SSH2 PUBLIC KEY|(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ AAAA)/.test(text)) return fault(SSH_KEY)
  if (looksLikePem(text)) return { kind: 'pem', text: raw }
  const bare = /^(["'])([^"']*)\1$/.exec(text)?.[2]
  if (bare !== undefined && isBase64Text(bare)) return { kind: 'base64', text: bare }
  if (isBase64Text(text)) return { kind: 'base64', text: raw }
  return fault(/^[A-Za-z0-9_\-=\s]{40,}$/.test(text) && /^(?:MI|LS0)/.test(text) ? BASE64URL : NOTHING)
}

/** Quick and generous: whether {@link shapeOf} could ever say `manifest`. */
export const mayBeManifest = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('apiVersion')

/** The start of YAML or JSON with `apiVersion` and `kind`, and no PEM at the start of a line, which YAML cannot have. */
function looksLikeManifest(text: string): boolean {
  if (!text.includes('apiVersion')) return false
  const key = (name: string) => new RegExp(`(?:^|[\\n{,])[ \\t\\r]*(?:- )?["']?${name}["']?[ \\t]*:`)
  return key('kind').test(text) && key('apiVersion').test(text) && !/(?:^|\n)-----BEGIN /.test(text)
}

/** Boundaries with too few dashes: the PEM reader says where. */
const looksLikePem = (text: string): boolean => /----\s?(?:BEGIN|END) [A-Z0-9 ]*(?:CERT|KEY|PKCS|CMS)/i.test(text)

const isBase64Text = (text: string): boolean => text.length >= 40 && /^[A-Za-z0-9+/=\s]+$/.test(text)

function isUtf16(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true
  const ascii = (octet: number | undefined) => octet !== undefined && octet >= 0x20 && octet < 0x7f
  return (ascii(a) && b === 0 && ascii(c) && d === 0) || (a === 0 && ascii(b) && c === 0 && ascii(d))
}

function binaryFault(bytes: Uint8Array): Fault {
  const magic = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  if (magic === 'feedfeed' || magic === 'cececece') return JAVA_KEY_STORE
  if (magic === '504b0304' || magic.startsWith('1f8b')) return ARCHIVE
  return { ...NOTHING, message: 'binary data that is neither DER nor anything else known here' }
}

/** Not read, but looked at: a key is a key in any encoding. */
function utf16Fault(bytes: Uint8Array): Fault {
  const text = Buffer.from(bytes.filter(octet => octet !== 0)).toString('latin1')
  return keyLineIn(text) === undefined ? UTF16 : privateKey('in UTF-16')
}

const UTF16: Fault = {
  rule: 'file-encoding',
  message: 'UTF-16 text; PEM is ASCII',
  fix: 'iconv -f UTF-16 -t UTF-8 FILE > ca.crt, or in PowerShell: Out-File -Encoding ascii',
}
const EMPTY: Fault = {
  rule: 'empty-file',
  message: 'the file is empty',
  fix: 'put a certificate into it, or delete it',
}
const NOTHING: Fault = {
  rule: 'no-certificate',
  message: 'nothing in it is a certificate',
  fix: 'delete it, leave it out of `sources`, or export the certificate in PEM, DER or PKCS#7',
}
const BASE64URL: Fault = {
  rule: 'damaged-block',
  message: 'base64url (with - and _), not base64',
  fix: "tr -- '-_' '+/' < FILE > ca.crt",
}
