import type { Certificate } from '../../model.ts'

/** Algorithms of keys that Go has names for (crypto/x509, PublicKeyAlgorithm), with the types of the keys, by identifier. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.1', '*rsa.PublicKey'],
  ['1.2.840.10040.4.1', '*dsa.PublicKey'],
  ['1.2.840.10045.2.1', '*ecdsa.PublicKey'],
  ['1.3.101.112', 'ed25519.PublicKey'],
  ['1.3.101.110', '*ecdh.PublicKey'],
])

/** What Go calls the type of a certificate's key, undefined for one of an algorithm that it does not know. */
export const keyType = ({ key }: Pick<Certificate, 'key'>): string | undefined => TYPES.get(key.algorithm)

export const isKnownKey = (certificate: Pick<Certificate, 'key'>): boolean => keyType(certificate) !== undefined
