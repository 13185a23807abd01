import { describe, expect, test } from 'vitest'
import type { World } from '../../src/commands/command.ts'
import { judge } from '../../src/commands/verify-judge.ts'
import { tellVerification } from '../../src/commands/verify-tell.ts'
import { lawOf } from '../../src/law.ts'
import { styleFor } from '../../src/report/style.ts'
import { wantedAmong } from '../../src/report/wanted.ts'
import { certificate, pem } from '../support/certificates.ts'
import { CHAIN_ROOT, ISSUING, LEAF, LEAF_KEY } from '../support/chain.ts'
import { dnsNames, keyUsage } from '../support/extensions.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { type Given, runHere } from '../support/in-process.ts'
import { ecKey } from '../support/keys.ts'
import { manifestOf } from '../support/manifest.ts'
import { proxyServer, tlsServer } from '../support/servers.ts'

const CAPTURED = `${YAML_CONFIG}registries:\n  - host: registry.example\n    chain: chain.txt\n`
const OTHER_ROOT = certificate({ key: ecKey('verify/other'), subject: 'Other Root', serial: 9 })
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64')

interface Options extends Given {
  readonly args?: readonly string[]
  readonly files?: Readonly<Record<string, Uint8Array | string>>
  readonly chain?: readonly Uint8Array[]
}

/** Runs `verify` over a captured chain in a folder whose only CA is the root of it, where nothing else is said. */
async function verify({ args = [], files = {}, chain = [LEAF, ISSUING], ...given }: Options = {}) {
  const folder = folderWith({
    'trust.config.yaml': CAPTURED,
    'certs/root.crt': pem(CHAIN_ROOT),
    'chain.txt': chain.map(der => pem(der)).join('---\n'),
    ...files,
  })
  return runHere(folder, ['verify', ...args], given)
}

const manifest = (entries: readonly (readonly [name: string, data: string])[], kind?: string) =>
  manifestOf(entries, { ...(kind !== undefined && { kind }) })

const ROOT_ENTRY = ['root', base64(pem(CHAIN_ROOT))] as const

describe('a manifest is read as a node reads it:', () => {
  const byManifest = (text: Uint8Array | string, more: readonly string[] = []) =>
    verify({ args: ['--manifest', 'other.yaml', ...more], files: { 'other.yaml': text } })

  test.each<[string, string]>([
    ['as generate writes it', manifest([ROOT_ENTRY])],
    ['with a line break at the end of the base64', manifest([['root', `|\n          ${ROOT_ENTRY[1]}`]])],
    [
      'with line breaks in the base64',
      manifest([['root', `|\n${ROOT_ENTRY[1].replace(/.{1,76}/g, '          $&\n')}`]]),
    ],
    ['as JSON on one line', JSON.stringify(objectOf([ROOT_ENTRY]))],
    ['in the List of kubectl get', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [objectOf([ROOT_ENTRY])] })],
    [
      'beside other documents',
      `apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\n${manifest([ROOT_ENTRY])}---\n`,
    ],
  ])('%s, it is accepted', async (_, text) => {
    const { code, out, err } = await byManifest(text)
    expect(err).toBe('')
    expect(out).toMatch(/^registry\.example:443: accepted by nodes that trust other\.yaml\n/)
    expect(code).toBe(0)
  })

  test.each<[string, string, RegExp]>([
    ['DER', base64(CHAIN_ROOT), /the entry root: once it is decoded, it is DER, and not PEM\n/],
    ['base64 of base64', base64(base64(pem(CHAIN_ROOT))), /the entry root: once it is decoded, it is base64, and not/],
    ['blanks in the base64', ROOT_ENTRY[1].replace(/.{76}/g, '$& '), /the entry root: it is not base64 with padding/],
    [
      'base64 without padding',
      base64(`${pem(CHAIN_ROOT)}\n`.padEnd(1000, '\n')).replace(/=+$/, ''),
      /it is not base64 with padding/,
    ],
    ['text', base64('nothing'), /the entry root: once it is decoded, it is no PEM: nothing in it is a certificate/],
    ['nothing', '""', /the entry root: it has no data/],
    ['no text at all', '{}', /the entry root: it has no data/],
    ['a blank before BEGIN', base64(` ${pem(CHAIN_ROOT)}`), /once it is decoded, it is no PEM: /],
    [
      'lines that end in CR',
      base64(pem(CHAIN_ROOT).replaceAll('\n', '\r')),
      /once it is decoded, it is PEM in a layout that Go does not read/,
    ],
    ['another label', base64(pem(CHAIN_ROOT, 'X509 CERTIFICATE')), /labelled X509 CERTIFICATE, not CERTIFICATE/],
    ['headers', base64(pem(CHAIN_ROOT).replace('\n', '\nA: b\n\n')), /a block of PEM in it has headers/],
    [
      'a key',
      base64('-----BEGIN PRIVATE KEY-----\nAQID\n-----END PRIVATE KEY-----\n'),
      /labelled PRIVATE KEY, not CERTIF/,
    ],
    [
      'what is no certificate',
      base64('-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n'),
      /is not read: what is inside is not DER at all/,
    ],
    [
      'a certificate with octets behind it',
      base64(pem(Buffer.concat([CHAIN_ROOT, Buffer.from('\r\n')]))),
      /2 octets after/,
    ],
    [
      'a certificate whose critical is no BOOLEAN of DER',
      base64(pem(Buffer.from(CHAIN_ROOT.toString('hex').replace('0101ff', '010101'), 'hex'))),
      /a BOOLEAN that is neither 00 nor FF/,
    ],
    [
      'a certificate with a serial number in more octets than needed',
      base64(pem(certificate({ key: LEAF_KEY, rawSerial: Buffer.from([0, 1]) }))),
      /an INTEGER in more octets than needed/,
    ],
  ])('%s in an entry is trusted by no node, and that is said', async (_, data, said) => {
    const { code, out } = await byManifest(
      manifest([
        ['first', base64(pem(OTHER_ROOT))],
        ['root', data],
      ]),
    )
    expect(out).toMatch(/^other\.yaml:\d+: warning: nodes do not read the entry root: /)
    expect(out).toMatch(said)
    expect(out).toContain('registry.example:443: refused by nodes that trust other.yaml\n')
    expect(code).toBe(1)
  })

  test('the warning stands on the line of the entry, in blocks and for what is there twice', async () => {
    const twice = `|\n          ${base64(CHAIN_ROOT)}`
    const { out } = await byManifest(manifest([ROOT_ENTRY, ['b', twice], ['c', twice]]))
    expect(out.match(/^other\.yaml:\d+/gm)).toEqual(['other.yaml:11', 'other.yaml:14'])
  })

  test('below what kubectl apply has applied, which holds the same', async () => {
    const applied = `  annotations:\n    last: |\n      ${JSON.stringify(objectOf([['root', base64(CHAIN_ROOT)]]))}\n`
    const text = manifest([['root', base64(CHAIN_ROOT)]]).replace(
      'metadata: { name: tkg-service-configuration }\n',
      `metadata:\n  name: tkg-service-configuration\n${applied}`,
    )
    expect((await byManifest(text)).out).toMatch(/^other\.yaml:12: warning: nodes do not read the entry root/)
  })

  test('what is no entry, and what is no list', async () => {
    const strange = manifest([]).replace(/CAs:$/m, 'CAs: [text, null, { name: a }]')
    expect((await byManifest(strange)).out.match(/^other\.yaml.*/gm)).toEqual([
      'other.yaml:1: warning: nodes do not read spec.trust.additionalTrustedCAs[0]: it is no entry with a name and data',
      'other.yaml:1: warning: nodes do not read spec.trust.additionalTrustedCAs[1]: it is no entry with a name and data',
      'other.yaml:6: warning: nodes do not read the entry a: it has no data',
    ])
    const map = manifest([]).replace(/CAs:$/m, 'CAs: { a: b }')
    expect((await byManifest(map)).out).toContain('nodes do not read spec.trust.additionalTrustedCAs: it is not a list')
  })

  test('ten thousand entries, or one that is referred to as often, take no time out of proportion', async () => {
    const before = performance.now()
    const short = Array.from({ length: 10_000 }, (_, index) => [`a${index}`, base64(`${index} is not PEM`)] as const)
    expect((await byManifest(manifest(short), ['--quiet'])).code).toBe(1)
    const bundle = pem(CHAIN_ROOT).repeat(100)
    const aliased = `${manifest([]).replace(/CAs:$/m, `CAs:\n      - &e { name: a, data: ${base64(bundle)} }`)}${'      - *e\n'.repeat(1000)}`
    expect((await byManifest(aliased, ['--quiet'])).code).toBe(0)
    expect(performance.now() - before).toBeLessThan(5000)
    const far = `${aliased}${'      - *e\n'.repeat(9000)}`
    expect((await byManifest(far)).err).toContain('its entries have more than 256 MiB')
  })

  test('an entry of which a part is read', async () => {
    const { code, out } = await byManifest(
      manifest([['both', base64(pem(CHAIN_ROOT) + pem(OTHER_ROOT, 'TRUSTED CERTIFICATE'))]]),
    )
    expect(out).toMatch(/nodes do not read all of the entry both: a block of PEM in it is labelled TRUSTED CERTIFICATE/)
    expect(code).toBe(0)
  })

  test('machines are told on the same line', async () => {
    const { out } = await byManifest(manifest([['root', base64(CHAIN_ROOT)]]), ['--format', 'json'])
    expect(JSON.parse(out).findings).toContainEqual(
      expect.objectContaining({ rule: 'skipped-entry', severity: 'warning', path: 'other.yaml', line: 8 }),
    )
  })

  test.each<[string, string | Uint8Array, RegExp]>([
    [
      'another kind',
      manifest([], 'ConfigMap'),
      /^other\.yaml: error: is no manifest to judge by: there is no TkgServiceConfiguration in it, but ConfigMap\n/,
    ],
    ['two of them', `${manifest([])}---\n${manifest([])}`, /there are 2 of kind TkgServiceConfiguration in it/],
    ['a conflict', manifest([ROOT_ENTRY]).replace('spec:', '<<<<<<< HEAD\nspec:'), /is no manifest to judge by: /],
    [
      'one that refers to itself',
      manifest([]).replace('spec:', 'x: &x [*x]\nspec:'),
      /it is nested too deeply, or refers to itself/,
    ],
    ['what is not UTF-8', Buffer.concat([Buffer.from(manifest([])), Buffer.from([0xff])]), /is not UTF-8/],
    ['nothing of interest', 'hello', /^other\.yaml:1: error: nothing in it is a certificate\n/],
    ['nothing', '', /^other\.yaml:1: error: the file is empty\n/],
  ])('%s is no manifest', async (_, text, said) => {
    const { code, err } = await byManifest(text)
    expect(err).toMatch(said)
    expect(code).toBe(2)
  })
})

test('a manifest of three hundred thousand references to one entry is read in no time', async () => {
  const many = `${manifest([]).replace(/CAs:$/m, `CAs:\n      - &e { name: a, data: "${base64(pem(CHAIN_ROOT)).slice(0, 40)}\\x41" }`)}${'      - *e\n'.repeat(300_000)}`
  const started = performance.now()
  await verify({ args: ['--manifest', 'other.yaml'], files: { 'other.yaml': many } })
  expect(performance.now() - started).toBeLessThan(10_000)
})

describe('--manifest takes', () => {
  test.each<[string, Uint8Array | string]>([
    ['a manifest', manifest([ROOT_ENTRY])],
    ['a manifest on one line', JSON.stringify(objectOf([ROOT_ENTRY]))],
    ['PEM', pem(CHAIN_ROOT)],
    ['PEM below words that a manifest has, too', `kind: regards\napiVersion: one\n${pem(CHAIN_ROOT)}`],
    ['DER', CHAIN_ROOT],
  ])('%s from standard input', async (_, stdin) => {
    const { code, out, err } = await verify({ args: ['--manifest', '-'], stdin })
    expect(err).toBe('')
    expect(out).toMatch(/^registry\.example:443: accepted by nodes that trust standard input\n/m)
    expect(code).toBe(0)
  })

  test.each([
    ['DER', CHAIN_ROOT, 'DER, and not PEM'],
    ['base64', base64(CHAIN_ROOT), 'base64, and not PEM'],
    ['PEM behind a byte order mark', `\uFEFF${pem(CHAIN_ROOT)}`, 'PEM in a layout that Go does not read'],
    ['PEM with another label', pem(CHAIN_ROOT, 'X509 CERTIFICATE'), 'PEM in a layout that Go does not read'],
  ])('%s, and says that nodes do not', async (_, bytes, what) => {
    const { code, out } = await verify({ args: ['--manifest', 'ca.pem'], files: { 'ca.pem': bytes } })
    expect(out).toMatch(/^registry\.example:443: accepted/m)
    expect(out).toContain(`ca.pem:1: warning: nodes do not read it as it is: it is ${what}; generate makes PEM of it\n`)
    expect(code).toBe(0)
  })

  test('the bundle of a node, and says what is wrong with it', async () => {
    const bundle = `${pem(OTHER_ROOT).replace('MII', 'M*I')}${pem(CHAIN_ROOT)}`
    const { code, out } = await verify({ args: ['--manifest', 'ca.pem'], files: { 'ca.pem': bundle } })
    expect(out).toMatch(/^ca\.pem:\d+: warning: nodes do not read all of it: /)
    expect(out).toMatch(/^registry\.example:443: accepted/m)
    expect(code).toBe(0)
  })

  test.each([['--output', 'tks.yaml'], ['--folder']])('no %s beside it', async (...more) => {
    const { code, err } = await verify({ args: ['--manifest', 'x', ...more] })
    expect(err).toMatch(/^error: --manifest and --\w+ exclude each other\n/)
    expect(code).toBe(2)
  })
})

/** A configuration whose patterns match nothing. */
const NO_CERTIFICATE = { 'trust.config.yaml': CAPTURED.replace('certs/**/*', 'none/*') }

describe('without a manifest', () => {
  const committed = { 'tks.yaml': manifest([['other', base64(pem(OTHER_ROOT))]]) }

  test('there has to be a configuration', async () => {
    const { code, err } = await runHere(folderWith({}), ['verify', 'registry.example'])
    expect(err).toMatch(/no configuration here[\s\S]*tks-trust verify --manifest tks\.yaml HOST; or npx tks-trust init/)
    expect(code).toBe(2)
  })

  test('the output that is not there yet is what generate would write', async () => {
    const { code, out, err } = await verify()
    expect(err).toBe('tks.yaml is not there yet: judged by what generate would write\n')
    expect(out).toMatch(/^registry\.example:443: accepted by nodes that trust the sources of tks\.yaml/)
    expect(code).toBe(0)
  })

  test('what the folder has and the output has not is one command away', async () => {
    const { code, out } = await verify({ files: committed })
    expect(out).toMatch(/fix +npx tks-trust generate: certs\/root\.crt:1 vouches for it, and is not in tks\.yaml yet/)
    expect(code).toBe(1)
  })

  test('--folder judges by what generate would write', async () => {
    const { code, out } = await verify({ files: committed, args: ['--folder', '--output', './tks.yaml'] })
    expect(out).toMatch(/^registry\.example:443: accepted by nodes that trust the sources of tks\.yaml/)
    expect(code).toBe(0)
  })

  test.each([
    ['--folder', ['--folder'], committed],
    ['an output that is not there', [], {}],
  ])('with %s, where generate would write nothing, there is nothing to judge by', async (_, args, more) => {
    const { code, err } = await verify({ args, files: { ...more, 'certs/leaf.crt': pem(LEAF) } })
    expect(err).toMatch(
      /^tks\.yaml: error: generate would write nothing for it: not-a-ca in certs\/leaf\.crt\n {2}fix: npx/,
    )
    expect(code).toBe(2)
  })

  test('a folder without any certificate trusts nothing, and which CA is missing is said', async () => {
    const { code, out, err } = await verify({ files: { 'certs/root.crt': pem(CHAIN_ROOT), ...NO_CERTIFICATE } })
    expect(err).toBe('tks.yaml is not there yet: there is no certificate for it, so that nothing is trusted\n')
    expect(out).toMatch(/why +CN=Chain Issuing CA, which the server sends, was issued by CN=Chain Root/)
    expect(code).toBe(1)
  })

  test('advice is not given that generate would refuse', async () => {
    const { out } = await verify({ files: { ...committed, 'certs/leaf.crt': pem(LEAF) } })
    expect(out).not.toContain('tks-trust generate:')
  })
})

test('advice can be followed where it stands', async () => {
  const folder = folderWith({
    'sub/trust.config.yaml': CAPTURED,
    'sub/certs/other.crt': pem(OTHER_ROOT),
    'sub/chain.txt': [LEAF, ISSUING, CHAIN_ROOT].map(der => pem(der)).join(''),
  })
  const config = ['--config', 'sub/trust.config.yaml']
  expect((await runHere(folder, ['generate', ...config])).code).toBe(0)
  const { out } = await runHere(folder, ['verify', ...config])
  const [, add = ''] = /fix +npx tks-trust (add .*?), once/.exec(out) ?? []
  expect(add).toMatch(/^add sub\/chain\.txt --config sub\/trust\.config\.yaml --fingerprint [0-9a-f]{64}$/)
  expect((await runHere(folder, add.split(' '))).code).toBe(0)
  const again = (await runHere(folder, ['verify', ...config])).out
  const [, generate = ''] = /fix +npx tks-trust (generate.*?): certs\/\S+ vouches for it/.exec(again) ?? []
  expect((await runHere(folder, generate.split(' '))).code).toBe(0)
  expect((await runHere(folder, ['verify', ...config])).code).toBe(0)
})

test('where an output takes files of one folder only, advice leads there', async () => {
  const chain = [LEAF, ISSUING, CHAIN_ROOT].map(der => pem(der)).join('')
  const include = "    include: ['certs/prod/**']\n"
  const folder = folderWith({
    'trust.config.yaml': CAPTURED.replace('  - path: tks.yaml\n', `  - path: tks.yaml\n${include}`),
    'certs/prod/other.crt': pem(OTHER_ROOT),
    'chain.txt': chain,
  })
  expect((await runHere(folder, ['generate'])).code).toBe(0)
  const [, add = ''] = /fix +npx tks-trust (add .*?), once/.exec((await runHere(folder, ['verify'])).out) ?? []
  expect(add).toMatch(/^add chain\.txt --dir certs\/prod --fingerprint /)
  expect((await runHere(folder, add.split(' '))).code).toBe(0)
  expect((await runHere(folder, ['generate'])).code).toBe(0)
  expect((await runHere(folder, ['verify'])).code).toBe(0)
})

test('a self-signed server that generate would refuse is no advice to add it, but to waive that', async () => {
  const own = certificate({
    key: LEAF_KEY,
    subject: 'registry.example',
    extensions: [keyUsage('digitalSignature'), dnsNames('registry.example')],
  })
  const { out } = await verify({ chain: [own] })
  expect(out).toMatch(
    /fix +have it issued by a CA, for generate refuses it \(missing-cert-sign\); or waive that, then npx tks-trust add chain\.txt --fingerprint [0-9a-f]{64}, once/,
  )
})

test('what is captured and is no DER is refused, as it is where it comes over the wire', async () => {
  const odd = Buffer.from(ISSUING.toString('hex').replace('0101ff', '010101'), 'hex')
  const { out, code } = await verify({ chain: [LEAF, odd] })
  expect(out).toMatch(/^registry\.example:443: refused[\s\S]*certificate 2 of 2: .*a BOOLEAN that is neither 00 nor FF/)
  expect(code).toBe(1)
})

test('a certificate that is in another folder is added to the one that was named', async () => {
  const include = (path: string, folder: string) =>
    `  - path: ${path}\n    include: ['certs/${folder}/**']\n    apiVersion: run.tanzu.vmware.com/v1alpha3\n    spec: { defaultCNI: antrea }\n`
  const folder = folderWith({
    'trust.config.yaml': `sources: ['certs/**/*']\noutputs:\n${include('prod.yaml', 'prod')}${include('lab.yaml', 'lab')}registries: [{ host: registry.example, chain: chain.txt }]\n`,
    'certs/prod/other.crt': pem(OTHER_ROOT),
    'certs/lab/other.crt': pem(OTHER_ROOT),
    'chain.txt': [LEAF, ISSUING, CHAIN_ROOT].map(der => pem(der)).join(''),
  })
  await runHere(folder, ['generate'])
  const advised = [...(await runHere(folder, ['verify'])).out.matchAll(/fix +npx tks-trust (add .*?), once/g)]
  expect(advised.map(([, add = '']) => /--dir (\S+)/.exec(add)?.[1])).toEqual(['certs/prod', 'certs/lab'])
  const [prod, lab] = advised.map(([, add = '']) => add.split(' '))
  expect((await runHere(folder, prod ?? [])).code).toBe(0)
  await runHere(folder, ['generate'])
  expect((await runHere(folder, ['verify'])).out).toMatch(
    /fix +let include of lab\.yaml select certs\/prod\/\S+\.crt:1 too, which vouches for it; then npx tks-trust generate/,
  )
  expect((await runHere(folder, lab ?? [])).code).toBe(0)
  await runHere(folder, ['generate'])
  expect((await runHere(folder, ['verify'])).code).toBe(0)
})

describe('of several outputs', () => {
  const output = (path: string, more: string) =>
    `  - path: ${path}\n    apiVersion: run.tanzu.vmware.com/v1alpha3\n    spec: { defaultCNI: antrea }\n${more}`
  const config = (...outputs: string[]) =>
    `sources: ['certs/**/*']\noutputs:\n${outputs.join('')}registries: [{ host: registry.example, chain: chain.txt }]\n`

  test('one that has no certificate says nothing of another', async () => {
    const { code, err } = await verify({
      args: ['--output', 'two.yaml'],
      files: {
        'trust.config.yaml': config(
          output('one.yaml', "    include: ['certs/a/**']\n"),
          output('two.yaml', "    include: ['certs/*']\n"),
        ),
      },
    })
    expect(err).toMatch(/^two\.yaml: error: generate would write nothing for it: empty-set in one\.yaml/)
    expect(code).toBe(2)
  })

  test('one that leaves the CA out is told of what leaves it out', async () => {
    const files = {
      'trust.config.yaml': config(
        output('one.yaml', "    exclude: ['certs/root.crt']\n"),
        output('two.yaml', "    include: ['certs/root.crt']\n"),
      ),
      'certs/other.crt': pem(OTHER_ROOT),
    }
    const { out } = await verify({ args: ['--output', 'one.yaml'], files })
    expect(out).not.toContain('include')
    const there = await verify({ args: ['--output', 'one.yaml'], files: { ...files, 'one.yaml': manifest([]) } })
    expect(there.out).toMatch(/fix +let exclude of one\.yaml select certs\/root\.crt:1 too/)
  })

  test('with an error in the folder no advice is made of what would be written', async () => {
    const { out } = await verify({ files: { 'tks.yaml': manifest([]), 'certs/oops.crt': 'oops' } })
    expect(out).toMatch(/fix +get CN=Chain Root from its owner/)
  })
})

test('a chain that is still to be captured is captured where this was started', async () => {
  const folder = folderWith({
    'sub/trust.config.yaml': CAPTURED.replace('chain.txt', 'registries/h.pem'),
    'sub/certs/root.crt': pem(CHAIN_ROOT),
  })
  const { out, code } = await runHere(folder, ['verify', '--config', 'sub/trust.config.yaml'])
  expect(out).toMatch(
    /fix +mkdir -p sub\/registries && openssl s_client -connect registry\.example:443 -showcerts <\/dev\/null >sub\/registries\/h\.pem/,
  )
  expect(code).toBe(2)
})

describe('what is found out is told', () => {
  test('a chain with more than there has to be in it is accepted, and a warning', async () => {
    const { code, out } = await verify({ chain: [LEAF, ISSUING, ISSUING] })
    expect(out).toMatch(/accepted[\s\S]*warning +the server sends /)
    expect(code).toBe(0)
  })

  test('what ends before long is a warning to machines', async () => {
    const { out } = await verify({ args: ['--format', 'json'], now: '2039-12-20T00:00:00Z' })
    expect(JSON.parse(out).findings.map(({ rule }: { rule: string }) => rule)).toEqual(['registry-expires-soon'])
  })

  test.each<[string, string, string, number, RegExp]>([
    [
      'what ends before long',
      '2039-12-20T00:00:00Z',
      'warning',
      0,
      /warning +that is soon \(registry-expires-soon\)\n +fix +have that certificate renewed/,
    ],
    [
      'what ends before long, where the rules call it an error',
      '2039-12-20T00:00:00Z',
      'error',
      1,
      /error +that is soon/,
    ],
    [
      'a chain with more than there has to be in it, where the rules call it an error',
      '2026-06-15T12:00:00Z',
      'error',
      1,
      /error +the server sends a certificate twice\n +fix +give/,
    ],
  ])('%s is told to people with its weight, and an error with --quiet too', async (_, now, severity, code, said) => {
    const rules = `rules: { registry-expires-soon: ${severity}, registry-chain: ${severity} }\n`
    const given = { now, files: { 'trust.config.yaml': CAPTURED + rules }, chain: [LEAF, ISSUING, ISSUING] }
    const told = await verify(given)
    expect(told.out).toMatch(said)
    expect(told.code).toBe(code)
    const quiet = await verify({ ...given, args: ['--quiet'] })
    expect(quiet.code).toBe(code)
    if (code === 0) expect(quiet.out).toBe('')
    else expect(quiet.out).toMatch(said)
  })

  test('with --quiet only what is refused', async () => {
    const files = { 'trust.config.yaml': `${CAPTURED}  - host: other.example\n    chain: chain.txt\n` }
    const { out, err, code } = await verify({ args: ['--quiet'], files, chain: [LEAF, ISSUING, ISSUING] })
    expect(out).toMatch(/^other\.example:443: refused/)
    expect(out).not.toContain('registry.example:443: accepted')
    expect([err, code]).toEqual(['', 1])
  })

  test('two registries that are refused have two fingerprints, and the one that is accepted a test that passes', async () => {
    const files = {
      'trust.config.yaml': `${CAPTURED}${['a', 'b'].map(name => `  - { host: ${name}.example, chain: chain.txt }\n`).join('')}`,
    }
    const { out } = await verify({ args: ['--format', 'gitlab'], files })
    const prints = JSON.parse(out).map(({ fingerprint }: { fingerprint: string }) => fingerprint)
    const alone = await verify({
      args: ['b.example', '--format', 'gitlab'],
      files,
    })
    expect(JSON.parse(alone.out).map(({ fingerprint }: { fingerprint: string }) => fingerprint)).toEqual([prints[1]])
    const junit = await verify({ args: ['--format', 'junit'], files })
    expect(junit.out).toContain('<testcase classname="tks-trust.registries" name="registry.example:443"')
    expect(junit.out.match(/<failure/g)).toHaveLength(2)
  })
})

describe('a registry that is not reached', () => {
  const files = (more: string) => ({ 'trust.config.yaml': `${YAML_CONFIG}${more}`, 'tks.yaml': manifest([ROOT_ENTRY]) })

  test('is an error and 2, and where the rule is off neither', async () => {
    const registry = 'registries: [{ host: registry.example, chain: missing.pem }]\n'
    const { code, out } = await verify({ files: files(registry) })
    expect(out).toMatch(
      /^registry\.example:443: error: missing\.pem: [\s\S]* -connect registry\.example:443 .* >missing\.pem\n/,
    )
    expect(code).toBe(2)
    const off = await verify({ files: files(`${registry}rules: { registry-unreached: 'off' }\n`) })
    expect(off.out).toMatch(/^registry\.example:443: note: missing\.pem: /)
    expect(off.code).toBe(0)
    const junit = await verify({
      files: files(`${registry}rules: { registry-unreached: 'off' }\n`),
      args: ['--format', 'junit'],
    })
    expect(junit.out).not.toContain('testcase')
  })

  test('what a fix says is for the shell as it stands there, in every format', async () => {
    const registry = "registries: [{ host: '[::1]:5000', chain: a b.pem }]\n"
    const { out } = await verify({ files: files(registry), args: ['--format', 'gitlab'] })
    expect(JSON.parse(out)[0].description).toContain(
      "openssl s_client -connect [::1]:5000 -showcerts </dev/null >'a b.pem'",
    )
  })

  test('a registry that wants a certificate of its client is one verdict, and that is no acceptance', async () => {
    const { port } = await tlsServer([LEAF, ISSUING], LEAF_KEY, { requestCert: true, rejectUnauthorized: true })
    const root = { 'tks.yaml': manifest([ROOT_ENTRY]), 'trust.config.yaml': YAML_CONFIG }
    const { port: proxy } = await proxyServer()
    const { out, code } = await verify({
      files: root,
      args: [`registry.example:${port}`, `registry.example:${port}`.toUpperCase()],
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy}` },
    })
    expect(out).toMatch(
      /^registry\.example:\d+: error for nodes that trust tks\.yaml: its certificates are accepted, but it requires a client certificate, /,
    )
    expect(out).not.toContain('accepted by nodes')
    expect(code).toBe(2)
  })
})

test('a fault of the program is told with its stack, and takes the others nothing', async () => {
  const broken = {
    called: 'x',
    path: 'x',
    skipped: [],
    get anchors(): never {
      throw new Error('a bug')
    },
  }
  const registry = { host: 'registry.example', port: 443, text: 'registry.example:443' }
  const judged = await judge(
    { registry, chain: [LEAF, ISSUING], from: 'chain.txt' },
    [broken],
    '2026-06-15T12:00:00Z',
    { add: String, objections: () => [], sourceOf: () => '' },
  )
  expect(judged).toMatchObject({ problems: [{ message: expect.stringContaining('internal error') }] })
  const plan = { registries: [], law: lawOf({ rules: { 'registry-unreached': 'off' } }, '2026-06-15T12:00:00Z') }
  const verification = { version: '0', now: '2026-06-15T12:00:00Z', trusted: [], verified: [judged] }
  const world = { startedIn: '/', cwd: '/', env: {}, style: () => styleFor(false), columns: () => undefined }
  const { code, err } = await tellVerification(
    verification,
    [],
    { ...plan, config: undefined, io: undefined, root: undefined, file: undefined },
    wantedAmong({ text: { stream: 'out' } }, undefined),
    world as unknown as World,
    {},
  )
  expect(code).toBe(2)
  expect(err).toMatch(/^Error: a bug\n {4}at /)
})

function objectOf(entries: readonly (readonly [name: string, data: string])[]) {
  return {
    apiVersion: 'run.tanzu.vmware.com/v1alpha3',
    kind: 'TkgServiceConfiguration',
    metadata: { name: 'tkg-service-configuration' },
    spec: { trust: { additionalTrustedCAs: entries.map(([name, data]) => ({ name, data })) } },
  }
}
