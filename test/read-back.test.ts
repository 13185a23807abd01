import { describe, expect, test } from 'vitest'
import { readBack } from '../src/read-back.ts'
import target from '../src/targets/tkg-service-configuration/index.ts'
import { parseObject } from '../src/yaml.ts'
import { buildFolder, textOf } from './support/build-in-memory.ts'
import { certificate, pem } from './support/certificates.ts'
import { edKey } from './support/keys.ts'
import { BUNDLE } from './support/roots.ts'

const built = await buildFolder({ 'certs/a.pem': BUNDLE, 'certs/true.crt': pem(certificate({ key: edKey('true') })) })
const text = textOf(built)
const entries = built.outputs[0]?.entries ?? []
const meant = parseObject(text)
const check = (tampered: string) => () =>
  readBack(
    'tks.yaml',
    tampered,
    {
      object:
        typeof meant === 'object' && meant !== null && !Array.isArray(meant)
          ? Object.fromEntries(Object.entries(meant))
          : {},
    },
    entries,
    target,
  )
const [first = '', second = ''] = [...text.matchAll(/data: (\S+)/g)].map(([, data]) => data)

describe('a manifest that does not say what was meant is never written', () => {
  test('and one that does passes', () => expect(check(text)).not.toThrow())

  test.each([
    ['one entry is missing', text.replace(/ {6}# CN=Root One[\s\S]*?(?= {6}# CN)/, '')],
    ['one entry stands twice', text.replace(/ {6}- name: [\s\S]*?\n {8}data: .*\n/, '$&$&')],
    [
      'two entries have changed places',
      text.replace(first, 'X').replace(second, first).replace('data: X', `data: ${second}`),
    ],
    [
      'one octet of a certificate differs',
      text.replace(first, Buffer.from(Buffer.from(first, 'base64').toString().replace('M', 'N')).toString('base64')),
    ],
    [
      'a certificate lacks its END',
      text.replace(
        first,
        Buffer.from(Buffer.from(first, 'base64').toString().split('-----END')[0] ?? '').toString('base64'),
      ),
    ],
    ['a name is read as something else', text.replace('- name: "true"', '- name: true')],
    ['a field is missing', text.replace('  defaultCNI: antrea\n', '')],
    ['a field is new', text.replace('spec:\n', 'spec:\n  extra: true\n')],
    ['the kind differs', text.replace('kind: Tkg', 'kind: Tkc')],
  ])('when %s', (_, tampered) => {
    expect(tampered).not.toBe(text)
    expect(check(tampered)).toThrow(/internal error: read back, the manifest differs/)
  })
})
