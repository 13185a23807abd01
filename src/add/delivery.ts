import { kindOfDer } from '../decode/der.ts'
import type { Certificate, Fault, Origin, SourceFile } from '../model.ts'
import { type Reading, read } from '../read.ts'

/** What one SOURCE gave, before anybody has looked into it. */
export interface Delivery {
  /** What messages call it: the SOURCE as it was typed, or `stdin`. */
  readonly called: string
  /** How it came: what comes over the network is believed by nobody until somebody says so. */
  readonly by: 'disk' | 'stdin' | 'https' | 'tls'
  readonly bytes: SourceFile
  /** Where a server sent the request on to. */
  readonly redirects?: readonly string[]
}

/** A certificate that a SOURCE offers. */
export interface Offer {
  readonly certificate: Certificate
  readonly origin: Origin
  /** The name that it had in a manifest. */
  readonly name?: string
  /** Its file is called something that may tell what it is. */
  readonly isFile: boolean
}

/** A delivery taken apart. */
export interface Unpacked extends Pick<Reading, 'refusals'> {
  readonly delivery: Delivery
  readonly offers: readonly Offer[]
}

/** Takes a delivery apart into certificates and faults: a file in any form, or an archive of files. */
export async function unpack(delivery: Delivery): Promise<Unpacked> {
  const { bytes: source } = delivery
  const isArchive = 'bytes' in source && isZip(source.bytes)
  const reading = isArchive ? await readArchive(source.path, source.bytes) : await read([source])
  return {
    delivery,
    offers: reading.sightings.map(sighting => ({ ...sighting, isFile: delivery.by === 'disk' && !isArchive })),
    refusals: reading.refusals.filter(({ fault, block }) => {
      // How a file is laid out does not matter: what is written is laid out anew.
      if (fault.rule === 'normalised-layout') return false
      // The first of a chain is the server's own, which is not added in any case.
      return !(delivery.by === 'tls' && block.line === 1 && reading.sightings.length > 0)
    }),
  }
}

/** A ZIP archive begins with its first entry, or with the end of its list where there is none. */
const isZip = (bytes: Uint8Array): boolean =>
  ['504b0304', '504b0506'].includes(Buffer.from(bytes.subarray(0, 4)).toString('hex'))

async function readArchive(path: string, bytes: Uint8Array): Promise<Reading> {
  const { unzip } = await import('./archive.ts')
  const files = unzip(path, bytes)
  if ('fault' in files) return { sightings: [], refusals: [{ fault: files.fault, block: { path } }] }
  const reading = await read(files)
  const refusals = reading.refusals.filter(refusal => !isBeside(refusal, files))
  const beside = new Set(reading.refusals.filter(refusal => isBeside(refusal, files)).map(({ block }) => block.path))
  if (beside.size === 0) return reading
  const fault: Fault = { rule: 'left-out', message: `${beside.size} of ${files.length} files hold no certificates` }
  return { sightings: reading.sightings, refusals: [...refusals, { fault, block: { path } }] }
}

/** Revocation lists, which vCenter puts beside its certificates, and files that neither are nor claim to be any. */
function isBeside({ fault, block }: Reading['refusals'][number], files: readonly SourceFile[]): boolean {
  if (fault.rule === 'wrong-block') return isRevocationList(files.find(({ path }) => path === block.path))
  const isStranger = fault.rule === 'no-certificate' || fault.rule === 'empty-file' || fault.rule === 'file-encoding'
  return isStranger && !/\.(?:crt|cer|pem|der|p7b|p7c|ca-bundle|\d)$/i.test(block.path)
}

function isRevocationList(file: SourceFile | undefined): boolean {
  if (file === undefined || !('bytes' in file)) return false
  const text = Buffer.from(file.bytes).toString('latin1')
  return text.includes('-----BEGIN X509 CRL-----') || kindOfDer(file.bytes) === 'revocation-list'
}
