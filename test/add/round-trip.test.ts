import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { build } from '../../src/index.ts'
import { certificate, pem } from '../support/certificates.ts'
import { folderWith } from '../support/folder.ts'
import { runHere } from '../support/in-process.ts'
import { edKey } from '../support/keys.ts'
import { memory } from '../support/memory.ts'

const SUBJECTS = ['Root', 'root', 'Harbor CA', 'CA', 'a.crt', 'Ünïcode Corp', '../../etc/passwd', 'x'.repeat(200)]

/** Twenty roots, some of which call themselves the same. */
const POOL = Array.from({ length: 20 }, (_, index) =>
  certificate({ key: edKey(`pool/${index}`), subject: SUBJECTS[index % SUBJECTS.length] ?? '', serial: index + 1 }),
)

const CHARACTERS = [...'abzAZ019._-']

/** Names as entry-name.ts allows them, those that look like something else more often than chance has it. */
const entryName = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      'a.crt',
      'a.pem',
      'A.crt.crt',
      'a.yaml',
      'tks',
      '-',
      '_',
      '-rf',
      'a-',
      'a.',
      'a..b',
      'CON',
      '1',
      'true',
      'null',
      '1e3',
    ),
    fc.constantFrom('n'.repeat(240), `${'n'.repeat(236)}.crt`, `-${'.'.repeat(239)}`),
  )
  // What begins with a dot would be a hidden file, and is refused: see below.
  .filter(name => !name.startsWith('.'))

const named = fc
  .uniqueArray(fc.tuple(entryName, fc.nat(POOL.length - 1)), {
    minLength: 1,
    maxLength: 8,
    selector: ([name]) => name.toLowerCase(),
  })
  .map(entries => new Map(entries.map(([name, index]) => [index, name])))

const CONFIG = {
  sources: ['certs/**'],
  outputs: [{ path: 'tks.yaml', apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } }],
} as const

const manifestOf = (entries: readonly (readonly [string, string])[]): string =>
  JSON.stringify({
    apiVersion: 'run.tanzu.vmware.com/v1alpha3',
    kind: 'TkgServiceConfiguration',
    spec: {
      trust: {
        additionalTrustedCAs: entries.map(([name, text]) => ({ name, data: Buffer.from(text).toString('base64') })),
      },
    },
  })

/** What `generate` writes for a folder that holds the manifest given, or certificates in files. */
async function generated(files: Readonly<Record<string, string>>): Promise<string> {
  const { outputs, findings } = await build(CONFIG, {
    root: memory(new Map(Object.entries(files))),
    now: new Date('2026-06-15T12:00:00Z'),
  })
  if (outputs[0] === undefined) throw new Error(`nothing was built: ${JSON.stringify(findings)}`)
  return outputs[0].text
}

/** The comments name the files that certificates came from, and these are others now. */
const withoutFiles = (text: string): string => text.replaceAll(/^( *# SHA-256 [0-9a-f]{64} from ).*$/gm, '$1')

describe('what generate writes, add turns into files of which generate writes the same', () => {
  test.each([
    ['under the names of a manifest', false],
    ['under the names of certificates, several in a file', true],
  ])('%s', async (_, inOneFile) => {
    const root = folderWith({ 'trust.config.json': JSON.stringify(CONFIG) })
    await fc.assert(
      fc.asyncProperty(named, async names => {
        const entries = [...names].map(([index, name]) => [name, pem(POOL[index] ?? Buffer.alloc(0))] as const)
        const before = await generated(
          inOneFile
            ? { 'certs/all.pem': entries.map(([, text]) => text).join('') }
            : { 'certs/all.json': manifestOf(entries) },
        )
        if (!inOneFile)
          for (const [name] of entries)
            expect(before).toMatch(new RegExp(`- name: "?${name.replaceAll('.', '\\.')}"?\n`))
        rmSync(join(root, 'certs'), { recursive: true, force: true })
        rmSync(join(root, 'tks.yaml'), { force: true })
        writeFileSync(join(root, 'old.yaml'), before)
        const added = await runHere(root, ['add', 'old.yaml', '--quiet'])
        expect(added).toEqual({ code: 0, out: '', err: '' })
        expect(readdirSync(join(root, 'certs'))).toHaveLength(entries.length)
        expect((await runHere(root, ['generate', '--quiet'])).code).toBe(0)
        expect(withoutFiles(readFileSync(join(root, 'tks.yaml'), 'utf8'))).toBe(withoutFiles(before))
      }),
      {
        numRuns: 60,
        examples: inOneFile
          ? []
          : [
              [
                new Map([
                  [0, 'a.crt'],
                  [1, 'a'],
                  [2, 'a.pem'],
                  [3, 'n'.repeat(240)],
                ]),
              ],
            ],
      },
    )
  })

  test('a name that would make a hidden file is refused, not changed', async () => {
    for (const name of ['.a', '...', '.crt']) {
      const root = folderWith({
        'trust.config.json': JSON.stringify(CONFIG),
        'old.json': manifestOf([[name, pem(POOL[0] ?? Buffer.alloc(0))]]),
      })
      const { code, err } = await runHere(root, ['add', 'old.json'])
      expect(err).toContain(`the name ${name} would make a hidden file`)
      expect(code).toBe(1)
      expect(readdirSync(root).sort()).toEqual(['old.json', 'trust.config.json'])
    }
  })
})

describe('hostile names', () => {
  const NAMES = [
    '../../../tmp/x',
    '..',
    '.',
    '/etc/cron.d/x',
    'a/../../b',
    'a\\..\\b',
    'x\ny: z',
    '\u001b[2J\u001b[31mred',
    '\u202Egnp.exe',
    '%2e%2e%2f',
    'C:\\x',
    '$(id)',
    '',
    ' ',
    'nul\u0000byte',
    '-rf',
  ]

  test.each(NAMES)('of a subject never leave the folder or the line: %j', async name => {
    const root = folderWith({
      'in/trust.config.json': JSON.stringify(CONFIG),
      'in/x.pem': pem(
        certificate({
          key: edKey('hostile'),
          subject: [
            ['2.5.4.10', Buffer.from([0x0c, 0])],
            ['2.5.4.3', text(name)],
          ],
        }),
      ),
    })
    await staysInside(root, 'x.pem')
  })

  test.each(NAMES)('of an entry never leave the folder or the line: %j', async name => {
    const root = folderWith({
      'in/trust.config.json': JSON.stringify(CONFIG),
      'in/x.pem': manifestOf([[name, pem(POOL[0] ?? Buffer.alloc(0))]]),
    })
    await staysInside(root, 'x.pem')
  })

  test('of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'binary', maxLength: 60 }),
        async (subject, name) => {
          const one = certificate({ key: edKey('hostile'), subject })
          const root = folderWith({
            'in/trust.config.json': JSON.stringify(CONFIG),
            'in/x.pem': manifestOf([[name, pem(one)]]),
          })
          await staysInside(root, 'x.pem')
        },
      ),
      { numRuns: 100 },
    )
  })
})

const text = (value: string): Buffer => {
  const octets = Buffer.from(value)
  return Buffer.concat([Buffer.from([0x0c, octets.length]), octets])
}

/** Runs `add` in the folder `in` and sees that nothing has come to be outside of `in/certs`. */
async function staysInside(root: string, source: string): Promise<void> {
  const { err } = await runHere(join(root, 'in'), ['add', source])
  expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  expect(readdirSync(root)).toEqual(['in'])
  const inside = readdirSync(join(root, 'in')).sort()
  expect(inside.filter(name => name !== 'certs')).toEqual(['trust.config.json', source])
  if (!inside.includes('certs')) return expect(err).toMatch(/nothing was added\n$/)
  const files = readdirSync(join(root, 'in/certs'), { withFileTypes: true })
  expect(files.every(file => file.isFile() && /^[A-Za-z0-9_-][A-Za-z0-9._-]*\.crt$/.test(file.name))).toBe(true)
  expect(files).toHaveLength(1)
}
