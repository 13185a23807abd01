/** Names, by dotted OID: `start` and the numbers that follow it, in one row of a registry. */
const row = (prefix: string, start: number, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name, index) => [`${prefix}.${start + index}`, name]))

/** RFC 5480 2.1.1.1, SEC 2, RFC 5639, GB/T 32918: the curves people meet, by the name that people use. */
export const CURVES: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
  '1.2.840.10045.3.1.1': 'P-192',
  '1.3.132.0.33': 'P-224',
  '1.3.132.0.10': 'secp256k1',
  ...row('1.3.132.0', 26, ['sect233k1', 'sect233r1']),
  ...row('1.3.132.0', 31, ['secp192k1', 'secp224k1']),
  ...row('1.3.132.0', 36, ['sect409k1', 'sect409r1', 'sect571k1', 'sect571r1']),
  '1.3.36.3.3.2.8.1.1.3': 'brainpoolP192r1',
  '1.3.36.3.3.2.8.1.1.5': 'brainpoolP224r1',
  '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1',
  '1.3.36.3.3.2.8.1.1.9': 'brainpoolP320r1',
  '1.3.36.3.3.2.8.1.1.11': 'brainpoolP384r1',
  '1.3.36.3.3.2.8.1.1.13': 'brainpoolP512r1',
  '1.2.156.10197.1.301': 'SM2',
}

const NIST = '2.16.840.1.101.3.4.3'
const SHA2_SETS = ['SHA2-128s', 'SHA2-128f', 'SHA2-192s', 'SHA2-192f', 'SHA2-256s', 'SHA2-256f']
const SHAKE_SETS = ['SHAKE-128s', 'SHAKE-128f', 'SHAKE-192s', 'SHAKE-192f', 'SHAKE-256s', 'SHAKE-256f']

/**
 * Algorithms whose identifier says everything: RFC 8410, RFC 9881 (ML-DSA), RFC 9909 (SLH-DSA), RFC 9802 (stateful
 * hash-based signatures), RFC 9215 (GOST); pairs of ML-DSA and an older algorithm as draft-ietf-lamps-pq-composite-sigs
 * has them. FN-DSA has no identifier yet.
 */
export const KEYS: Readonly<Record<string, string>> = {
  '1.2.840.10040.4.1': 'DSA',
  ...row('1.3.101', 110, ['X25519', 'X448', 'Ed25519', 'Ed448']),
  ...row(NIST, 17, ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87']),
  ...row(
    NIST,
    20,
    [...SHA2_SETS, ...SHAKE_SETS].map(set => `SLH-DSA-${set}`),
  ),
  ...row(NIST, 32, ['HashML-DSA-44', 'HashML-DSA-65', 'HashML-DSA-87']),
  ...row(
    NIST,
    35,
    [...SHA2_SETS, ...SHAKE_SETS].map(set => `HashSLH-DSA-${set}`),
  ),
  '1.2.840.113549.1.9.16.3.17': 'HSS/LMS',
  ...row('1.3.6.1.5.5.7.6', 34, ['XMSS', 'XMSS^MT']),
  '1.2.643.2.2.19': 'GOST R 34.10-2001',
  ...row('1.2.643.7.1.1.1', 1, ['GOST R 34.10-2012 256', 'GOST R 34.10-2012 512']),
  ...row('1.3.6.1.5.5.7.6', 37, [
    'ML-DSA-44 with RSA 2048 (PSS)',
    'ML-DSA-44 with RSA 2048',
    'ML-DSA-44 with Ed25519',
    'ML-DSA-44 with ECDSA P-256',
    'ML-DSA-65 with RSA 3072 (PSS)',
    'ML-DSA-65 with RSA 3072',
    'ML-DSA-65 with RSA 4096 (PSS)',
    'ML-DSA-65 with RSA 4096',
    'ML-DSA-65 with ECDSA P-256',
    'ML-DSA-65 with ECDSA P-384',
    'ML-DSA-65 with ECDSA brainpoolP256r1',
    'ML-DSA-65 with Ed25519',
    'ML-DSA-87 with ECDSA P-384',
    'ML-DSA-87 with ECDSA brainpoolP384r1',
    'ML-DSA-87 with Ed448',
    'ML-DSA-87 with RSA 3072 (PSS)',
    'ML-DSA-87 with RSA 4096 (PSS)',
    'ML-DSA-87 with ECDSA P-521',
  ]),
}
