import type { Problem } from '../run-error.ts'
import { serverIn } from '../server-name.ts'

/** What one SOURCE of `add` is; `text` is how it was typed. */
export type Source =
  | { readonly kind: 'stdin' | 'file'; readonly text: string }
  | { readonly kind: 'url'; readonly text: string; readonly url: URL }
  | { readonly kind: 'server'; readonly text: string; readonly host: string; readonly port: number }

/**
 * Tells the kinds of SOURCE apart. A file is taken for a file whatever its name looks like: nothing connects where the
 * disk has the answer.
 */
export function sourceOf(text: string, isFile: (text: string) => boolean): Source | Problem {
  if (text === '-') return { kind: 'stdin', text }
  if (isFile(text)) return { kind: 'file', text }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return urlOf(text)
  const { host, port } = serverIn(text) ?? {}
  if (host === undefined || port === undefined) return { kind: 'file', text }
  const number = Number(port)
  if (number < 1 || number > 65535) return { where: text, message: `there is no port ${port}`, fix: `${host}:443` }
  return { kind: 'server', text, host, port: number }
}

function urlOf(text: string): Source | Problem {
  const where = text.replace(/\/\/[^/]*@/, '//***@')
  if (!URL.canParse(text)) return { where, message: 'is no URL', fix: 'https://HOST/PATH, or HOST:PORT' }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    return { where, message: 'user names and passwords are not sent', fix: 'download it, and add the file' }
  if (url.protocol === 'https:') return { kind: 'url', text, url }
  const fix = url.protocol === 'http:' ? text.replace(/^http:/i, 'https:') : 'https://HOST/PATH, HOST:PORT, or a file'
  return { where, message: `${url.protocol}// is not read, only https://`, fix }
}
