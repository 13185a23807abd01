import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../src/config/parse.ts'
import { HELP } from '../src/help.ts'
import { lawOf } from '../src/law.ts'
import { RULES } from '../src/rules/index.ts'
import { parseObject } from '../src/yaml.ts'
import { readmeTable, rulesPage } from './support/catalogue.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const README = read('README.md')
const blocks = (language: string) =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text)

describe('the README', () => {
  test('has the two commands first', () =>
    expect(
      blocks('sh')[0]
        ?.split('\n')
        .map(line => line.replace(/ +#.*/, '')),
    ).toEqual(['npm ci && npm run generate', 'npm ci && npm test', '']))

  const reviews = readdirSync(join(root, 'fixtures/history')).filter(name => name.endsWith('.txt'))
  const transcripts = [
    ...readdirSync(join(root, 'fixtures/cases')).map(name => read(`fixtures/cases/${name}/transcript.txt`)),
    ...reviews.map(name => `$ tks-trust diff HEAD~1 HEAD\n${read(`fixtures/history/${name}`)}`),
  ]
  test.each(blocks('console'))('shows what the program really says: %s', block =>
    expect(transcripts.filter(transcript => transcript.includes(block.trimEnd()))).toHaveLength(1))

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

describe('the catalogue of rules', () => {
  const updating = process.env.UPDATE === '1'

  test('is docs/rules.md', () => {
    if (updating) writeFileSync(join(root, 'docs/rules.md'), rulesPage())
    expect(read('docs/rules.md')).toBe(rulesPage())
  })

  test('is the table in the README', () => {
    const [start, end] = ['<!-- rules: `UPDATE=1 npm test` writes this part -->\n', '<!-- end of rules -->']
    const [before = '', rest = ''] = read('README.md').split(start)
    const [table = '', after = ''] = rest.split(end)
    const expected = `\n${readmeTable()}\n\n`
    if (updating) writeFileSync(join(root, 'README.md'), `${before}${start}${expected}${end}${after}`)
    else expect(table).toBe(expected)
  })

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
  const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
  test.each(documents)('%s', path => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link)
    expect(links.filter(link => !existsSync(join(root, dirname(path), link)))).toEqual([])
  })
})

describe('files named in ARCHITECTURE.md exist', () => {
  const named = [...read('ARCHITECTURE.md').matchAll(/`((?:src|test|scripts|bench|fixtures|docs)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  )
  test.each([...new Set(named)])('%s', path => expect(existsSync(join(root, path))).toBe(true))
})
