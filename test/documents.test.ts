import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../src/config/parse.ts'
import { HELP } from '../src/help.ts'
import { lawOf } from '../src/law.ts'
import { RULES } from '../src/rules/index.ts'
import { parseObject } from '../src/yaml.ts'
import { readmeTable, rulesPage } from './support/catalogue.ts'
import { blocksIn, expectPage, readPage as read, withPart } from './support/page.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const README = read('README.md')
const blocks = (language: string, page = README) => blocksIn(page, language)

/** Every page of the project, from its top folder. */
const PAGES = ['.', 'docs', 'examples', ...readdirSync(join(root, 'examples')).map(name => `examples/${name}`)]
  .filter(folder => statSync(join(root, folder)).isDirectory())
  .flatMap(folder => readdirSync(join(root, folder)).map(name => join(folder, name)))
  .filter(path => path.endsWith('.md'))

describe('the README', () => {
  test('has the two commands first', () =>
    expect(
      blocks('sh')[0]
        ?.split('\n')
        .map(line => line.replace(/ +#.*/, '')),
    ).toEqual(['npm ci && npm run generate', 'npm ci && npm test', '']))

  test('shows what the program really writes', () => {
    const shown = (blocks('yaml')[1] ?? '').split('…')[0] ?? 'nothing'
    expect(read('fixtures/cases/article/expected/tks.yaml').startsWith(shown)).toBe(true)
  })

  test('shows the help as it is', () => expect(blocks('text')).toEqual([HELP]))

  test('shows a configuration in YAML that may be used', async () => {
    const value = parseObject(blocks('yaml')[0] ?? '')
    await expect(
      parseConfig({ path: 'README.md', root: '', value, lines: async () => () => undefined }),
    ).resolves.toBeDefined()
  })

  test('shows rules and waivers that may be used', async () => {
    const value = parseObject(`${blocks('yaml')[0] ?? ''}${blocks('yaml')[2] ?? 'nothing'}`)
    const { config } = await parseConfig({ path: 'README.md', root: '', value, lines: async () => () => undefined })
    expect(lawOf(config, '2026-06-15T12:00:00Z')).toMatchObject({ waivers: [{ index: 0 }], waiverFaults: [] })
  })

  test('shows a configuration in TypeScript that may be used', async () => {
    const value: unknown = await import(
      `data:text/javascript,${encodeURIComponent((blocks('ts')[0] ?? '').replace(/^import .*/, 'const defineConfig = config => config'))}`
    )
    const config = typeof value === 'object' && value !== null && 'default' in value ? value.default : undefined
    await expect(
      parseConfig({ path: 'README.md', root: '', value: config, lines: async () => () => undefined }),
    ).resolves.toBeDefined()
  })
})

describe('what pages show is what the program says', () => {
  const reviews = readdirSync(join(root, 'fixtures/history')).filter(name => name.endsWith('.txt'))
  const transcripts = [
    ...readdirSync(join(root, 'fixtures/cases')).map(name => read(`fixtures/cases/${name}/transcript.txt`)),
    ...reviews.map(name => `$ tks-trust diff HEAD~1 HEAD\n${read(`fixtures/history/${name}`)}`),
  ]
  /** Their commands are run, with a registry and with an API server, by `npm run test:e2e`. */
  const RUN = ['docs/from-x509-error-to-a-pull.md', 'docs/gitops.md']
  const shown = PAGES.filter(path => !RUN.includes(path)).flatMap(path =>
    blocks('console', read(path)).map(block => [path, block] as const),
  )
  test.each(shown)('%s: %s', (_, block) =>
    expect(transcripts.filter(transcript => transcript.includes(block.trimEnd()))).toHaveLength(1))
})

describe('the catalogue of rules', () => {
  test('is docs/rules.md', () => expectPage('docs/rules.md', rulesPage))
  test('is the table in the README', () =>
    expectPage('README.md', page => withPart(page, 'rules', `${readmeTable()}\n`)))

  test('has the options that the types of a configuration have', () => {
    const types = read('src/config/define.ts')
    const declared = /interface RuleOptions \{([\s\S]*?)\n\}/.exec(types)?.[1] ?? ''
    const inTypes = [...declared.matchAll(/readonly '?([\w-]+)'?: \{ readonly (\w+)\?:/g)].map(
      ([, rule, option]) => `${rule}.${option}`,
    )
    const inRules = RULES.flatMap(({ name, options = {} }) => Object.keys(options).map(option => `${name}.${option}`))
    expect(inTypes.sort()).toEqual(inRules.sort())
  })
})

describe('links in the documents lead somewhere', () => {
  /** The anchor that GitHub makes of a heading. */
  const anchorOf = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-')
  const anchorsIn = (page: string) => [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))
  const leads = (from: string, link: string): boolean => {
    const [file = '', anchor] = link.split('#')
    const path = file === '' ? from : join(dirname(from), file)
    return existsSync(join(root, path)) && (anchor === undefined || anchorsIn(read(path)).includes(anchor))
  }
  test.each(PAGES)('%s', path => {
    const links = [...read(path).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link = '']) => link)
    expect(links.filter(link => !leads(path, link))).toEqual([])
  })
})

describe('files named in ARCHITECTURE.md exist', () => {
  const named = [...read('ARCHITECTURE.md').matchAll(/`((?:src|test|scripts|bench|fixtures|docs)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  )
  test.each([...new Set(named)])('%s', path => expect(existsSync(join(root, path))).toBe(true))
})
