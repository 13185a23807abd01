/** What people call the algorithms that sign certificates: RFC 8017, RFC 3279, RFC 5758, RFC 8410, RFC 9881, RFC 9909, RFC 8692, NIST CSOR. */
const NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'MD2 with RSA',
  '1.2.840.113549.1.1.3': 'MD4 with RSA',
  '1.2.840.113549.1.1.4': 'MD5 with RSA',
  '1.2.840.113549.1.1.5': 'SHA-1 with RSA',
  '1.3.14.3.2.29': 'SHA-1 with RSA',
  '1.2.840.113549.1.1.10': 'RSA-PSS',
  '1.2.840.113549.1.1.11': 'SHA-256 with RSA',
  '1.2.840.113549.1.1.12': 'SHA-384 with RSA',
  '1.2.840.113549.1.1.13': 'SHA-512 with RSA',
  '1.2.840.113549.1.1.14': 'SHA-224 with RSA',
  '1.2.840.113549.1.1.15': 'SHA-512/224 with RSA',
  '1.2.840.113549.1.1.16': 'SHA-512/256 with RSA',
  '1.2.840.10045.4.1': 'ECDSA with SHA-1',
  '1.2.840.10045.4.3.1': 'ECDSA with SHA-224',
  '1.2.840.10045.4.3.2': 'ECDSA with SHA-256',
  '1.2.840.10045.4.3.3': 'ECDSA with SHA-384',
  '1.2.840.10045.4.3.4': 'ECDSA with SHA-512',
  '1.2.840.10040.4.3': 'DSA with SHA-1',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
  '1.3.6.1.5.5.7.6.30': 'RSA-PSS with SHAKE128',
  '1.3.6.1.5.5.7.6.31': 'RSA-PSS with SHAKE256',
  '1.3.6.1.5.5.7.6.32': 'ECDSA with SHAKE128',
  '1.3.6.1.5.5.7.6.33': 'ECDSA with SHAKE256',
  '1.2.156.10197.1.501': 'SM2 with SM3',
}

/** The arcs of sigAlgs below 2.16.840.1.101.3.4.3, from 1 on. */
const NIST = [
  'DSA with SHA-224',
  'DSA with SHA-256',
  'DSA with SHA-384',
  'DSA with SHA-512',
  ...['DSA with', 'ECDSA with', 'RSA with'].flatMap(key =>
    ['SHA3-224', 'SHA3-256', 'SHA3-384', 'SHA3-512'].map(digest =>
      key === 'RSA with' ? `${digest} with RSA` : `${key} ${digest}`,
    ),
  ),
  'ML-DSA-44',
  'ML-DSA-65',
  'ML-DSA-87',
  ...['SHA2', 'SHAKE'].flatMap(hash =>
    ['128s', '128f', '192s', '192f', '256s', '256f'].map(set => `SLH-DSA-${hash}-${set}`),
  ),
]

/** The name of a signature algorithm, else its dotted identifier. */
export function signatureName(id: string): string {
  const arc = /^2\.16\.840\.1\.101\.3\.4\.3\.(\d+)$/.exec(id)?.[1]
  return NAMES[id] ?? NIST[Number(arc ?? 0) - 1] ?? id
}
