import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { PARAMETERS } from '../../src/argocd/parameters.ts'
import { pem } from '../support/certificates.ts'
import { ARGOCD, type Ran, tksTrust } from '../support/cli.ts'
import { type Asked, isRoot, rendered } from '../support/cmp-server.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { manifestOf } from '../support/manifest.ts'
import { blocksIn, expectPage, readPage, withPart } from '../support/page.ts'
import { copyOf, EXAMPLES, ran } from '../support/rendering.ts'
import { EC_ROOT, RSA_ROOT } from '../support/roots.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PAGE = 'docs/argocd-plugin.md'
const read = () => readPage(PAGE)
const blocks = (language: string) => blocksIn(read(), language)

const EXAMPLE = { string: 'string: prod/trust.config.yaml', array: 'array: [prod/tks.yaml]' } as const

/** The parameters as plugin.yaml announces them, and the program reads them. */
function table(): string {
  const announced: { name: string; tooltip: string }[] = parse(
    readFileSync(join(EXAMPLES, 'argocd-plugin/plugin.yaml'), 'utf8'),
  ).spec.parameters.static
  const rows = Object.entries(PARAMETERS).map(([name, kind]) => {
    const { tooltip } = announced.find(one => one.name === name) ?? { tooltip: 'is not announced' }
    return `| \`${name}\` | ${kind} | ${tooltip} | \`- { name: ${name}, ${EXAMPLE[kind]} }\` |\n`
  })
  return `| name | kind | | in the Application |\n|---|---|---|---|\n${rows.join('')}`
}

const FILES = { 'certs/one.crt': pem(RSA_ROOT), 'trust.config.yaml': YAML_CONFIG }

describe(PAGE, () => {
  test('shows the parameters as they are', () => expectPage(PAGE, page => withPart(page, 'parameters', table())))

  test('shows what the log and the UI show', () => {
    const failing = folderWith({ ...under('supervisors/prod', FILES), 'supervisors/prod/certs/bad.crt': 'x' })
    expect(blocks('text')).toEqual([
      rendered(join(EXAMPLES, 'argocd-plugin/app')).err,
      rendered(failing, { path: 'supervisors/prod' }).err,
    ])
  })

  test('has the commands of the example', () => {
    const [install = ''] = blocks('sh')
    const ofExample = readFileSync(join(EXAMPLES, 'argocd-plugin/README.md'), 'utf8')
    for (const line of install.trim().split('\n').slice(1)) expect(ofExample).toContain(line)
    expect(install.split('\n')[0]).toBe('cd examples/argocd-plugin')
  })

  test('says how to see what will be rendered, with the program of the package', () => {
    const [, , command = ''] = blocks('sh')
    const [, program = ''] = /^cd app && node \.\.\/node_modules\/tks-trust\/(\S+)\n$/.exec(command) ?? []
    expect(join(root, program)).toBe(ARGOCD)
    const { code, out } = ran(process.execPath, [join(root, program)], copyOf('argocd-plugin/app'), {})
    expect({ code, out }).toEqual({ code: 0, out: rendered(join(EXAMPLES, 'argocd-plugin/app')).out })
  })

  test('says how to go back to a committed manifest', () => {
    const folder = copyOf('argocd-plugin/app')
    expect(tksTrust(folder, ['generate']).code).toBe(0)
    expect(readFileSync(join(folder, 'tks.yaml'), 'utf8')).toBe(rendered(folder).out)
  })
})

const under = (folder: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))

const parametersAre = (...parameters: object[]): Asked => ({ parameters })
const configIs = (string: string): Asked => parametersAre({ name: 'config', string })

/** What a row of the table is about: files laid over good ones, where undefined takes one away, and what is asked. */
interface Trouble {
  readonly says: string
  readonly files?: Readonly<Record<string, string | undefined>>
  readonly asked?: Asked
}

const TROUBLES: readonly Trouble[] = [
  { says: 'no configuration here', files: { 'trust.config.yaml': undefined } },
  { says: 'is a program, and is not run here', files: { 'trust.config.yaml': undefined, 'trust.config.ts': '' } },
  { says: 'two configurations:', files: { 'trust.config.json': '{}' } },
  { says: 'is not a path inside the folder of the application', asked: configIs('../trust.config.yaml') },
  { says: 'is neither YAML nor JSON', asked: configIs('certs/one.crt') },
  { says: 'is not in the folder of the application', asked: configIs('prod/trust.config.yaml') },
  { says: 'is empty', files: { 'trust.config.yaml': '' } },
  { says: 'has nothing but comments in it', files: { 'trust.config.yaml': '# sources: []\n' } },
  { says: 'which leads out of the folder', files: { 'trust.config.yaml': YAML_CONFIG.replace('certs', '{.,x}{.,x}') } },
  {
    says: 'in a step, or more than 4 times **',
    files: { 'trust.config.yaml': YAML_CONFIG.replace('certs', '*a*b*c*d*e') },
  },
  {
    says: 'has more than 1000 keys',
    files: { 'trust.config.yaml': Array.from({ length: 1001 }, (_, index) => `a${index}: 1\n`).join('') },
  },
  { says: 'is not a regular file', files: { 'trust.config.yaml': undefined, 'trust.config.yml/a.txt': '' } },
  { says: 'octets, more than 4 MiB', files: { 'trust.config.yaml': ' '.repeat(4 * 1024 * 1024 + 1) } },
  { says: 'not valid YAML or JSON', files: { 'trust.config.yaml': 'a: [' } },
  { says: 'is not a known key', files: { 'trust.config.yaml': `${YAML_CONFIG}sorces: []\n` } },
  {
    says: 'is not an output of the configuration',
    asked: parametersAre({ name: 'outputs', array: ['prod/tks.yaml'] }),
  },
  {
    says: 'are the same object to a cluster',
    files: {
      'trust.config.yaml': YAML_CONFIG + YAML_CONFIG.slice(YAML_CONFIG.indexOf('  - path')).replace('tks', 'lab'),
    },
  },
  { says: 'parameter output: error: is not known', asked: parametersAre({ name: 'output', array: [] }) },
  {
    says: 'has a value of kind string, and wants a value of kind array',
    asked: parametersAre({ name: 'outputs', string: 'tks.yaml' }),
  },
  { says: 'has no value', asked: parametersAre({ name: 'outputs' }) },
  {
    says: 'is given twice',
    asked: parametersAre({ name: 'config', string: 'a.yaml' }, { name: 'config', string: 'b.yaml' }),
  },
  { says: 'has a parameter without a name', asked: parametersAre({ string: 'a.yaml' }) },
  { says: 'ARGOCD_APP_PARAMETERS: error: is not JSON', asked: { env: { ARGOCD_APP_PARAMETERS: '[' } } },
  { says: 'is not a list of parameters', asked: { env: { ARGOCD_APP_PARAMETERS: '{}' } } },
  { says: 'is not a time', asked: { env: { SOURCE_DATE_EPOCH: 'today' } } },
  {
    says: 'is only in the base, and is dropped [dropped-from-base]',
    files: {
      'base.yaml': manifestOf([['one', Buffer.from(pem(RSA_ROOT)).toString('base64')]], {
        spec: ['defaultCNI: antrea'],
      }),
      'certs/one.crt': pem(EC_ROOT),
      'trust.config.yaml': "sources: ['certs/*']\noutputs: [{ path: tks.yaml, base: base.yaml }]\n",
    },
  },
  { says: 'no certificate is left for this output [empty-set]', files: { 'certs/one.crt': undefined } },
]

const LINK = 'is a symbolic link that leaves the folder, or lies behind one'
const NOWHERE = 'is a symbolic link that leads nowhere, or lies behind one'
const ARGUMENT = 'unexpected argument'
const DENIED = 'cannot be read: permission denied'

describe('what the plugin says when it does not work, the page knows', () => {
  const [, ours = '', theirs = ''] = read().split('| what is said | why | what to do |\n')
  const rowsIn = (table: string) =>
    [...table.matchAll(/^\| (`[^|]*`)/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(.*?)`/g)].map(([, says]) => says),
    )

  test.each(TROUBLES)('$says', ({ says, files: changes, asked }) => {
    const files = Object.entries({ ...FILES, ...changes }).flatMap(([path, text]) =>
      text === undefined ? [] : [[path, text] as const],
    )
    expectTrouble(says, rendered(folderWith(Object.fromEntries(files)), asked))
  })

  test(LINK, () => {
    const repository = folderWith({ ...under('app', { 'certs/one.crt': FILES['certs/one.crt'] }), ...FILES })
    symlinkSync('../trust.config.yaml', join(repository, 'app/trust.config.yaml'))
    expectTrouble(LINK, rendered(repository, { path: 'app' }))
  })

  test(NOWHERE, () => {
    const repository = folderWith({ 'certs/one.crt': FILES['certs/one.crt'] })
    symlinkSync('gone.yaml', join(repository, 'trust.config.yaml'))
    expectTrouble(NOWHERE, rendered(repository))
  })

  test(ARGUMENT, () => expectTrouble(ARGUMENT, ran(process.execPath, [ARGOCD, 'generate'], folderWith(FILES), {})))

  test.skipIf(!isRoot)(`${DENIED} (another user can only be made by root)`, () =>
    expectTrouble(DENIED, rendered(folderWith(FILES), { modes: { '.': 0o711 } })),
  )

  test('and it knows nothing that is not said', () =>
    expect(rowsIn(ours).sort()).toEqual([...TROUBLES.map(({ says }) => says), LINK, NOWHERE, ARGUMENT, DENIED].sort()))

  test('any other is a rule that explain knows', () => {
    expect(ours).toContain('| any other `[rule]` |')
    expect(ours).toContain('`npx tks-trust explain RULE`')
  })

  test('of Argo CD, it knows the name of the plugin as the Application has it', () => {
    const application = readFileSync(join(EXAMPLES, 'argocd-plugin/application.yaml'), 'utf8')
    const [, name] = /^ +plugin:\n(?: +#.*\n)* +name: (.*)$/m.exec(application) ?? []
    expect(rowsIn(theirs)).toContain(`cmp-server plugin with name "${name}"`)
  })
})

function expectTrouble(says: string, { code, out, err }: Ran): void {
  expect({ failed: code === 1 || code === 2, out, err }).toEqual({
    failed: true,
    out: '',
    err: expect.stringContaining(says),
  })
}
