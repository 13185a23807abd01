import { hash } from 'node:crypto'
import { decode } from '../decode/index.ts'
import type { ManifestReader } from '../decode/part.ts'
import { mayBeManifest } from '../decode/shape.ts'
import { inspect } from '../inspect/index.ts'
import { block, certificateText, faultText, type Line } from './certificate-text.ts'

/** A source is larger only by mistake, and is refused anyway. */
const LARGEST_SOURCE = 1024 * 1024

/** Ten thousand certificates take 25 MiB in a manifest. */
export const LARGEST: number = 64 * 1024 * 1024

/** The text of a file for `git diff`, the same for the same octets on every machine. Never throws for any octets. */
export async function textOf(bytes: Uint8Array): Promise<string> {
  if (bytes.length === 0) return ''
  const isManifest = mayBeManifest(bytes)
  const text = isManifest ? await kindText(bytes) : undefined
  if (text !== undefined) return text
  if (bytes.length > LARGEST_SOURCE) return fileText(bytes)
  const blocks = decode('', bytes, isManifest ? await manifestReader() : undefined)
  const texts = blocks.map(found => {
    const read = inspect(found)
    return 'certificate' in read ? certificateText(read.certificate, found.name) : faultText(read.fault, found.line)
  })
  const isAllTold = blocks.every(found => 'der' in found) && !isManifest
  return (isAllTold ? texts : [...texts, fileText(bytes)]).join('\n')
}

/** Loaded with the first manifest: a certificate never pays for a YAML parser. */
async function kindText(bytes: Uint8Array): Promise<string | undefined> {
  const kind = await import('./kind-text.ts')
  return kind.kindText(Buffer.from(bytes).toString('utf8'), bytes.length <= LARGEST_SOURCE)
}

/** The other kinds are read by a parser that takes as long to load as all else together. */
const manifestReader = async (): Promise<ManifestReader> => (await import('../decode/kubernetes.ts')).readManifest

/** What cannot be told by certificate still has to be seen to change. */
function fileText(bytes: Uint8Array): string {
  const size: Line = ['octets', String(bytes.length)]
  return block('the file', [size, ['SHA-256', hash('sha256', bytes)]])
}
