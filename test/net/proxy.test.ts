import { describe, expect, test } from 'vitest'
import { proxyFor } from '../../src/net/proxy.ts'

const PROXY = 'http://proxy.example:3128'

describe('NO_PROXY', () => {
  test.each<[string, string, number, boolean]>([
    ['', 'harbor.example', 443, false],
    ['*', 'harbor.example', 443, true],
    ['harbor.example', 'harbor.example', 443, true],
    ['Harbor.Example', 'HARBOR.example', 443, true],
    ['example', 'harbor.example', 443, true],
    ['.example', 'harbor.example', 443, true],
    ['.harbor.example', 'harbor.example', 443, false],
    ['*.harbor.example', 'harbor.example', 443, false],
    ['harbor.example:', 'harbor.example', 443, true],
    [':443', 'harbor.example', 443, false],
    ['', 'localhost', 5000, true],
    ['', '127.1.2.3', 5000, true],
    ['', '::1', 5000, true],
    ['', '::ffff:127.0.0.1', 5000, true],
    ['', 'localhost.example', 5000, false],
    ['10.0.0.0/9', '10.128.0.1', 443, false],
    ['::ffff:10.0.0.1', '10.0.0.1', 443, true],
    ['::ffff:10.0.0.0/104', '10.1.2.3', 443, true],
    ['::ffff:10.0.0.0/104', '11.1.2.3', 443, false],
    ['*.example', 'harbor.example', 443, true],
    ['bor.example', 'harbor.example', 443, false],
    ['a.example, harbor.example', 'harbor.example', 443, true],
    ['a.example harbor.example', 'harbor.example', 443, false],
    ['harbor.example:443', 'harbor.example', 443, true],
    ['harbor.example:8443', 'harbor.example', 443, false],
    ['10.0.0.0/8', '10.1.2.3', 443, true],
    ['10.0.0.0/8', '11.1.2.3', 443, false],
    ['10.0.0.0/8', 'harbor.example', 443, false],
    ['10.0.0.0/99', '10.1.2.3', 443, false],
    ['10.1.2.3', '10.1.2.3', 443, true],
    ['2.3', '10.1.2.3', 443, false],
    ['10.1.2.3:80', '10.1.2.3', 443, false],
    ['fd00::/8', 'fd12::1', 443, true],
    ['fd12::1', 'fd12::1', 443, true],
    ['2001:db8::1', '2001:db8::1', 443, true],
    ['2001:db8:0::1', '2001:db8::1', 443, true],
    ['2001:db8::1', '2001:db8::', 443, false],
    ['[fd12::1]:443', 'fd12::1', 443, true],
    ['[fd12::1]:80', 'fd12::1', 443, false],
  ])('%j and %s:%i: without the proxy is %j', (list, host, port, direct) =>
    expect(proxyFor(host, port, { HTTPS_PROXY: PROXY, NO_PROXY: list }) === undefined).toBe(direct))

  test('counts in lower case as well, and without HTTPS_PROXY there is no proxy', () => {
    expect(proxyFor('a.example', 443, { https_proxy: PROXY, no_proxy: 'example' })).toBeUndefined()
    expect(proxyFor('a.example', 443, { https_proxy: PROXY })?.host).toBe('proxy.example:3128')
    expect(proxyFor('a.example', 443, { HTTP_PROXY: PROXY })).toBeUndefined()
  })
})
