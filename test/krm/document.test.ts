import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { JsonSchema } from '../../src/json-schema.ts'
import { trustedCAsSchema } from '../../src/krm/schema.ts'
import { violations } from '../../src/validate.ts'
import { pem } from '../support/certificates.ts'
import { expectPage, readPage, withFiles, withPart } from '../support/page.ts'
import { describeWith, type Program } from '../support/programs.ts'
import { copyOf, EXAMPLES, ran, withFunction } from '../support/rendering.ts'
import { RSA_ROOT } from '../support/roots.ts'

const PAGE = 'docs/kustomize.md'

/** The keys of `spec`, as their schema describes them. */
function table(): string {
  const { properties = {}, required = [] } = trustedCAsSchema().properties?.spec ?? {}
  const rows = Object.entries(properties).map(
    ([name, schema]) =>
      `| \`${name}\`${required.includes(name) ? ', required' : ''} | ${kindOf(schema)} | ${schema.description} |\n`,
  )
  return `| key of \`spec\` | kind | |\n|---|---|---|\n${rows.join('')}`
}

const kindOf = ({ type, enum: words }: JsonSchema): string =>
  words === undefined ? (type ?? '') : words.map(word => `\`${word}\``).join(', ')

describe(PAGE, () => {
  test('shows the examples and the keys as they are', () =>
    expectPage(PAGE, page => withPart(withFiles(page), 'functionConfig', table())))

  test('and the schema of what it shows is the one that is packed', () => {
    const packed: unknown = JSON.parse(readPage('dist/schemas/tks-trust.dev/trustedcas_v1.json'))
    expect(packed).toEqual(trustedCAsSchema())
  })
})

const OBJECTS = [
  'krm-generator',
  'krm-transformer',
  'kpt-package',
  'kustomize-overlays/base',
  'kustomize-overlays/overlays/prod',
  'kustomize-overlays/overlays/lab',
]

test.each(OBJECTS)('functionConfig of %s is what its schema wants', example => {
  const value: unknown = parse(readFileSync(join(EXAMPLES, example, 'trusted-cas.yaml'), 'utf8'))
  expect(violations(value, trustedCAsSchema())).toEqual([])
  expect(violations({ ...(value as object), spec: { source: [] } }, trustedCAsSchema())).not.toEqual([])
})

/** What goes wrong, and what the page says of it. */
interface Trouble {
  readonly says: string
  readonly program: Program
  readonly args: readonly string[]
  readonly example: string
  /** A line of kustomization.yaml and what stands there instead. */
  readonly change?: readonly [RegExp, string]
  /** Where neither function nor plugin is installed. */
  readonly isBare?: true
  readonly files?: Readonly<Record<string, string>>
}

const TKS = readFileSync(join(EXAMPLES, 'krm-transformer/tks.yaml'), 'utf8')
/** Fills the object with another certificate, before the function of the example does. */
const FILLED = readFileSync(join(EXAMPLES, 'krm-transformer/trusted-cas.yaml'), 'utf8')
  .replace('name: registry', 'name: other')
  .replace('certs/**', 'other/**')

const BUILD = ['build', '--enable-alpha-plugins', '--enable-exec']
const TROUBLES: readonly Trouble[] = [
  {
    says: "external plugins disabled; unable to load external plugin 'TrustedCAs'",
    program: 'kubectl',
    args: ['kustomize'],
    example: 'krm-generator',
  },
  {
    says: 'unable to find plugin root',
    program: 'kubectl',
    args: ['kustomize', '--enable-alpha-plugins'],
    example: 'kustomize-overlays/base',
    isBare: true,
  },
  {
    says: 'expected file with Go object code at',
    program: 'kubectl',
    args: ['kustomize', '--enable-alpha-plugins'],
    example: 'kustomize-overlays/base',
    isBare: true,
    files: { '.config/kustomize/plugin/other/README.md': '' },
  },
  {
    says: 'behavior must be merge or replace',
    program: 'kustomize',
    args: BUILD,
    example: 'krm-generator',
    files: { 'tks.yaml': TKS },
    change: [/^/, 'resources: [tks.yaml]\n'],
  },
  {
    says: 'dropped-from-base',
    program: 'kustomize',
    args: BUILD,
    example: 'krm-transformer',
    change: [/transformers:\n/, 'transformers:\n  - filled.yaml\n'],
    files: { 'filled.yaml': FILLED, 'other/ca.crt': pem(RSA_ROOT) },
  },
  {
    says: 'unknown flag: --enable-exec',
    program: 'kubectl',
    args: ['kustomize', '--enable-exec'],
    example: 'krm-generator',
  },
  {
    says: 'executable file not found in $PATH',
    program: 'kustomize',
    args: BUILD,
    example: 'krm-generator',
    isBare: true,
  },
  {
    says: "validator shouldn't modify the resource map",
    program: 'kustomize',
    args: BUILD,
    example: 'krm-transformer',
    change: [/transformers/, 'validators'],
  },
  {
    says: 'metadata.name is "prod-tkg-service-configuration"',
    program: 'kustomize',
    args: BUILD,
    example: 'krm-transformer',
    change: [/^/, 'namePrefix: prod-\n'],
  },
  {
    says: 'metadata.namespace is',
    program: 'kustomize',
    args: BUILD,
    example: 'krm-transformer',
    change: [/^/, 'namespace: tkg\n'],
  },
]

for (const program of ['kubectl', 'kustomize'] as const)
  describeWith([program], `what ${program} says when it does not work, the page knows`, pathOf => {
    test.each(TROUBLES.filter(trouble => trouble.program === program))('$says', ({
      says,
      args,
      example,
      change,
      isBare,
      files = {},
    }) => {
      const folder = copyOf(example)
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      const file = join(folder, 'kustomization.yaml')
      if (change !== undefined) writeFileSync(file, readFileSync(file, 'utf8').replace(...change))
      const env = isBare ? { PATH: '/usr/bin:/bin', HOME: folder } : withFunction()
      expect(ran(pathOf(program), [...args, folder], '/', env).err).toContain(says)
      expect(readPage(PAGE)).toMatch(new RegExp(`^\\| .*${says.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'm'))
    })
  })
