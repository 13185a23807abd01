import { expect, test } from 'vitest'
import { describeWith } from '../programs.ts'

describeWith(['docker-registry'], 'with docker-registry', () => {
  test('is not run', () => expect.unreachable())
})
