import { describe, expect, test } from 'vitest'
import { registryOf } from '../../src/verify/registry.ts'

test.each([
  ['harbor.corp.example', 'harbor.corp.example', 443, 'harbor.corp.example:443'],
  ['harbor.corp.example:8443', 'harbor.corp.example', 8443, 'harbor.corp.example:8443'],
  ['HTTPS://Harbor.Corp.Example/', 'harbor.corp.example', 443, 'harbor.corp.example:443'],
  ['bücher.example:5000', 'xn--bcher-kva.example', 5000, 'xn--bcher-kva.example:5000'],
  ['10.0.0.1', '10.0.0.1', 443, '10.0.0.1:443'],
  ['[2001:DB8:0:0::1]:5000', '2001:db8::1', 5000, '[2001:db8::1]:5000'],
  ['2001:db8::1', '2001:db8::1', 443, '[2001:db8::1]:443'],
  ['::ffff:10.0.0.1', '10.0.0.1', 443, '10.0.0.1:443'],
  ['my_registry', 'my_registry', 443, 'my_registry:443'],
])('%s is %s, port %i, and called %s', (named, host, port, text) =>
  expect(registryOf(named)).toEqual({ host, port, text }))

describe('refused is', () => {
  test.each([
    ['', 'is no registry'],
    ['a b', 'is no registry'],
    ['::1:21443', 'is no registry'],
    ['1::2::3', 'is no registry'],
    [':::', 'is no registry'],
    ['[::1', 'is no registry'],
    ['[a]:443', 'is no registry'],
    ['a:b', 'is no registry'],
    ['a:0', 'is no registry: there is no port 0'],
    ['a:65536', 'is no registry: there is no port 65536'],
    ['ü\n.example', 'is no registry'],
    ['ü#.example', 'is no registry'],
    ['http://harbor', 'is no registry that speaks TLS'],
    ['harbor/library/nginx', 'is more than a registry'],
    ['harbor/library/nginx:1@sha256:abcd', 'is more than a registry'],
    ['https://harbor/v2/', 'is more than a registry'],
  ])('%j: %s', (named, message) => expect(registryOf(named)).toMatchObject({ where: named, message }))

  test('a login, and it is not repeated', () =>
    expect(registryOf('https://user:secret@harbor')).toEqual({
      where: '***@harbor',
      message: 'is more than a registry',
      fix: 'name the host alone: nobody is logged in',
    }))
})
