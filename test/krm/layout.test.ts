import { load } from 'js-yaml'
import { afterAll, describe, expect, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { tksTrustKrm } from '../support/cli.ts'
import { folderWith } from '../support/folder.ts'
import { answerIn } from '../support/resource-list.ts'
import { RSA_ROOT } from '../support/roots.ts'

/** What a function gives back has the text that it got, to the letter, but for the list and for what it adds. */
const folder = folderWith({ 'certs/one.crt': pem(RSA_ROOT) }, afterAll)
const give = (input: string) => tksTrustKrm(folder, [], { input })

const HEAD = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n'
const CONFIG = `functionConfig: # what is told
  apiVersion: tks-trust.dev/v1
  kind: TrustedCAs
  metadata: {name: registry}
  spec: {sources: ['certs/*']}
`
/** The same, for a function that makes the object. */
const MAKES = CONFIG.replace("*']}", "*'], apiVersion: run.tanzu.vmware.com/v1alpha3, spec: {defaultCNI: antrea}}")
const OTHER = `- # the owner of it
  apiVersion: v1 # one
  kind: ConfigMap

  # where it is
  metadata: # who it is
    name: other
  data:
    mode: 0644
    yes: 'single'
    text: |
      a # no comment

      b
    folded: >-
      a
      b
  # the end of it
`
const OURS = `- # the head of ours
  apiVersion: run.tanzu.vmware.com/v1alpha3
  kind: TkgServiceConfiguration
  metadata:
    name: tkg-service-configuration
  spec: # on spec
    defaultCNI: calico # on the CNI
  # below the spec
`
const items = (...texts: readonly string[]) => `items:\n${texts.join('')}`

/** What of a text is not in another one, line by line, from its first difference to its last. */
function between(before: string, after: string): { readonly taken: string; readonly put: string } {
  const [a, b] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const of = (lines: readonly string[]) => lines.slice(start, lines.length - end).join('\n')
  return { taken: of(a), put: of(b) }
}

describe('the text of a list', () => {
  test.each([
    ['an object in the middle is filled', HEAD + items(OTHER, OURS, OTHER) + CONFIG],
    ['the last one', HEAD + items(OTHER, OURS) + CONFIG],
    ['items behind functionConfig', HEAD + CONFIG + items(OURS, OTHER)],
    [
      'items that are further in',
      HEAD +
        items(OTHER, OURS)
          .replace(/^(?=.)/gm, '  ')
          .replace('  items', 'items') +
        CONFIG,
    ],
    ['comments around it', `# first\n---\n# second\n${HEAD}# third\n${items(OTHER, OURS)}# fourth\n${CONFIG}# last\n`],
    ['no line break at its end', (HEAD + CONFIG + items(OTHER, OURS)).trimEnd()],
    ['results of others', `${HEAD + items(OURS) + CONFIG}results:\n- message: of another # as it is\n`],
  ])('%s: nothing but the certificates is put in', (_, before) => {
    const { code, out } = give(before)
    expect(code).toBe(0)
    const { taken, put } = between(before.trimEnd(), out.trimEnd())
    expect(taken).toBe('')
    expect(put).toMatch(/^ +trust:\n +additionalTrustedCAs:\n( +# .*\n){2} +- name: one\n +data: \S+$/)
    expect(give(out).out).toBe(out)
  })

  test('an object that is made stands behind all others, and a second time in its place', () => {
    const before = HEAD + items(OTHER, `${OTHER}# of the list\n`) + MAKES
    const { code, out } = give(before)
    expect(code).toBe(0)
    const { taken, put } = between(before, out)
    expect({ taken, put }).toEqual({ taken: '', put: expect.stringMatching(/^- apiVersion: run\.tanzu/) })
    expect(out.indexOf('# of the list')).toBeLessThan(out.indexOf('TkgServiceConfiguration'))
    expect(give(out).out).toContain(out.slice(out.indexOf('- apiVersion: run.tanzu'), out.indexOf('functionConfig')))
  })

  test.each([
    ['no items', HEAD + MAKES],
    ['items that are empty', `${HEAD}items: []\n${MAKES}`],
    ['items that are nothing', `${HEAD}items:\n${MAKES}`],
    ['items that are null, at the end', `${HEAD}${MAKES}items: null`],
  ])('with %s an object is put in as a person would write it', (_, before) => {
    const { code, out } = give(before)
    expect(code).toBe(0)
    expect(out).toMatch(
      /^items:\n- apiVersion: run\.tanzu\.vmware\.com\/v1alpha3\n {2}kind: TkgServiceConfiguration\n/m,
    )
    expect(out).toContain(MAKES.trimEnd())
  })

  test('results are put behind those that are there', () => {
    const before = HEAD + items(OTHER) + MAKES.replace('certs', 'nothing')
    const results = 'results:\n- message: of another # as it is\n'
    const [alone, behind] = [give(before), give(before + results)]
    expect([alone.code, behind.code]).toEqual([1, 1])
    expect(alone.out.startsWith(before)).toBe(true)
    expect(behind.out.startsWith(before + results)).toBe(true)
    expect(answerIn(behind.out).results.slice(1)).toEqual(answerIn(alone.out).results)
    expect(answerIn(alone.out).results.length).toBeGreaterThan(0)
  })

  test('JSON is answered in JSON', () => {
    const value = load(HEAD + items(OTHER, OURS) + CONFIG)
    const { code, out } = give(JSON.stringify(value))
    expect(code).toBe(0)
    expect(() => JSON.parse(out)).not.toThrow()
  })

  test('JSON keeps its types: null, numbers, true and false are no texts, and texts that look like them are', () => {
    const list = load(HEAD + items(OTHER, OURS) + CONFIG) as { items: { metadata: object }[] }
    const odd = { a: null, b: [null, 1, 1.5, true, false], c: ['null', '1', '1.50', 'true', 'yes', '~', ''] }
    const [other, ours] = list.items
    const value = {
      ...list,
      items: [
        { ...other, odd },
        { ...ours, metadata: { ...ours?.metadata, annotations: odd } },
      ],
    }
    const { code, out } = give(JSON.stringify(value))
    expect(code).toBe(0)
    const [there, filled] = JSON.parse(out).items
    expect(there.odd).toEqual(odd)
    expect(filled.metadata.annotations).toEqual(odd)
  })

  test('what is put in and what is said of it keep apart, whatever stands below the last item', () => {
    const warns = MAKES.replace("'certs/*'", "'certs/*', 'certs/x*'")
    for (const comment of ['# at the margin\n', '    # further in\n', '']) {
      const { code, out } = give(HEAD + warns + items(OTHER) + comment)
      expect(code).toBe(0)
      expect(answerIn(out)).toMatchObject({
        items: [{ kind: 'ConfigMap' }, { kind: 'TkgServiceConfiguration' }],
        results: [{ message: expect.stringContaining('certs/x*') }],
      })
    }
  })

  test('results in flow style stay, and others come behind them', () => {
    const { out } = give(`${HEAD + items(OTHER) + MAKES.replace('certs', 'nothing')}results: [{message: of another}]\n`)
    expect(answerIn(out).results[0]).toEqual({ message: 'of another' })
    expect(answerIn(out).results.length).toBeGreaterThan(1)
  })

  test('and cost the objects none of their comments', () => {
    const warns = CONFIG.replace("'certs/*'", "'certs/*', 'certs/x*'")
    const { code, out } = give(`${HEAD + items(OTHER, OURS) + warns}results: [{message: of another, severity: info}]\n`)
    expect(code).toBe(0)
    expect(out).toContain(items(OTHER).trimEnd())
    expect(out).toContain('# below the spec')
    expect(answerIn(out).results).toMatchObject([{ message: 'of another' }, { severity: 'warning' }])
  })

  test.each([
    ['replaced', OURS.replace('  # below the spec\n', '    trust:\n      additionalTrustedCAs: &there []\n')],
    ['filled', OURS.replace('spec:', 'spec: &there')],
  ])('another object refers to what is %s, and would be another', (_, ours) => {
    const { code, out, err } = give(HEAD + items(ours, '- {kind: A, x: *there}\n') + CONFIG)
    expect(code).toBe(2)
    expect(err).toContain('an object cannot be put in without a change to the others: ')
    expect(answerIn(out)).toMatchObject({ items: [{}, {}], results: [{ severity: 'error' }] })
  })

  test.each([
    ['an anchor', '- &us {'],
    ['a tag', '- !!map {'],
  ])('%s before what is to be filled is refused', (_, before) => {
    const ours = `${before}apiVersion: run.tanzu.vmware.com/v1alpha3, kind: TkgServiceConfiguration, metadata: {name: tkg-service-configuration}, spec: {defaultCNI: antrea}}\n`
    const { code, err } = give(HEAD + items(ours) + CONFIG)
    expect(code).toBe(2)
    expect(err).toContain('an object that is to be filled stands behind')
  })
})
