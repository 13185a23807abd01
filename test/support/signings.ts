import { constants, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { bitString, explicit, integer, NULL, octetString, oid, sequence } from './der.ts'
import { ecKey, edKey, rsaKey } from './keys.ts'
import type { Signing } from './self-signed.ts'

const rsa = rsaKey('signings', 2048).privateKey
const p256 = ecKey('signings').privateKey
const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).privateKey
const NIST = '2.16.840.1.101.3.4'

const byDigest = (key: Signing['key'], digest: string, id: string, ...parameters: Buffer[]): Signing => ({
  key,
  algorithm: sequence(oid(id), ...parameters),
  sign: tbs => sign(digest, tbs, key),
})

const SHA: Readonly<Record<string, string>> = {
  sha1: '1.3.14.3.2.26',
  sha224: `${NIST}.2.4`,
  sha256: `${NIST}.2.1`,
  sha384: `${NIST}.2.2`,
  sha512: `${NIST}.2.3`,
  'sha512-256': `${NIST}.2.6`,
  'sha3-256': `${NIST}.2.8`,
}

/** RSASSA-PSS-params (RFC 8017 A.2.3), with all four fields written. */
export const pssParameters = (digest: string, mask: string, salt: number, trailer = 1): Buffer =>
  sequence(
    explicit(0, sequence(oid(SHA[digest] ?? digest), NULL)),
    explicit(1, sequence(oid('1.2.840.113549.1.1.8'), sequence(oid(SHA[mask] ?? mask), NULL))),
    explicit(2, integer(salt < 128 ? salt : [salt >> 24, salt >> 16, salt >> 8, salt])),
    explicit(3, integer(trailer)),
  )

export const pssOf = (...parameters: readonly Buffer[]): Buffer => sequence(oid('1.2.840.113549.1.1.10'), ...parameters)

/** The same RSA key under the OID that is for PSS only (RFC 4055 section 1.2). */
export const pssOnly = (...parameters: readonly Buffer[]): Buffer =>
  sequence(pssOf(...parameters), bitString(createPublicKey(rsa).export({ format: 'der', type: 'pkcs1' })))

/** Signed with a digest in MGF1 that may be another one, which Node does by a key that says so. */
export function pss(digest: string, mask: string, salt: number, spki?: Buffer): Signing {
  const parameters = pssParameters(digest, mask, salt)
  const secret = sequence(integer(0), pssOf(parameters), octetString(rsa.export({ format: 'der', type: 'pkcs1' })))
  const key = mask === digest ? rsa : createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' })
  const padding = constants.RSA_PKCS1_PSS_PADDING
  return {
    key: rsa,
    ...(spki !== undefined && { spki }),
    algorithm: pssOf(parameters),
    sign: tbs => sign(digest, tbs, { key, padding, saltLength: salt }),
  }
}

const curve = (namedCurve: string, paramEncoding: 'named' | 'explicit' = 'named') =>
  generateKeyPairSync('ec', { namedCurve, paramEncoding }).privateKey

/** Every algorithm that every Node checks, by what people call it. */
export const SIGNINGS: readonly (readonly [string, Signing])[] = [
  ['RSA with MD5', byDigest(rsa, 'md5', '1.2.840.113549.1.1.4', NULL)],
  ['RSA with SHA-1', byDigest(rsa, 'sha1', '1.2.840.113549.1.1.5', NULL)],
  ['RSA with SHA-1 under its older name', byDigest(rsa, 'sha1', '1.3.14.3.2.29', NULL)],
  ['RSA with SHA-224', byDigest(rsa, 'sha224', '1.2.840.113549.1.1.14', NULL)],
  ['RSA with SHA-256', byDigest(rsa, 'sha256', '1.2.840.113549.1.1.11', NULL)],
  ['RSA with SHA-384', byDigest(rsa, 'sha384', '1.2.840.113549.1.1.12', NULL)],
  ['RSA with SHA-512', byDigest(rsa, 'sha512', '1.2.840.113549.1.1.13', NULL)],
  ['RSA with SHA-512/224', byDigest(rsa, 'sha512-224', '1.2.840.113549.1.1.15', NULL)],
  ['RSA with SHA-512/256', byDigest(rsa, 'sha512-256', '1.2.840.113549.1.1.16', NULL)],
  ['RSA with SHA3-224', byDigest(rsa, 'sha3-224', `${NIST}.3.13`, NULL)],
  ['RSA with SHA3-256', byDigest(rsa, 'sha3-256', `${NIST}.3.14`, NULL)],
  ['RSA with SHA3-384', byDigest(rsa, 'sha3-384', `${NIST}.3.15`, NULL)],
  ['RSA with SHA3-512', byDigest(rsa, 'sha3-512', `${NIST}.3.16`, NULL)],
  ['RSA without its NULL', byDigest(rsa, 'sha256', '1.2.840.113549.1.1.11')],
  ['PSS with SHA-1 by default', { ...pss('sha1', 'sha1', 20), algorithm: pssOf(sequence()) }],
  ['PSS with SHA-1, all written', pss('sha1', 'sha1', 20)],
  ['PSS with SHA-224', pss('sha224', 'sha224', 28)],
  ['PSS with SHA-256', pss('sha256', 'sha256', 32)],
  ['PSS with SHA-384', pss('sha384', 'sha384', 48)],
  ['PSS with SHA-512', pss('sha512', 'sha512', 64)],
  ['PSS with SHA-512/256', pss('sha512-256', 'sha512-256', 32)],
  ['PSS with SHA3-256', pss('sha3-256', 'sha3-256', 32)],
  ['PSS without salt', pss('sha256', 'sha256', 0)],
  ['PSS with the longest salt', pss('sha256', 'sha256', 222)],
  ['PSS with SHA-256 and MGF1 with SHA-1', pss('sha256', 'sha1', 20)],
  ['PSS with SHA-1 and MGF1 with SHA-512', pss('sha1', 'sha512', 20)],
  ['PSS by a key for PSS', pss('sha256', 'sha256', 32, pssOnly())],
  ['PSS by a key for this PSS', pss('sha256', 'sha256', 32, pssOnly(pssParameters('sha256', 'sha256', 32)))],
  ['PSS by a key for shorter salts', pss('sha256', 'sha256', 40, pssOnly(pssParameters('sha256', 'sha256', 32)))],
  ['PSS by a key for this odd PSS', pss('sha256', 'sha1', 20, pssOnly(pssParameters('sha256', 'sha1', 20)))],
  ['ECDSA with SHA-1', byDigest(p256, 'sha1', '1.2.840.10045.4.1')],
  ['ECDSA with SHA-224', byDigest(p256, 'sha224', '1.2.840.10045.4.3.1')],
  ['ECDSA with SHA-256', byDigest(p256, 'sha256', '1.2.840.10045.4.3.2')],
  ['ECDSA with SHA-384', byDigest(p256, 'sha384', '1.2.840.10045.4.3.3')],
  ['ECDSA with SHA-512', byDigest(p256, 'sha512', '1.2.840.10045.4.3.4')],
  ['ECDSA with SHA3-224', byDigest(p256, 'sha3-224', `${NIST}.3.9`)],
  ['ECDSA with SHA3-256', byDigest(p256, 'sha3-256', `${NIST}.3.10`)],
  ['ECDSA with SHA3-384', byDigest(p256, 'sha3-384', `${NIST}.3.11`)],
  ['ECDSA with SHA3-512', byDigest(p256, 'sha3-512', `${NIST}.3.12`)],
  ['ECDSA with a NULL that should not be there', byDigest(p256, 'sha256', '1.2.840.10045.4.3.2', NULL)],
  ['ECDSA on P-384', byDigest(curve('P-384'), 'sha384', '1.2.840.10045.4.3.3')],
  ['ECDSA on P-521', byDigest(curve('P-521'), 'sha512', '1.2.840.10045.4.3.4')],
  ['ECDSA on secp256k1', byDigest(curve('secp256k1'), 'sha256', '1.2.840.10045.4.3.2')],
  ['ECDSA on brainpoolP256r1', byDigest(curve('brainpoolP256r1'), 'sha256', '1.2.840.10045.4.3.2')],
  ['ECDSA on P-256, written out', byDigest(curve('P-256', 'explicit'), 'sha256', '1.2.840.10045.4.3.2')],
  ['DSA with SHA-1', byDigest(dsa, 'sha1', '1.2.840.10040.4.3')],
  ['DSA with SHA-224', byDigest(dsa, 'sha224', `${NIST}.3.1`)],
  ['DSA with SHA-256', byDigest(dsa, 'sha256', `${NIST}.3.2`)],
  ['Ed25519', edSigning(edKey('signings').privateKey, '1.3.101.112')],
  ['Ed448', edSigning(generateKeyPairSync('ed448').privateKey, '1.3.101.113')],
]

function edSigning(key: Signing['key'], id: string): Signing {
  return { key, algorithm: sequence(oid(id)), sign: tbs => sign(null, tbs, key) }
}
