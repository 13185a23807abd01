import { describe, expect, test } from 'vitest'
import { inspect } from '../../src/inspect/index.ts'
import { certificate, extension, nameOf } from '../support/certificates.ts'
import { element, sequence } from '../support/der.ts'
import { ecKey } from '../support/keys.ts'

const key = ecKey('general names')
const octets = (hex: string) => Buffer.from(hex.replaceAll(/[^0-9a-f]/g, ''), 'hex')
const address = (hex: string) => element(0x87, octets(hex))

function factsWith(more: Buffer) {
  const der = certificate({ key, ca: false, extensions: [more] })
  const read = inspect({ path: 'a', index: 0, line: 1, formats: [], der })
  if ('fault' in read) throw new Error(read.fault.message)
  return read.certificate
}

describe('a name of a subjectAltName is shown:', () => {
  test.each([
    ['a name of a host', element(0x82, Buffer.from('*.corp.example')), 'DNS:*.corp.example'],
    ['an address of electronic mail', element(0x81, Buffer.from('a@corp.example')), 'email:a@corp.example'],
    ['a URI', element(0x86, Buffer.from('https://corp.example/')), 'URI:https://corp.example/'],
    ['a directory name', element(0xa4, nameOf('Registry')), 'DN:CN=Registry'],
    ['a name of a kind that nobody uses', element(0x88, octets('2a03')), 'other name of type [8]'],
    ['an address of IPv4', address('0a 00 00 05'), 'IP:10.0.0.5'],
    ['an address of IPv6, as RFC 5952 has it', address('2001:0db8 0000 0000 0000 0000 0000 0001'), 'IP:2001:db8::1'],
    ['the longer run of zeros shortened', address('2001 0000 0000 0001 0000 0000 0000 0001'), 'IP:2001:0:0:1::1'],
    ['a single zero not shortened', address('2001 0db8 0000 0001 0001 0001 0001 0001'), 'IP:2001:db8:0:1:1:1:1:1'],
    ['nothing but zeros', address('00'.repeat(16)), 'IP:::'],
    ['IPv4 in IPv6, as the IPv6 that it is', address(`${'00'.repeat(10)} ffff 0a00 0005`), 'IP:::ffff:a00:5'],
    ['an address of no length that there is', address('0a 00 00'), 'IP:0a0000'],
  ])('%s', (_, name, shown) => {
    expect(factsWith(extension('2.5.29.17', false, sequence(name))).subjectAltNames).toEqual([shown])
  })
})

describe('a subtree of nameConstraints is shown:', () => {
  test.each([
    ['a domain', element(0x82, Buffer.from('.corp.example')), 'DNS:.corp.example'],
    ['a network of IPv4', address('0a 00 00 00 ff ff 00 00'), 'IP:10.0.0.0/16'],
    ['a mask with gaps', address('0a 00 00 00 ff 00 ff 00'), 'IP:10.0.0.0/255.0.255.0'],
    ['a network of IPv6', address(`2001 0db8 ${'00'.repeat(12)} ffff ffff ${'00'.repeat(12)}`), 'IP:2001:db8::/32'],
  ])('%s', (_, base, shown) => {
    const constraints = extension('2.5.29.30', true, sequence(element(0xa0, sequence(base))))
    expect(factsWith(constraints).nameConstraints).toEqual({ permitted: [shown], excluded: [] })
  })
})
