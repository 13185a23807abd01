import { sign } from 'node:crypto'
import { NULL, oid, sequence } from './der.ts'
import { CURVES, ecdsa, toNumber } from './ecdsa.ts'
import type { KeyPair } from './keys.ts'

/** What signs: its AlgorithmIdentifier, and the signature over a to-be-signed part. */
export interface Scheme {
  readonly identifier: Buffer
  readonly sign: (tbs: Buffer) => Buffer
}

/** A key of any kind, with what it signs with. */
export interface Signer {
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Buffer
  readonly scheme: Scheme
}

/** The scheme that goes with a key; every one gives the same signature in every run. */
export function schemeOf(key: KeyPair | Signer): Scheme {
  if ('scheme' in key) return key.scheme
  const { kind, privateKey } = key
  switch (kind) {
    case 'rsa':
      return rsaScheme(key, '1.2.840.113549.1.1.11', 'sha256')
    case 'ec':
      return {
        identifier: sequence(oid('1.2.840.10045.4.3.2')),
        sign: tbs => ecdsa(CURVES.p256, secretOf(key), 'sha256', tbs),
      }
    case 'ed25519':
      return { identifier: sequence(oid('1.3.101.112')), sign: tbs => sign(null, tbs, privateKey) }
  }
}

/** PKCS#1 v1.5 with any digest (RFC 8017 8.2). */
const rsaScheme = ({ privateKey }: KeyPair, identifier: string, digest: string): Scheme => ({
  identifier: sequence(oid(identifier), NULL),
  sign: tbs => sign(digest, tbs, privateKey),
})

const secretOf = ({ privateKey }: KeyPair): bigint =>
  toNumber(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'))
