import { constants, type VerifyPublicKeyInput, verify } from 'node:crypto'
import { readObjectIdentifier } from '../asn1/oid.ts'
import { DerError, readElement, Tag } from '../asn1/reader.ts'
import type { Certificate } from '../model.ts'
import { codeOf } from '../reason.ts'
import { keyParameters, keySize, octets, parametersOf, rsaKey, underAlgorithm, wholeKey } from './issuer-key.ts'
import { keyAllows, readPssParameters } from './pss.ts'
import { ALGORITHMS, EC, RSA, RSA_PSS, SIZES } from './signature-algorithms.ts'

/** Whether one key verifies one signature; `unknown-algorithm` where this program, or this Node, cannot tell. */
export type Verdict = 'holds' | 'broken' | 'unknown-algorithm'

/** Digest and key as Node takes them. */
interface Check {
  readonly digest: string | null
  readonly key: VerifyPublicKeyInput
}

/** P-256, P-384 and P-521 (RFC 5480 2.1.1.1), which every OpenSSL has. Some distributions leave the others out. */
const EVERYWHERE: ReadonlySet<string> = new Set(['1.2.840.10045.3.1.7', '1.3.132.0.34', '1.3.132.0.35'])

/**
 * Checks a signature on Node's thread pool; never rejects.
 *
 * ML-DSA and SLH-DSA are checked where Node has them (24, with OpenSSL 3.5), though a folder then has one warning less
 * there than on Node 20. To check them nowhere would let a damaged root through everywhere, and would make "cannot be
 * checked here" untrue. No verdict turns into its opposite: a newer Node answers what an older one leaves open, and what
 * can be seen without the algorithm, a wrong size or parameters, is `broken` on all of them.
 */
export function verifies(certificate: Certificate, issuer: Certificate): Promise<Verdict> {
  const { der, signature } = certificate
  return new Promise(resolve => {
    try {
      const check = checkOf(certificate, issuer)
      if (typeof check === 'string') return resolve(check)
      const { signed, value } = signature
      verify(check.digest, octets(der, signed), check.key, octets(der, value), (error, holds) =>
        // A wrong signature is no error. A digest is, that FIPS mode or a distribution has switched off.
        resolve(error !== null && error !== undefined ? 'unknown-algorithm' : holds ? 'holds' : 'broken'),
      )
    } catch (error) {
      resolve(isDamage(error, issuer) ? 'broken' : 'unknown-algorithm')
    }
  })
}

/** What to ask of Node, or what is clear without asking. @throws {DerError} where a structure is damaged */
function checkOf(certificate: Certificate, issuer: Certificate): Check | Verdict {
  const { der, signature } = certificate
  // Unused bits at the end: OpenSSL refuses them, and Go shifts the signature, so that it verifies nothing.
  if (der[signature.value.start - 1] !== 0) return 'broken'
  if (signature.algorithm === RSA_PSS) return pssCheck(certificate, issuer)
  const known = ALGORITHMS[signature.algorithm]
  if (known === undefined) return 'unknown-algorithm'
  const { digest } = known
  if (known.key !== issuer.key.algorithm) return 'broken'
  if (known.key === RSA) {
    const key = rsaKey(issuer)
    return key === undefined ? 'unknown-algorithm' : { digest, key }
  }
  return digest === null && !hasItsSizes(certificate, issuer) ? 'broken' : { digest, key: wholeKey(issuer) }
}

/** RFC 8410 section 3, RFC 9881 section 2, RFC 9909 section 3: no parameters, and one size. @throws {DerError} */
function hasItsSizes({ der, signature: { algorithm, signed, value } }: Certificate, issuer: Certificate): boolean {
  const parameters = parametersOf(der, readElement(der, signed.end, der.length)) ?? keyParameters(issuer)
  const [key, signature] = SIZES[algorithm] ?? []
  return parameters === undefined && keySize(issuer) === key && value.end - value.start === signature
}

/** RSASSA-PSS, by a key for all of RSA or by one of its own OID (RFC 4055 section 1.2). @throws {DerError} */
function pssCheck({ der, signature: { signed } }: Certificate, issuer: Certificate): Check | Verdict {
  const restricted = issuer.key.algorithm === RSA_PSS
  if (!restricted && issuer.key.algorithm !== RSA) return 'broken'
  const identifier = readElement(der, signed.end, der.length)
  const asked = readPssParameters(der, parametersOf(der, identifier))
  const { digest, mask, saltLength } = asked
  if (restricted && !keyAllows(issuer.der, keyParameters(issuer), asked)) return 'broken'
  const key = rsaKey(issuer)
  if (key === undefined || digest === undefined || mask === undefined) return 'unknown-algorithm'
  if (saltLength > key.key.length) return 'broken'
  const padding = constants.RSA_PKCS1_PSS_PADDING
  return { digest, key: { ...(mask === digest ? key : underAlgorithm(der, identifier, issuer)), padding, saltLength } }
}

/**
 * Whether what was thrown says something of the certificate. Node refuses a damaged key in the same words as a key of an
 * algorithm or a curve that it does not have, so only a key that every Node has counts as damaged.
 */
function isDamage(error: unknown, issuer: Certificate): boolean {
  if (error instanceof DerError) return true
  if (codeOf(error) === 'ERR_CRYPTO_INVALID_DIGEST') return false
  if (issuer.key.algorithm !== EC) return issuer.key.algorithm === RSA
  try {
    const curve = keyParameters(issuer)
    return curve?.tag === Tag.oid && EVERYWHERE.has(readObjectIdentifier(issuer.der, curve))
  } catch {
    // The key is damaged so that not even its curve can be read.
    return true
  }
}
