import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { certificate, pem } from '../support/certificates.ts'
import { CHAIN_ROOT, ISSUING, LEAF, LEAF_KEY } from '../support/chain.ts'
import { tksTrust } from '../support/cli.ts'
import { utf8 } from '../support/der.ts'
import { folderWith } from '../support/folder.ts'
import { runHere } from '../support/in-process.ts'
import { ecKey, edKey } from '../support/keys.ts'
import { certificateBag } from '../support/openssl.ts'
import { BUNDLE, EC_ROOT, ED_ROOT, RSA_ROOT } from '../support/roots.ts'

const sha256 = (der: Uint8Array) => createHash('sha256').update(der).digest('hex')
const digits = (der: Uint8Array) => sha256(der).slice(0, 8)
const config = (sources: string, more = '') =>
  `sources: ${sources}\noutputs:\n  - path: tks.yaml\n    apiVersion: run.tanzu.vmware.com/v1alpha3\n    spec:\n      defaultCNI: antrea\n${more}`
const EXPIRED = certificate({ key: ecKey('old'), subject: 'Old', notAfter: '2021-01-01' })
const CRT = config("['certs/**/*.crt']")
const folder = (files: Record<string, Uint8Array | string> = {}) => folderWith({ 'trust.config.yaml': CRT, ...files })

/** Every file below a folder but those that were put there, with what is in it. */
function filesIn(root: string, but: readonly string[] = []): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1)).sort()
  return Object.fromEntries(
    paths
      .filter(path => path !== 'trust.config.yaml' && !but.includes(path))
      .map(path => [path, readFileSync(join(root, path), 'latin1')]),
  )
}

const secret = (data: Record<string, string>) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data })
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64')

describe('a certificate in any form becomes one clean PEM', () => {
  const manifest = `apiVersion: run.tanzu.vmware.com/v1alpha3\nkind: TkgServiceConfiguration\nspec:\n  trust:\n    additionalTrustedCAs:\n      - name: harbor.ca_1\n        data: ${base64(pem(RSA_ROOT))}\n`
  test.each<[string, Uint8Array | string, string]>([
    ['PEM', pem(RSA_ROOT), `Root-One-${digits(RSA_ROOT)}`],
    [
      'PEM of Windows with text around it',
      `\ufeffBag\r\n${pem(RSA_ROOT, 'CERTIFICATE', 76).replaceAll('\n', '\r\n')}x`,
      `Root-One-${digits(RSA_ROOT)}`,
    ],
    ['DER', RSA_ROOT, `Root-One-${digits(RSA_ROOT)}`],
    ['PKCS#7', certificateBag(pem(RSA_ROOT), 'DER'), `Root-One-${digits(RSA_ROOT)}`],
    ['base64 of PEM', base64(pem(RSA_ROOT)), `Root-One-${digits(RSA_ROOT)}`],
    ['a Secret', secret({ 'ca.crt': base64(pem(RSA_ROOT)) }), `Root-One-${digits(RSA_ROOT)}`],
    ['a manifest, which keeps the name', manifest, 'harbor.ca_1'],
  ])('%s', async (_, content, name) => {
    const root = folder({ 'Download (1)': content })
    const { code, err } = await runHere(root, ['add', 'Download (1)'])
    expect(err).toBe(
      `certs/${name}.crt: added, CN=Root One, self-signed root, RSA 2048, 2020-01-01 to 2040-01-01, SHA-256 ${sha256(RSA_ROOT)}\nnext: npx tks-trust generate\n`,
    )
    expect(code).toBe(0)
    expect(filesIn(root, ['Download (1)'])).toEqual({ [`certs/${name}.crt`]: pem(RSA_ROOT) })
  })

  test('standard input, under the name that was given', async () => {
    const root = folder()
    const { code } = await runHere(root, ['add', '-', '--name', 'harbor-ca'], { stdin: base64(pem(ED_ROOT)) })
    expect(code).toBe(0)
    expect(filesIn(root)).toEqual({ 'certs/harbor-ca.crt': pem(ED_ROOT) })
  })

  test('a pipe, as a shell makes one of <( )', () => {
    const root = folder()
    const script = `${process.execPath} ${new URL('../../dist/cli.js', import.meta.url).pathname} add <(cat)`
    execFileSync('bash', ['-c', script], { cwd: root, input: pem(EC_ROOT), stdio: ['pipe', 'pipe', 'ignore'] })
    expect(Object.values(filesIn(root))).toEqual([pem(EC_ROOT)])
  })

  test('a certificate that has no name of its own is called like its file', async () => {
    const nameless = certificate({ key: edKey('nameless'), subject: [['2.5.4.6', utf8('DE')]] })
    const root = folder({ 'down/.harbor ca.pem': pem(nameless), 'two.pem': pem(nameless) + pem(ED_ROOT) })
    expect((await runHere(root, ['add', 'down/.harbor ca.pem', '--dry-run'])).err).toContain(
      'certs/harbor-ca.crt: would be added',
    )
    expect((await runHere(root, ['add', 'two.pem', '--dry-run'])).err).toContain(
      `certs/ca-${digits(nameless)}.crt: would`,
    )
  })
})

describe('where files go', () => {
  test.each<[string, string, readonly string[], string]>([
    ['to the folder of the pattern', "['certs/**/*.crt']", [], 'certs/ca.crt'],
    ['with the ending that the pattern wants', "['trust/ca/*.pem']", [], 'trust/ca/ca.pem'],
    ['.crt where it may be', "['a/*.{cer,crt}']", [], 'a/ca.crt'],
    ['to the first folder of braces', "['{one,two}/*.crt']", [], 'one/ca.crt'],
    ['to the first pattern that selects something', "['!x/**', 'y/*.cer', 'certs/*.crt']", [], 'y/ca.cer'],
    ['beside the configuration', "['*.crt']", [], 'ca.crt'],
    ['to the folder that was named', "['certs/**/*.crt']", ['--dir', 'certs/lab'], 'certs/lab/ca.crt'],
    ['to a folder that another pattern searches', "['a/*.crt', 'b/*.pem']", ['--dir', './b/'], 'b/ca.pem'],
    ['into everything', "['certs/**']", [], 'certs/ca.crt'],
  ])('%s', async (_, sources, flags, path) => {
    const root = folderWith({ 'trust.config.yaml': config(sources), 'x.der': ED_ROOT })
    const { code, err } = await runHere(root, ['add', 'x.der', '--name', 'ca', ...flags])
    expect(err).toContain(`${path}: added, `)
    expect(code).toBe(0)
    expect(filesIn(root, ['x.der'])).toEqual({ [path]: pem(ED_ROOT) })
    expect((await runHere(root, ['generate'])).code).toBe(0)
    expect(readFileSync(join(root, 'tks.yaml'), 'utf8')).toContain('- name: ca\n')
  })

  test('to certs without a configuration', async () => {
    const root = folderWith({ 'x.der': ED_ROOT })
    expect((await runHere(root, ['add', 'x.der', '--name', 'ca'])).code).toBe(0)
    expect(filesIn(root, ['x.der'])).toEqual({ 'certs/ca.crt': pem(ED_ROOT) })
  })

  test.each<[string, string, readonly string[], number, RegExp]>([
    [
      'outside of every pattern',
      "['certs/**/*.crt']",
      ['--dir', 'lab'],
      1,
      /^lab\/ca\.crt: error: would match no pattern of `sources`: certs/m,
    ],
    ['into what is left out', "['certs/**', '!certs/ca*']", [], 1, /^certs\/ca\.crt: error: would match no pattern/m],
    ['into a middle that varies', "['teams/*/certs/*.crt']", [], 1, /^teams\/ca\.crt: error: would match no pattern/m],
    ['into a hidden folder', "['**/*.crt']", ['--dir', '.git'], 1, /would match no pattern/],
    ['out of the folder', "['certs/**/*.crt']", ['--dir', '../x'], 2, /--dir leads out of the folder/],
    ['to the root', "['certs/**/*.crt']", ['--dir', '/etc'], 2, /--dir leads out of the folder/],
  ])('never %s', async (_, sources, flags, expected, said) => {
    const root = folderWith({ 'trust.config.yaml': config(sources), 'x.der': ED_ROOT })
    const { code, err } = await runHere(root, ['add', 'x.der', '--name', 'ca', ...flags])
    expect(err).toMatch(said)
    expect(code).toBe(expected)
    expect(filesIn(root, ['x.der'])).toEqual({})
  })

  test('nor below a configuration that stands above', async () => {
    const root = folder({ 'sub/x.der': ED_ROOT })
    const { code, err } = await runHere(join(root, 'sub'), ['add', 'x.der'])
    expect(err).toContain(`no configuration here, but in ${root}`)
    expect(code).toBe(2)
    expect(filesIn(root, ['sub/x.der'])).toEqual({})
  })

  test('nor through a link that leaves the folder', async () => {
    const outside = folderWith({})
    const root = folder({ 'x.der': ED_ROOT })
    symlinkSync(outside, join(root, 'certs'))
    const { code, err } = await runHere(root, ['add', 'x.der'])
    expect(err).toMatch(/is a symbolic link that leaves the folder/)
    expect(code).toBe(2)
    expect(readdirSync(outside)).toEqual([])
    expect(readdirSync(root).sort()).toEqual(['certs', 'trust.config.yaml', 'x.der'])
  })
})

describe('nothing is ever replaced', () => {
  const held = { 'certs/Harbor.crt': pem(RSA_ROOT), 'same.der': RSA_ROOT, 'other.der': ED_ROOT }

  test.each<[string, readonly string[], number, RegExp]>([
    [
      'the same certificate under the same name is there already',
      ['same.der', '--name', 'Harbor'],
      0,
      /^certs\/Harbor\.crt: already there, CN=Root One/,
    ],
    [
      'the same certificate under another name is there already',
      ['same.der', '--name', 'x'],
      0,
      /^certs\/Harbor\.crt: already there, CN=Root One/,
    ],
    [
      'another certificate of the same name is refused, and both are named',
      ['other.der', '--name', 'Harbor'],
      1,
      new RegExp(
        `^certs/Harbor\\.crt: error: is there already and holds CN=Root One,.* SHA-256 ${sha256(RSA_ROOT)}; it is not replaced by CN=Root Three,.* SHA-256 ${sha256(ED_ROOT)}\n {2}fix: .*--name Root-Three-`,
      ),
    ],
    [
      'a name that differs in case only is refused',
      ['other.der', '--name', 'harbor'],
      1,
      /^certs\/Harbor\.crt: error: is there already and holds CN=Root One/,
    ],
    [
      'a name that an entry in another folder has is refused',
      ['other.der', '--name', 'HARBOR', '--dir', 'certs/lab'],
      1,
      /the name (?:HARBOR|Harbor) is also that of another certificate/,
    ],
  ])('%s', async (_, args, expected, said) => {
    const root = folder(held)
    const { code, err } = await runHere(root, ['add', ...args])
    expect(err).toMatch(said)
    expect(code).toBe(expected)
    expect(filesIn(root)).toEqual(
      Object.fromEntries(Object.entries(held).map(([path, text]) => [path, Buffer.from(text).toString('latin1')])),
    )
  })

  test('a file that holds something else, or a folder, is not touched', async () => {
    const root = folder({ 'certs/a.crt': 'notes', 'x.der': ED_ROOT })
    mkdirSync(join(root, 'certs/b.crt'))
    for (const name of ['a', 'b']) {
      const { code, err } = await runHere(root, ['add', 'x.der', '--name', name])
      expect(err).toContain(`certs/${name}.crt: error: is there already and holds no certificate that is read`)
      expect(code).toBe(1)
    }
    expect(readFileSync(join(root, 'certs/a.crt'), 'utf8')).toBe('notes')
  })

  test('a second run changes nothing', async () => {
    const root = folder({ 'bundle.pem': BUNDLE })
    expect((await runHere(root, ['add', 'bundle.pem'])).code).toBe(0)
    const before = filesIn(root)
    const { code, err } = await runHere(root, ['add', 'bundle.pem'])
    expect(code).toBe(0)
    expect(err.match(/: already there, /g)).toHaveLength(3)
    expect(err).not.toContain('next:')
    expect(filesIn(root)).toEqual(before)
  })
})

describe('all or nothing, and all that is wrong in one run', () => {
  const key = LEAF_KEY.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  test.each<[string, Record<string, Uint8Array | string>, number, readonly RegExp[]]>([
    ['a file that is not there', {}, 2, [/^bad: error: cannot be read: there is no such file/m]],
    ['a private key', { bad: key }, 1, [/private-key/]],
    [
      'a Secret with its key',
      { bad: secret({ 'tls.crt': base64(pem(LEAF)), 'tls.key': base64(key) }) },
      1,
      [/private-key/],
    ],
    ['a key behind a certificate', { bad: pem(CHAIN_ROOT) + key }, 1, [/private-key/]],
    [
      'the certificate of a server alone',
      { bad: LEAF },
      1,
      [/CN=registry\.example: it is an end certificate.*\[not-a-ca\]/],
    ],
    ['an expired CA', { bad: EXPIRED }, 1, [/it expired on 2021-01-01, and is new to tks\.yaml/]],
    ['a damaged block', { bad: pem(EC_ROOT).slice(0, 300) }, 1, [/damaged-block/]],
    ['a page instead of a certificate', { bad: '<!doctype html><html></html>' }, 1, [/no-certificate/]],
    ['an empty file', { bad: '' }, 1, [/empty-file/]],
    ['a folder', { 'bad/x': '' }, 2, [/^bad: error: is a folder/m]],
  ])('%s keeps everything else out', async (_, files, expected, said) => {
    const root = folder({ 'good.der': ED_ROOT, ...files })
    const before = filesIn(root)
    const { code, err } = await runHere(root, ['add', 'good.der', 'missing.pem', 'bad'])
    for (const pattern of said) expect(err).toMatch(pattern)
    expect(err).toMatch(/^missing\.pem: error: /m)
    expect(err).toMatch(/nothing was added\n$/)
    expect(code).toBe(2)
    expect(filesIn(root)).toEqual(before)
    const { code: alone } = await runHere(root, ['add', 'good.der', 'bad'])
    expect(alone).toBe(expected)
    expect(filesIn(root)).toEqual(before)
    for (const line of key.split('\n').slice(1, -2)) expect(err).not.toContain(line)
  })

  test('a disk that refuses the second file gives back the first', async () => {
    const root = folder({ 'bundle.pem': BUNDLE, 'certs/x': '' })
    chmodSync(join(root, 'certs'), 0o555)
    const { code, err } = tksTrust(root, ['add', 'bundle.pem'], process.getuid?.() === 0 ? { uid: 65534 } : {})
    expect(err).toMatch(/permission denied/)
    expect(code).toBe(2)
    expect(readdirSync(root).sort()).toEqual(['bundle.pem', 'certs', 'trust.config.yaml'])
    expect(readdirSync(join(root, 'certs'))).toEqual(['x'])
    chmodSync(join(root, 'certs'), 0o755)
  })
})

describe('what is judged', () => {
  test.each<[string, Record<string, Uint8Array | string>, string, string, number, readonly RegExp[]]>([
    [
      'the certificate of a server beside its CA is left out, and that is said',
      {},
      pem(LEAF) + pem(CHAIN_ROOT),
      CRT,
      0,
      [
        /^ {2}note .*CN=registry\.example: the certificate of a server; the CA beside it suffices.*\[left-out\]/m,
        /^certs\/Chain-Root-.*: added/m,
      ],
    ],
    [
      'an intermediate without its root is warned of',
      {},
      pem(ISSUING),
      CRT,
      0,
      [/warning .*\[intermediate\]/, /note .*\[issuer-missing\]/],
    ],
    [
      'the same subject with another key as in the folder is warned of',
      { 'certs/old.crt': pem(certificate({ key: edKey('old'), subject: 'Root Three', notBefore: '2019-01-01' })) },
      pem(ED_ROOT),
      CRT,
      0,
      [/warning .*the same subject as old, with another key \[same-subject\]/],
    ],
    [
      'the same key as in the folder is noted',
      { 'certs/old.crt': pem(certificate({ key: edKey('root three'), subject: 'Older', notBefore: '2019-01-01' })) },
      pem(ED_ROOT),
      CRT,
      0,
      [/note .*the same key as old \[same-key\]/],
    ],
    [
      'by the law of the configuration',
      {},
      pem(ED_ROOT),
      `${CRT}rules:\n  denied: [error, { deny: ['${sha256(ED_ROOT)}'] }]\n`,
      1,
      [/error .*\[denied\]/],
    ],
    [
      'and waived by it',
      {},
      pem(LEAF),
      `${CRT}waivers:\n  - {rule: not-a-ca, certificate: ${sha256(LEAF)}, reason: lab, owner: me, until: '2026-12-31'}\n`,
      0,
      [/waived .*\[not-a-ca\]/, /: added, CN=registry\.example, end certificate/],
    ],
    [
      'an expired CA that the output lists already is a warning',
      {
        'tks.yaml': `apiVersion: run.tanzu.vmware.com/v1alpha3\nkind: TkgServiceConfiguration\nspec:\n  trust:\n    additionalTrustedCAs:\n      - name: a\n        data: ${base64(pem(EXPIRED))}\n`,
      },
      pem(EXPIRED),
      CRT,
      0,
      [/warning .*it expired on 2021-01-01 \[expired\]/, /: added/],
    ],
    [
      'and a file that no output takes is warned of',
      {},
      pem(ED_ROOT),
      CRT.replace('    apiVersion', "    exclude: ['certs/**']\n    apiVersion"),
      0,
      [/no output includes this file \[unused-source\]/],
    ],
  ])('%s', async (_, files, source, configuration, expected, said) => {
    const root = folderWith({ 'trust.config.yaml': configuration, ...files, 'source.pem': source })
    const { code, err } = await runHere(root, ['add', 'source.pem'])
    for (const pattern of said) expect(err).toMatch(pattern)
    expect(code).toBe(expected)
  })

  test('what was wrong in the folder before is not told', async () => {
    const root = folder({ 'certs/a.crt': pem(RSA_ROOT), 'certs/b.crt': pem(RSA_ROOT), 'x.der': ED_ROOT })
    expect((await runHere(root, ['add', 'x.der'])).err).not.toContain('duplicate')
  })
})

describe('flags', () => {
  test.each<[string, readonly string[], number, RegExp]>([
    [
      '--name for several certificates',
      ['bundle.pem', '--name', 'x'],
      2,
      /--name x is for one certificate, and there are 3: CN=Root One; CN=Root Two; CN=Root Three/,
    ],
    ['--name that no node takes', ['one.der', '--name', '../x'], 2, /--name \.\.\/x is no name/],
    ['--name that makes a hidden file', ['one.der', '--name', '.x'], 2, /--name \.x is no name/],
    ['--name with an ending', ['one.der', '--name', 'x.crt'], 2, /ends like a file\n {2}fix: --name x\n/],
    ['--fingerprint that is a SHA-1', ['one.der', '--fingerprint', 'ab'.repeat(20)], 2, /is no SHA-256 but a SHA-1/],
    [
      '--fingerprint of another certificate',
      ['one.der', '--fingerprint', sha256(RSA_ROOT)],
      1,
      new RegExp(
        `^one.der: error: no certificate there has the fingerprint\n {2}fix: compare .*\n {4}${sha256(ED_ROOT)} {2}CN=Root Three`,
      ),
    ],
    ['--timeout without a unit', ['one.der', '--timeout', '10'], 2, /--timeout 10 is no time/],
    ['--timeout of nothing', ['one.der', '--timeout', '0s'], 2, /--timeout 0s is no time/],
    ['no SOURCE', [], 2, /SOURCE\.\.\. is missing/],
    ['http', ['http://harbor/ca.crt'], 2, /http:\/\/ is not read, only https:\/\/\n {2}fix: https:\/\/harbor\/ca\.crt/],
    [
      'a password in a URL, which is not repeated',
      ['https://u:secret@harbor/ca.crt'],
      2,
      /^https:\/\/\*\*\*@harbor\/ca\.crt: error: user names and passwords are not sent/,
    ],
    ['a port that there is not', ['harbor:70000'], 2, /there is no port 70000/],
  ])('%s is refused', async (_, args, expected, said) => {
    const root = folder({ 'bundle.pem': BUNDLE, 'one.der': ED_ROOT })
    const { code, err } = await runHere(root, ['add', ...args])
    expect(err).toMatch(said)
    expect(err).not.toContain('secret')
    expect(code).toBe(expected)
    expect(existsSync(join(root, 'certs'))).toBe(false)
  })

  test('--fingerprint picks one of several, by certificate or by key, as openssl prints it', async () => {
    const spki = new X509Certificate(EC_ROOT).publicKey.export({ type: 'spki', format: 'der' })
    const printed = `sha256 Fingerprint=${new X509Certificate(ED_ROOT).fingerprint256}`
    for (const [fingerprint, der] of [
      [printed, ED_ROOT],
      [sha256(spki), EC_ROOT],
    ] as const) {
      const root = folder({ 'bundle.pem': BUNDLE })
      expect((await runHere(root, ['add', 'bundle.pem', '--name', 'x', '--fingerprint', fingerprint])).code).toBe(0)
      expect(filesIn(root, ['bundle.pem'])).toEqual({ 'certs/x.crt': pem(der) })
    }
  })

  test('--dry-run says the same and does nothing', async () => {
    const root = folder({ 'bundle.pem': BUNDLE, 'certs/a.crt': pem(ED_ROOT) })
    const before = filesIn(root)
    const { code, err } = await runHere(root, ['add', 'bundle.pem', '--dry-run'])
    expect(err.match(/: would be added, /g)).toHaveLength(2)
    expect(err).toContain('certs/a.crt: already there')
    expect(code).toBe(0)
    expect(filesIn(root)).toEqual(before)
  })

  test('--quiet says nothing but errors', async () => {
    const root = folder({ 'bundle.pem': pem(LEAF) + BUNDLE, bad: '' })
    expect(await runHere(root, ['add', 'bundle.pem', '--quiet'])).toEqual({ code: 0, out: '', err: '' })
    expect((await runHere(root, ['add', 'bad', '--quiet'])).err).toMatch(/empty-file/)
  })

  test('a file that is called like a server is a file', async () => {
    const root = folder({})
    writeFileSync(join(root, 'harbor:443'), pem(ED_ROOT))
    expect((await runHere(root, ['add', 'harbor:443'])).code).toBe(0)
  })
})

describe('with --dir', () => {
  const include = (path: string, folder: string) =>
    `  - path: ${path}\n    include: ['certs/${folder}/**']\n    apiVersion: run.tanzu.vmware.com/v1alpha3\n    spec: { defaultCNI: antrea }\n`

  test('a certificate that every output takes from elsewhere is already there', () => {
    const root = folder({ 'certs/root.crt': pem(RSA_ROOT), 'in.pem': pem(RSA_ROOT) })
    expect(tksTrust(root, ['add', 'in.pem', '--dir', 'certs/prod']).err).toContain('certs/root.crt: already there')
  })

  test('one that the output of that folder does not take yet is added', () => {
    const root = folderWith({
      'trust.config.yaml': `sources: ['certs/**/*.crt']\noutputs:\n${include('a.yaml', 'a')}${include('b.yaml', 'b')}`,
      'certs/a/root.crt': pem(RSA_ROOT),
      'in.pem': pem(RSA_ROOT),
    })
    expect(tksTrust(root, ['add', 'in.pem', '--dir', 'certs/b', '--name', 'root']).code).toBe(0)
    expect(readFileSync(join(root, 'certs/b/root.crt'), 'latin1')).toBe(pem(RSA_ROOT))
  })

  test('what no output takes is judged all the same', () => {
    const root = folderWith({
      'trust.config.yaml': `sources: ['certs/**/*.crt']\noutputs:\n${include('a.yaml', 'a')}`,
      'certs/a/root.crt': pem(RSA_ROOT),
      'in.pem': pem(EXPIRED),
    })
    const { code, err } = tksTrust(root, ['add', 'in.pem'])
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/\[unused-source\][\s\S]*\[expired\]|\[expired\][\s\S]*\[unused-source\]/),
    })
  })
})
