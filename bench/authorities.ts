import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certificate, extension, pem } from '../test/support/certificates.ts'
import { octetString } from '../test/support/der.ts'
import { octetsFrom, rsaKey } from '../test/support/keys.ts'

/** Two RSA-2048 keys for every RSA-4096 key, as the roots of Mozilla have them, about. */
const keys = ['a', 'b', 'c'].map((seed, index) => rsaKey(seed, index === 2 ? 4096 : 2048))

/**
 * Writes root CAs, one PEM file each, the same octets in every run: distinct subjects, serial numbers and key
 * identifiers over a few keys, because making ten thousand keys would take longer than everything measured here.
 */
export function writeAuthorities(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true })
  for (let index = 0; index < count; index++) {
    const key = keys[index % keys.length]
    if (key === undefined) throw new RangeError('no key')
    const der = certificate({
      key,
      subject: `Bench Root ${String(index).padStart(5, '0')}`,
      serial: octetsFrom(`serial/${index}`, 16),
      extensions: [extension('2.5.29.14', false, octetString(octetsFrom(`identifier/${index}`, 20)))],
    })
    writeFileSync(join(folder, `root-${String(index).padStart(5, '0')}.crt`), pem(der))
  }
}
