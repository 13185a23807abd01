import { describe, expect, test } from 'vitest'
import { objectsIn, violationsOfKind } from '../support/kinds.ts'
import { blocksIn, expectPage, readPage, withFiles } from '../support/page.ts'

const PAGE = 'docs/gitops.md'

/** `npm run test:e2e` runs its commands. */
describe(PAGE, () => {
  test('shows the files that init writes', () => expectPage(PAGE, withFiles))

  test('shows objects that an API server takes', () => {
    const objects = blocksIn(readPage(PAGE), 'yaml')
      .filter(text => text.includes('kind:'))
      .flatMap(objectsIn)
    expect(objects.length).toBeGreaterThan(8)
    expect(objects.flatMap(violationsOfKind)).toEqual([])
  })

  test('names the Secret that the Kustomization names', () => {
    const [, name] = /kubeConfig:\n +secretRef:\n +name: (\S+)/.exec(readPage(PAGE)) ?? []
    const secrets = blocksIn(readPage(PAGE), 'yaml').filter(text => text.includes('kind: Secret'))
    expect(secrets.filter(text => text.includes(`\n  name: ${name}\n`))).toHaveLength(1)
  })
})
