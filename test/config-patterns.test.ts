import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../src/config/parse.ts'
import { selector } from '../src/io/select.ts'
import { RunError } from '../src/run-error.ts'
import { pem } from './support/certificates.ts'
import { tksTrust } from './support/cli.ts'
import { folderWith, YAML_CONFIG } from './support/folder.ts'
import { RSA_ROOT } from './support/roots.ts'

const OUTPUT = { path: 'tks.yaml', apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } }
const parsed = (value: object) =>
  parseConfig({
    path: 'c',
    root: '',
    value: { sources: ['a'], outputs: [OUTPUT], ...value },
    lines: async () => () => undefined,
  })

/** What is said of a configuration that is refused. */
async function said(value: object): Promise<string> {
  const error = await parsed(value).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof RunError
    ? error.problems.map(({ message, fix }) => `${message}; ${fix}`).join('\n')
    : 'it is taken'
}

describe('a pattern stays inside of the folder', () => {
  test.each([
    '../a.crt',
    'a/../../b.crt',
    '/etc/ssl/certs/*.crt',
    '!../a.crt',
    '{/etc,x}/ssl/*.crt',
    '{a,..}/b.crt',
    '{..,a}/b.crt',
    'a/{..,.}/**/*.crt',
    '{{..,x},a}/b.crt',
    '{../x,a}/b.crt',
    '{.,x}{.,x}/b.crt',
    'a/{b,../c}/../*.crt',
    '!{a,../b}/c.crt',
    '\\.\\./b.crt',
    'C:/certs/*.crt',
    '{C:,x}/certs/*.crt',
  ])('%s is refused', async pattern => {
    expect(await said({ sources: ['certs/*', pattern] })).toMatch(
      /^sources\[1\] .*(leads out of the folder|without \.\.)/,
    )
    expect(await said({ outputs: [{ ...OUTPUT, exclude: [pattern] }] })).toMatch(/^outputs\[0\]\.exclude\[0\] /)
  })

  test.each(['certs/..a.crt', 'certs/a..crt', '..certs/*.crt', 'certs/{a,b..c}.crt'])('%s does', async pattern =>
    expect(await said({ sources: [pattern] })).toBe('it is taken'))
})

describe('a pattern takes no time out of proportion', () => {
  test.each([
    [
      'groups',
      'certs/*(*(a|b)*)*).crt',
      'groups such as +(a|b) are not supported; write {a,b}; or \\( for the character itself',
    ],
    ['many braces', `certs/${'{a,b}'.repeat(22)}.crt`, 'whose braces stand for more than 1000 patterns'],
    ['braces in braces', `certs/${'{a,{b,c}}'.repeat(12)}.crt`, 'whose braces stand for more than 1000 patterns'],
    ['a long range', 'certs/{1..1000000}.crt', 'whose braces stand for more than 1000 patterns'],
    ['ranges', 'certs/{1..1000}{1..900}.crt', 'whose braces stand for more than 1000 patterns'],
    ['many stars', 'certs/*a*a*a*a*b.crt', 'more than 4 wildcards in a step'],
    ['many folders', '**/a/**/a/**/a/**/a/**/b.crt', 'more than 4 times **'],
    ['a very long one', `certs/${'a'.repeat(1000)}.crt`, 'characters, more than 1000'],
  ])('%s', async (_, pattern, message) => expect(await said({ sources: [pattern] })).toContain(message))

  test.each([
    'certs/**/*.{crt,cer,pem,der,p7b}',
    'certs/*-ca-*-*.crt',
    'certs/[a-z]?[0-9]?*.crt',
    'certs/{1..20}.crt',
  ])('%s is none of these', async pattern => expect(await said({ sources: [pattern] })).toBe('it is taken'))
})

describe('what a matcher would take for a regular expression is a name', () => {
  const NAME = 'certs/Root (2) a+b|c.crt'
  test.each([
    NAME,
    'certs/Root (2)*',
    'certs/Root (?)*.crt',
    'certs/*\\(2\\) a+b|c.crt',
    'certs/{Root (2),x}*',
    'certs/*[)]*a+?|c.crt',
    '**/*a+b*.crt',
  ])('%s', pattern => {
    const config = YAML_CONFIG.replace("'certs/**/*'", JSON.stringify(pattern)).replace(
      '    spec:',
      `    include: [${JSON.stringify(pattern)}]\n    spec:`,
    )
    const files = { 'trust.config.yaml': config, [NAME]: pem(RSA_ROOT), 'certs/Root 2 aab.txt': 'not this' }
    expect(tksTrust(folderWith(files), ['generate'])).toMatchObject({
      code: 0,
      err: 'tks.yaml: written, 1 certificate\n',
    })
  })

  const LONG = `${'a'.repeat(60)}.crt`
  test.each([
    '(a+)+b',
    '(a|a)+b',
    '{(a+)+b,x}',
    '((a|a))+b',
    `${'[a]+'.repeat(12)}b`,
    '\\(a+\\)+b',
    '\\\\(a+)+b',
    '{a,aa}+b',
  ])('and so %s takes no time', pattern => {
    const before = performance.now()
    expect(selector({ include: [pattern], exclude: [pattern] })(LONG)).toBe(false)
    expect(performance.now() - before).toBeLessThan(500)
  })
})

describe('however a path is written, it is the same path', () => {
  test.each([
    ['./certs/*.crt', 'certs/*.crt'],
    ['././certs//*.crt', 'certs/*.crt'],
    ['certs/./*.crt', 'certs/*.crt'],
    ['!./certs/old.crt', '!certs/old.crt'],
    ['{./certs,other}/*.crt', '{./certs,other}/*.crt'],
    ['certs/', 'certs/'],
  ])('%s is %s', async (pattern, plain) => {
    const { config } = await parsed({ sources: [pattern], outputs: [{ ...OUTPUT, include: [pattern] }] })
    expect([config.sources, config.outputs[0]?.include]).toEqual([[plain], [plain]])
  })

  test('so that nothing is said of files that are there, and the manifest is the same', () => {
    const run = (pattern: string) => {
      const config = YAML_CONFIG.replace('certs/**/*', pattern)
      return tksTrust(folderWith({ 'trust.config.yaml': config, 'certs/a.crt': pem(RSA_ROOT) }), [
        'generate',
        '--stdout',
      ])
    }
    const [plain, dotted] = [run('certs/*.crt'), run('./certs/*.crt')]
    expect(plain).toMatchObject({ code: 0, err: '' })
    expect(dotted).toEqual(plain)
  })
})

test('no folder outside is listed, not even one that a pattern names through a link', () => {
  const config = YAML_CONFIG.replace("['certs/**/*']", "['certs/*', 'linked/*.crt', 'linked/deep/*.crt']")
  const folder = folderWith({
    'outside/deep/secret-customer.crt': pem(RSA_ROOT),
    'outside/secret-customer.crt': pem(RSA_ROOT),
    'repository/certs/a.crt': pem(RSA_ROOT),
    'repository/trust.config.yaml': config,
  })
  symlinkSync('../outside', join(folder, 'repository/linked'))
  const { code, out, err } = tksTrust(join(folder, 'repository'), ['generate', '--stdout'])
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/^linked\n {2}error +a symbolic link that leaves the folder/m)
  expect(err).not.toContain('secret')
})
