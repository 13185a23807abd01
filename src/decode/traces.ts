import { kindOfDer } from './der.ts'

/** What base64 or key material in a text gives away, and on which line (from 1). */
export interface Trace {
  readonly of: 'private-key' | 'certificate'
  readonly line: number
}

/**
 * Base64 that begins like DER (`30 8x`, or the short forms of Ed25519 and P-256 keys), like PEM (`-----`), or like base64 of
 * PEM, and is long enough to be more than a word. Found anywhere in a line: behind a label, in quotes, in a comment.
 */
const TOKEN = /(?:MI[A-L]|MC[4o]CAQ|MHcCAQ|LS0tLS|TFMwdExT|b3BlbnNzaC1rZXkt)[A-Za-z0-9+/]{30,}/g

/** Keys that are not base64 from the start: PEM, PuTTY, SSH2, JSON Web Key (RFC 7517). */
const OTHER_KEYS =
  /^PuTTY-User-Key-File-\d|----\s?BEGIN [A-Z0-9 ]*PRIVATE KEY|"kty"\s*:[^{}]{0,8000}"(?:d|k|p)"\s*:\s*"|"(?:d|k|p)"\s*:\s*"[^{}]{0,8000}"kty"\s*:/gm

/**
 * Traces of certificates and private keys in a text that is not read as such: what stands around PEM blocks, in a comment,
 * in an annotation. Only their kind and line are told, never what they hold.
 */
export function tracesIn(text: string): Trace[] {
  const found: Trace[] = []
  const lineAt = lineCounter(text)
  for (const { index } of text.matchAll(OTHER_KEYS)) found.push({ of: 'private-key', line: lineAt(index) })
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const of = kindOfToken(token)
    if (of !== undefined) found.push({ of, line: lineAt(index) })
  }
  return found
}

/** The line of the first private key that a text gives away. */
export const keyLineIn = (text: string): number | undefined =>
  tracesIn(text).find(({ of }) => of === 'private-key')?.line

/** Whether bytes, unwrapped from base64 as often as need be, have to do with certificates or keys at all. */
export function concernsCertificates(bytes: Uint8Array, depth = 0): boolean {
  if (bytes[0] === 0x30 && bytes[1] !== undefined && bytes[1] >= 0x80 && bytes[1] <= 0x84) return true
  const text = Buffer.from(bytes).toString('latin1')
  if (/----\s?(?:BEGIN|END) /i.test(text) || tracesIn(text).length > 0) return true
  return (
    depth < 10 && /^[A-Za-z0-9+/=\s]{24,}$/.test(text) && concernsCertificates(Buffer.from(text, 'base64'), depth + 1)
  )
}

function kindOfToken(token: string, depth = 0): Trace['of'] | undefined {
  const bytes = Buffer.from(token, 'base64')
  const text = bytes.toString('latin1')
  if (text.startsWith('openssh-key-v1') || text.includes('PRIVATE KEY')) return 'private-key'
  if (text.startsWith('-----')) return text.includes('CERTIFICATE') ? 'certificate' : undefined
  if (depth < 3 && /^(?:LS0tLS|TFMwdExT)/.test(text)) return kindOfToken(text, depth + 1)
  const kind = kindOfDer(bytes)
  return kind === 'private-key' ? kind : kind === 'certificate' || kind === 'pkcs7' ? 'certificate' : undefined
}

/** Lines by offset, for offsets that only grow within a call of `matchAll`. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1
  let from = 0
  return offset => {
    if (offset < from) [line, from] = [1, 0]
    for (let at = text.indexOf('\n', from); at >= 0 && at < offset; at = text.indexOf('\n', from)) {
      line++
      from = at + 1
    }
    return line
  }
}
