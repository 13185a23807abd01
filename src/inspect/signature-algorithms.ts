/** What Node needs to know to check a signature, by the dotted OID in the certificate. */
export interface SignatureAlgorithm {
  /** OID of the key's algorithm. */
  readonly key: string
  /** As Node calls it; `null` where the algorithm brings its own. */
  readonly digest: string | null
}

export const RSA = '1.2.840.113549.1.1.1'
export const RSA_PSS = '1.2.840.113549.1.1.10'
export const EC = '1.2.840.10045.2.1'
const DSA = '1.2.840.10040.4.1'
const PKCS1 = '1.2.840.113549.1.1'
const NIST = '2.16.840.1.101.3.4.3'

/**
 * Octets of public key and signature of the algorithms that have exactly one size, and neither parameters nor a digest:
 * RFC 8410 (EdDSA), FIPS 204 table 2 (ML-DSA, RFC 9881), FIPS 205 table 2 (SLH-DSA, RFC 9909; SHA-2 and SHAKE are
 * alike). A key or a signature of another size is damaged, and that can be said without knowing the algorithm.
 */
export const SIZES: Readonly<Record<string, readonly [key: number, signature: number]>> = {
  '1.3.101.112': [32, 64],
  '1.3.101.113': [57, 114],
  [`${NIST}.17`]: [1312, 2420],
  [`${NIST}.18`]: [1952, 3309],
  [`${NIST}.19`]: [2592, 4627],
  ...slhDsa(20),
  ...slhDsa(26),
}

function slhDsa(first: number): Record<string, readonly [number, number]> {
  const signatures = [7856, 17088, 16224, 35664, 29792, 49856]
  return Object.fromEntries(
    signatures.map((octets, index) => [`${NIST}.${first + index}`, [32 + 16 * Math.floor(index / 2), octets]]),
  )
}

const of = (key: string, digests: Readonly<Record<string, string>>): [string, SignatureAlgorithm][] =>
  Object.entries(digests).map(([oid, digest]) => [oid, { key, digest }])

/**
 * Every algorithm that is checked, beside RSASSA-PSS, whose digest is in its parameters. Left out, because Node has no
 * way to ask for them: SHAKE (RFC 8692), SM2, GOST, MD2 and MD4.
 */
export const ALGORITHMS: Readonly<Record<string, SignatureAlgorithm>> = Object.fromEntries([
  // RFC 8017 A.2.4; 1.3.14.3.2.29 is an older name of the same (OIW), which CAs of the nineties wrote.
  ...of(RSA, {
    [`${PKCS1}.4`]: 'md5',
    [`${PKCS1}.5`]: 'sha1',
    '1.3.14.3.2.29': 'sha1',
    [`${PKCS1}.14`]: 'sha224',
    [`${PKCS1}.11`]: 'sha256',
    [`${PKCS1}.12`]: 'sha384',
    [`${PKCS1}.13`]: 'sha512',
    [`${PKCS1}.15`]: 'sha512-224',
    [`${PKCS1}.16`]: 'sha512-256',
  }),
  // RFC 3279 2.2.3 and RFC 5758 3.2.
  ...of(EC, {
    '1.2.840.10045.4.1': 'sha1',
    '1.2.840.10045.4.3.1': 'sha224',
    '1.2.840.10045.4.3.2': 'sha256',
    '1.2.840.10045.4.3.3': 'sha384',
    '1.2.840.10045.4.3.4': 'sha512',
  }),
  // RFC 3279 2.2.2 and RFC 5758 3.1.
  ...of(DSA, { '1.2.840.10040.4.3': 'sha1', [`${NIST}.1`]: 'sha224', [`${NIST}.2`]: 'sha256' }),
  // NIST, Computer Security Objects Register: ECDSA and RSA with SHA-3.
  ...of(EC, { [`${NIST}.9`]: 'sha3-224', [`${NIST}.10`]: 'sha3-256', [`${NIST}.11`]: 'sha3-384' }),
  ...of(EC, { [`${NIST}.12`]: 'sha3-512' }),
  ...of(RSA, { [`${NIST}.13`]: 'sha3-224', [`${NIST}.14`]: 'sha3-256', [`${NIST}.15`]: 'sha3-384' }),
  ...of(RSA, { [`${NIST}.16`]: 'sha3-512' }),
  ...Object.keys(SIZES).map((oid): [string, SignatureAlgorithm] => [oid, { key: oid, digest: null }]),
])
