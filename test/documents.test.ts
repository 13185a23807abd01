import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../src/config/parse.ts'
import { HELP } from '../src/help.ts'
import { RULES } from '../src/rules/index.ts'
import { parseObject } from '../src/yaml.ts'

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

  const transcripts = readdirSync(join(root, 'fixtures/cases')).map(name =>
    read(`fixtures/cases/${name}/transcript.txt`),
  )
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

test('docs/rules.md is the catalogue', () => {
  const row = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const sections = RULES.map(
    ({ name, severity, summary, why, fix, source }) =>
      `## ${name}\n\n${summary}. Default: **${severity}**.\n\n${why}\n\n- Fix: \`${fix}\`\n- Source: ${source}\n`,
  )
  const table = [
    row(['rule', 'default', 'what it wants']),
    row(['---', '---', '---']),
    ...RULES.map(({ name, severity, summary }) => row([`[${name}](#${name})`, severity, summary])),
  ]
  const text = `# Rules\n\nMade from the program: \`UPDATE=1 npm test\` writes this page.\n\n${table.join('\n')}\n\n${sections.join('\n')}`
  if (process.env.UPDATE === '1') writeFileSync(join(root, 'docs/rules.md'), text)
  expect(read('docs/rules.md')).toBe(text)
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
