import { describe, expect, test } from 'vitest'
import { sourceOf } from '../../src/add/source.ts'

describe('a SOURCE', () => {
  test.each<[string, string]>([
    ['-', 'stdin'],
    ['ca.crt', 'file'],
    ['certs/a:b.crt', 'file'],
    ['harbor', 'file'],
    ['harbor:443', 'server harbor 443'],
    ['registry.corp.example:8443', 'server registry.corp.example 8443'],
    ['10.0.0.1:443', 'server 10.0.0.1 443'],
    ['[fd12::1]:443', 'server fd12::1 443'],
    ['harbor:0', 'problem'],
    ['harbor:65536', 'problem'],
    ['harbor:99999999999999999999', 'problem'],
    ['harbor:', 'file'],
    [':443', 'file'],
    ['-x:443', 'file'],
    ['a b:443', 'file'],
    ['C:\\certs\\ca.crt', 'file'],
    ['https://harbor/ca.crt', 'url https://harbor/ca.crt'],
    ['HTTPS://HARBOR:8443/ca.crt', 'url https://harbor:8443/ca.crt'],
    ['http://harbor/ca.crt', 'problem'],
    ['ftp://harbor/ca.crt', 'problem'],
    ['file:///etc/passwd', 'problem'],
    ['https://', 'problem'],
    ['https://user@harbor/', 'problem'],
  ])('%j is a %s', (text, kind) => expect(kindOf(text)).toBe(kind))

  test('is the file of that name where there is one', () =>
    expect(sourceOf('harbor:443', path => path === 'harbor:443')).toEqual({ kind: 'file', text: 'harbor:443' }))
})

function kindOf(text: string): string {
  const source = sourceOf(text, () => false)
  if (!('kind' in source)) return 'problem'
  if (source.kind === 'server') return `server ${source.host} ${source.port}`
  return source.kind === 'url' ? `url ${source.url.href}` : source.kind
}
