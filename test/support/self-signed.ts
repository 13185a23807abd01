import { createPublicKey, type KeyObject } from 'node:crypto'
import { extension, nameOf } from './certificates.ts'
import { bitString, boolean, explicit, integer, type Octets, sequence, time } from './der.ts'

/** How a root is signed: any algorithm, right or deliberately wrong. */
export interface Signing {
  readonly key: KeyObject
  /** SubjectPublicKeyInfo, where it should not be the key's own. */
  readonly spki?: Buffer
  /** AlgorithmIdentifier of the signature. */
  readonly algorithm: Octets
  readonly sign: (tbs: Buffer) => Buffer
  readonly serial?: number
  /** Unused bits of the BIT STRING of the signature. */
  readonly unused?: number
}

export const spkiOf = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' })

/** A root CA, valid from 2020 to 2040, with a signature of any kind. */
export function selfSigned({ key, spki = spkiOf(key), algorithm, sign, serial = 1, unused = 0 }: Signing): Buffer {
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(serial),
    algorithm,
    nameOf('Signed Root'),
    sequence(time('2020-01-01'), time('2040-01-01')),
    nameOf('Signed Root'),
    spki,
    explicit(3, sequence(extension('2.5.29.19', true, sequence(boolean(true))))),
  )
  return sequence(tbs, algorithm, bitString(sign(tbs), unused))
}
