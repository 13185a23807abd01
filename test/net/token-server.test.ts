import { describe, expect, test } from 'vitest'
import { tokenServer } from '../../src/net/token-server.ts'

describe('tokens come from', () => {
  test.each([
    ['another host', 'Bearer realm="https://auth.corp.example/token",service="registry"', 'auth.corp.example:443'],
    ['another port', 'Bearer realm="https://registry.corp.example:8443/token"', 'registry.corp.example:8443'],
    ['another address', 'Bearer realm="https://[2001:db8::1]/token"', '[2001:db8::1]:443'],
    ['another host, in any case', 'bearer service="x", Realm="https://AUTH.corp.example"', 'auth.corp.example:443'],
    ['the registry itself', 'Bearer realm="https://Registry.corp.example/service/token"', undefined],
    ['nowhere: a password will do', 'Basic realm="https://auth.corp.example"', undefined],
    ['a place without TLS, which no node trusts or mistrusts', 'Bearer realm="http://auth.corp.example"', undefined],
    ['no URL', 'Bearer realm="auth"', undefined],
    [
      'another host, behind a password in one line',
      'Basic realm="a", Bearer realm="https://auth.example"',
      'auth.example:443',
    ],
    ['another host, without quotes', 'Bearer realm=https://auth.example/token,service=x', 'auth.example:443'],
    ['no place that is only called like one', 'Basic realm="Bearer realm=x"', undefined],
    ['nothing that ends', `Bearer realm="https://${'a'.repeat(5000)}"`, undefined],
    ['nothing', '', undefined],
  ])('%s', (_, challenge, expected) =>
    expect(tokenServer([challenge], { host: 'registry.corp.example', port: 443 })).toBe(expected))
})
