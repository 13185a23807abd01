import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

const MEDIA = 'application/vnd.oci.image'

/** A file in a tar archive (POSIX ustar), with the two empty blocks that end one. */
function tar(name: string, content: string): Buffer {
  const header = Buffer.alloc(512)
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  header.write(name, 0)
  header.write(octal(0o644, 7), 100)
  header.write(octal(0, 7), 108)
  header.write(octal(0, 7), 116)
  header.write(octal(Buffer.byteLength(content), 11), 124)
  header.write(octal(0, 11), 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  header.write(
    `${octal(
      header.reduce((sum, octet) => sum + octet, 0),
      6,
    )}\0 `,
    148,
  )
  const padding = Buffer.alloc(-Buffer.byteLength(content) & 511)
  return Buffer.concat([header, Buffer.from(content), padding, Buffer.alloc(1024)])
}

const digestOf = (octets: Uint8Array): string => createHash('sha256').update(octets).digest('hex')

/** The smallest image there is, as an OCI image layout: the files of its folder, by their paths. */
export function smallestImage(greeting: string) {
  const archive = tar('hello.txt', greeting)
  const blobs = new Map<string, Buffer>()
  const blob = (mediaType: string, octets: Buffer) => {
    blobs.set(digestOf(octets), octets)
    return { mediaType, digest: `sha256:${digestOf(octets)}`, size: octets.length }
  }
  const json = (value: unknown) => Buffer.from(JSON.stringify(value))
  const layer = blob(`${MEDIA}.layer.v1.tar+gzip`, gzipSync(archive))
  const rootfs = { type: 'layers', diff_ids: [`sha256:${digestOf(archive)}`] }
  const config = blob(`${MEDIA}.config.v1+json`, json({ architecture: 'amd64', os: 'linux', config: {}, rootfs }))
  const manifest = { schemaVersion: 2, mediaType: `${MEDIA}.manifest.v1+json`, config, layers: [layer] }
  const listed = blob(`${MEDIA}.manifest.v1+json`, json(manifest))
  const files: Record<string, Buffer> = {
    'oci-layout': json({ imageLayoutVersion: '1.0.0' }),
    'index.json': json({ schemaVersion: 2, manifests: [listed] }),
  }
  for (const [digest, octets] of blobs) files[`blobs/sha256/${digest}`] = octets
  return { files, blobs, manifest: blobs.get(listed.digest.slice('sha256:'.length)) ?? Buffer.alloc(0) }
}
