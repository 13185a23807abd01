import { X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Zippable, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { certificate, pem } from '../support/certificates.ts'
import { LEAF_KEY } from '../support/chain.ts'
import { folderWith } from '../support/folder.ts'
import { runHere } from '../support/in-process.ts'
import { edKey } from '../support/keys.ts'
import { openssl } from '../support/openssl.ts'
import { EC_ROOT, ED_ROOT } from '../support/roots.ts'

const CRL = `-----BEGIN X509 CRL-----\n${Buffer.from('3003020100', 'hex').toString('base64')}\n-----END X509 CRL-----\n`
const bytes = (content: string | Uint8Array) => (typeof content === 'string' ? Buffer.from(content) : content)
const zip = (files: Record<string, string | Uint8Array>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, bytes(content)])) satisfies Zippable)

/** As vCenter gives it out: every certificate for three systems, under its OpenSSL hash, with revocation lists. */
const vcenter = (ders: readonly Uint8Array[]) =>
  zip(
    Object.fromEntries(
      ders.flatMap((der, index) => {
        const hash = openssl(['x509', '-hash', '-noout', '-inform', 'DER'], der).toString().trim()
        return [
          [`certs/lin/${hash}.${index}`, pem(der)],
          [`certs/lin/${hash}.r${index}`, CRL],
          [`certs/mac/${hash}.${index}`, pem(der)],
          [`certs/mac/${hash}.r${index}`, CRL],
          [`certs/win/${hash}.${index}.crt`, pem(der)],
          [`certs/win/${hash}.r${index}.crl`, CRL],
        ]
      }),
    ),
  )

async function added(content: Uint8Array) {
  const root = folderWith({ 'download.zip': content })
  const result = await runHere(root, ['add', 'download.zip'])
  const folder = join(root, 'certs')
  const names = readdirSync(root).includes('certs') ? readdirSync(folder).sort() : []
  return { ...result, root, names, ders: names.map(name => new X509Certificate(readFileSync(join(folder, name))).raw) }
}

describe('an archive', () => {
  test('of vCenter gives each certificate once, and its revocation lists are left out', async () => {
    // vCenter calls every one of them CA.
    const [one, two] = ['one', 'two'].map(name => certificate({ key: edKey(name), subject: 'CA' }))
    if (one === undefined || two === undefined) throw new Error('no certificates')
    const { code, err, ders } = await added(vcenter([one, two]))
    expect(err).toMatch(/note +6 of 12 files hold no certificates \[left-out\]/)
    expect(code).toBe(0)
    expect(ders.map(der => der.toString('hex')).sort()).toEqual([one, two].map(der => der.toString('hex')).sort())
  })

  test('may have a read-me and what macOS leaves behind', async () => {
    const { code, names } = await added(
      zip({ 'README.txt': 'hello', '__MACOSX/._a.txt': '\u0000\u0005\u0016\u0007', 'a.crt': EC_ROOT }),
    )
    expect(code).toBe(0)
    expect(names).toHaveLength(1)
  })

  test.each<[string, Uint8Array, RegExp]>([
    [
      'with a private key among its files',
      zip({ 'a.crt': EC_ROOT, 'a.key': LEAF_KEY.privateKey.export({ type: 'pkcs8', format: 'pem' }) }),
      /private-key/,
    ],
    [
      'with a key that is called a revocation list',
      zip({ 'a.crt': EC_ROOT, 'a.crl': LEAF_KEY.privateKey.export({ type: 'pkcs8', format: 'der' }) }),
      /private-key/,
    ],
    [
      'with something broken that is called a certificate',
      zip({ 'a.crt': EC_ROOT, 'b.crt': 'nothing' }),
      /download\.zip\/b\.crt:1\n {2}error .*no-certificate/,
    ],
    ['without certificates', zip({ 'a.txt': 'nothing' }), /there is no certificate in it to add/],
    ['that is empty', zip({}), /there is no certificate in it to add/],
    ['that is cut off', vcenter([EC_ROOT]).subarray(0, 600), /an archive that cannot be unpacked/],
    [
      'that would grow beyond measure',
      zip({ 'a.crt': EC_ROOT, 'b.crt': new Uint8Array(2 * 1024 * 1024) }),
      /an archive with a file of more than 1 MiB/,
    ],
    [
      'of very many files',
      zip(Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`${index}.crt`, '']))),
      /an archive with more than 2000 files/,
    ],
    [
      'that is large in sum',
      zip(Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`${index}.crt`, new Uint8Array(1024 * 1024)]))),
      /more than 16 MiB when it is unpacked/,
    ],
    ['that lies about a size', lying(zip({ 'a.crt': new Uint8Array(8 * 1024 * 1024) })), /download\.zip\/a\.crt/],
    ['with two files of one name', renamed('b.crt', 'a.crt'), /it has two files of one name/],
    ['with a file that JavaScript would lose', renamed('a_proto.c', '__proto__'), /it has two files of one name/],
    ['whose files lie on top of each other', overlapping(), /files that lie on top of each other/],
  ])('%s is refused', async (_, content, said) => {
    const { code, err, names } = await added(content)
    expect(err).toMatch(said)
    expect(code).toBe(1)
    expect(names).toEqual([])
  })

  test.each([
    '../../evil.crt',
    '/tmp/evil.crt',
    'C:\\evil.crt',
    '\u001b[31m.crt',
    'a\n::error::b.crt',
  ])('never writes to the name of an entry: %j', async name => {
    const { code, err, names, root } = await added(zip({ [name]: pem(ED_ROOT) }))
    expect(code).toBe(0)
    expect(names).toEqual([expect.stringMatching(/^Root-Three-[0-9a-f]{8}\.crt$/)])
    expect(readdirSync(root).sort()).toEqual(['certs', 'download.zip'])
    expect(err).not.toContain('\u001b')
  })
})

const CENTRAL = Buffer.from([0x50, 0x4b, 1, 2])

/** The list says that a file of megabytes has a hundred octets. */
function lying(archive: Uint8Array): Uint8Array {
  const changed = Buffer.from(archive)
  changed.writeUInt32LE(100, changed.lastIndexOf(CENTRAL) + 24)
  return changed
}

/** The list names the data of one file many times over. */
function overlapping(): Uint8Array {
  const archive = Buffer.from(
    zip(
      Object.fromEntries(
        Array.from({ length: 50 }, (_, index) => [`${index}`.padStart(4, '0'), Buffer.alloc(20_000, String(index))]),
      ),
    ),
  )
  const first = archive.indexOf(CENTRAL)
  for (let at = first; at >= 0; at = archive.indexOf(CENTRAL, at + 4)) {
    archive.writeUInt32LE(archive.length, at + 20)
    archive.writeUInt32LE(0, at + 42)
  }
  return archive
}

/** An archive of two files, of which the second is called something else afterwards. */
function renamed(from: string, to: string): Uint8Array {
  const archive = Buffer.from(zip({ 'a.crt': EC_ROOT, [from]: ED_ROOT }))
  for (let at = archive.indexOf(from); at >= 0; at = archive.indexOf(from, at + 1)) archive.write(to, at)
  return archive
}
