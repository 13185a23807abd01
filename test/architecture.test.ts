import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { RULES } from '../src/rules/index.ts'

const src = fileURLToPath(new URL('../src', import.meta.url))
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.ts'))
const read = (path: string) => readFileSync(join(src, path), 'utf8')

/** Every import of a file: packages by their name, files by their path within src. Types do not count. */
const importsOf = (path: string): string[] =>
  [
    ...read(path).matchAll(
      /^(?:import|export)(?! type\b)[^;']*?from '([^']+)'|^import '([^']+)'|import\('([^']+)'\)/gms,
    ),
  ].map(([, a, b, c]) => {
    const specifier = a ?? b ?? c ?? ''
    return specifier.startsWith('.') ? posix.join(dirname(path), specifier) : specifier
  })

const filesImporting = (name: string) => files.filter(path => importsOf(path).includes(name)).sort()

describe('imports run in one direction', () => {
  test('the model imports nothing', () => expect(importsOf('model.ts')).toEqual([]))

  test.each([
    'asn1',
    'decode',
    'inspect',
    'rules',
    'targets',
    'report',
    'setup',
    'textconv',
    'verify',
  ])('%s knows neither files, process, console nor clock', room => {
    for (const path of files.filter(file => file.startsWith(`${room}/`))) {
      expect(
        importsOf(path).filter(name =>
          /^node:(?!crypto$|util$|path\/posix$)|^fast-glob$|^\.\.|^(io|config|commands)\/|^(cli|program|pipeline|render)\.ts$/.test(
            name,
          ),
        ),
        path,
      ).toEqual([])
      expect(read(path), path).not.toMatch(/\bprocess\.|\bconsole\.|Date\.now|new Date\(\)/)
    }
  })

  test.each([
    [
      'node:fs',
      [
        'config/beside.ts',
        'config/load.ts',
        'io/blob.ts',
        'io/disk.ts',
        'io/find.ts',
        'io/gather.ts',
        'io/git-config.ts',
        'io/links.ts',
        'io/named-file.ts',
        'io/new-files.ts',
        'io/plugin-file.ts',
        'io/status.ts',
        'io/whole-file.ts',
        'io/whole-input.ts',
      ],
    ],
    ['node:child_process', ['io/run-git.ts']],
    ['fast-glob', ['io/find.ts']],
    ['micromatch', ['io/select.ts']],
    ['cosmiconfig', ['config/load.ts']],
    ['jiti', ['config/load-module.ts']],
    ['sucrase', ['config/load-module.ts']],
    ['leven', ['nearest.ts']],
    ['fflate', ['add/archive.ts']],
    ['node:tls', ['commands/public-roots.ts', 'net/connect.ts', 'net/greet.ts']],
    ['node:http', ['net/ask-registry.ts', 'net/connect.ts', 'net/get.ts']],
    ['node:net', ['net/connect.ts', 'net/greet.ts', 'net/look-up.ts']],
    ['node:https', []],
    ['node:http2', []],
    ['node:dgram', []],
    ['node:dns', ['net/look-up.ts']],
    ['net/index.ts', ['commands/add-sources.ts', 'commands/exit-when-done.ts', 'commands/verify-ask.ts']],
    ['write-file-atomic', ['io/whole-file.ts']],
    ['reflect-metadata', ['inspect/second-reader.ts']],
    ['@peculiar/x509', ['inspect/second-reader.ts']],
    ['js-yaml', ['yaml.ts']],
    [
      'yaml',
      [
        'base.ts',
        'config/lines.ts',
        'decode/kubernetes.ts',
        'krm/documents.ts',
        'krm/entry-comments.ts',
        'krm/flow.ts',
        'krm/objects.ts',
        'krm/splice.ts',
        'yaml-ranges.ts',
      ],
    ],
    ['@cfworker/json-schema', ['validate.ts']],
    [
      'node:crypto',
      [
        'inspect/certificate.ts',
        'inspect/key-id.ts',
        'inspect/verify.ts',
        'net/greet.ts',
        'net/handshake/opener.ts',
        'report/fingerprint.ts',
        'setup/unique-name.ts',
        'textconv/shorten.ts',
        'textconv/text.ts',
      ],
    ],
  ])('%s is imported by %j only', (name, expected) => expect(filesImporting(name)).toEqual(expected))

  test('the network is loaded when it is asked for, and not otherwise', () => {
    expect(read('commands/add-sources.ts')).not.toMatch(/^import .*net\/index/m)
    for (const path of files.filter(file => !file.startsWith('net/')))
      expect(read(path), path).not.toMatch(/\bfetch\(|\bWebSocket\b|\bEventSource\b/)
  })

  test.each(['add', 'net'])('%s writes nothing and knows neither process nor console', room => {
    for (const path of files.filter(file => file.startsWith(`${room}/`))) {
      expect(importsOf(path), path).not.toContainEqual(
        expect.stringMatching(/^node:fs|^commands\/|^io\/(?!select\.ts$)/),
      )
      expect(read(path), path).not.toMatch(/\bprocess\.|\bconsole\.|Date\.now|new Date\(\)/)
    }
  })

  test.each([
    ['krm-cli.ts', 'krm/program.ts'],
    ['argocd-cli.ts', 'argocd/program.ts'],
  ])('%s, which renders for a controller, can run no program of a repository, and no other program', (cli, program) => {
    const reached = new Set<string>()
    const left = [cli]
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      if (reached.has(path) || !files.includes(path)) continue
      reached.add(path)
      left.push(...importsOf(path))
    }
    const imports = [...reached].flatMap(importsOf)
    expect(imports).toContain(program)
    for (const name of ['config/load.ts', 'config/load-module.ts', 'jiti', 'node:child_process', 'net/index.ts'])
      expect(imports).not.toContain(name)
  })

  test('only main.ts touches the process, and cli.ts the version of V8', () => {
    expect(files.filter(path => /\bprocess\./.test(read(path)))).toEqual(['cli.ts', 'main.ts'])
    expect(read('cli.ts').match(/\bprocess\.\w+/g)).toEqual(['process.versions'])
  })
})

describe('the rooms are small', () => {
  test.each(files)('%s has at most 200 lines', path => expect(read(path).split('\n').length).toBeLessThanOrEqual(200))
  test('there is no room for leftovers', () =>
    expect(files.filter(path => /(^|\/|-)(utils?|helpers?|misc|common)[-./]/i.test(path))).toEqual([]))
})

describe('every rule', () => {
  test('is listed once, under the name of its file', () => {
    const named = files.filter(path => path.startsWith('rules/') && !['rules/index.ts', 'rules/rule.ts'].includes(path))
    expect(RULES.map(({ name }) => `rules/${name}.ts`).sort()).toEqual(named.sort())
  })

  test.each(
    RULES.map(rule => [rule.name, rule] as const),
  )('%s says what, why, what to do and who says so', (_, rule) => {
    for (const text of [rule.summary, rule.why, rule.fix, rule.source]) expect(text.length).toBeGreaterThan(8)
    expect(rule.summary).not.toMatch(/\.$/)
  })
})
