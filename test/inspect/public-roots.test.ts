import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { inspect } from '../../src/inspect/index.ts'
import { isPublicRoot } from '../../src/inspect/public-roots.ts'
import { PUBLIC_ROOTS } from '../../src/inspect/public-roots-data.ts'
import { ROOTS } from '../support/roots.ts'

const idOf = (der: Uint8Array): string => {
  const read = inspect({ path: 'a', index: 0, line: 1, formats: [], der })
  return 'certificate' in read ? read.certificate.id : ''
}
const ids = rootCertificates.map(pem => idOf(new X509Certificate(pem).raw))

describe('public roots', () => {
  // Where this fails, Node has a new root: scripts/public-roots.js writes the list anew.
  test('are all roots of this Node', () => expect(ids.filter(id => !isPublicRoot(id))).toEqual([]))
  test('are not the roots of the tests', () => expect(ROOTS.map(idOf).filter(isPublicRoot)).toEqual([]))
  test('are known by every digit that is kept', () => {
    for (const id of ids)
      for (let at = 0; at < 16; at++) {
        const other = (Number.parseInt(id[at] ?? '0', 16) ^ 1).toString(16)
        expect(isPublicRoot(id.slice(0, at) + other + id.slice(at + 1))).toBe(false)
      }
  })
  test('are not found across two of them', () => {
    for (let at = 1; at < PUBLIC_ROOTS.length - 16; at++)
      if (at % 16 !== 0) expect(isPublicRoot(PUBLIC_ROOTS.slice(at, at + 64))).toBe(false)
  })
  test('are not an empty or a short text', () => {
    expect(isPublicRoot('')).toBe(false)
    expect(isPublicRoot(PUBLIC_ROOTS.slice(0, 15))).toBe(false)
  })
})

test('the list is what its script writes', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const made = execFileSync(process.execPath, [`${root}scripts/public-roots.js`, '--print'], { encoding: 'utf8' })
  const file = readFileSync(`${root}src/inspect/public-roots-data.ts`, 'utf8')
  const frame = (text: string) => text.replace(/from the roots of .*:/, '').replace(/'[\da-f]+'/, '')
  expect(frame(file)).toBe(frame(made))
  const listed = PUBLIC_ROOTS.match(/.{1,16}/g) ?? []
  expect(listed).toEqual([...new Set(listed)].sort())
  expect(PUBLIC_ROOTS).toMatch(/^(?:[\da-f]{16})+$/)
  expect(made.match(/'([\da-f]+)'/)?.[1]?.match(/.{16}/g)).toEqual(ids.map(id => id.slice(0, 16)).sort())
})
