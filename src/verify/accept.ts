import { keyType } from '../inspect/go/known-keys.ts'
import type { Certificate } from '../model.ts'
import { whyForbidden } from './constrained.ts'
import { whyNotFor } from './host.ts'
import { whyNotLoaded } from './loading.ts'
import { type Member, memberOf } from './member.ts'
import { pathsFrom } from './paths.ts'
import { policiesHold } from './policies.ts'
import { poolOf } from './pool.ts'
import { notForServers } from './purposes.ts'
import type { Refusal, RefusalKind } from './refusal.ts'
import { whyNoRsaKey } from './signer.ts'
import { whyInvalid } from './validity.ts'

/** What a server shows to whom, and when. */
export interface Shown {
  /** A name, or an address without brackets. */
  readonly host: string
  /** As the server sends them, its own first. */
  readonly chain: readonly Certificate[]
  /** What the node trusts; what Go does not load counts for nothing. */
  readonly trusted: readonly Certificate[]
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly now: string
}

/** Every path over which the server is accepted, its own certificate first and what is trusted last; or why there is none. */
export type Judgement = { readonly paths: readonly (readonly Certificate[])[] } | { readonly refusal: Refusal }

/**
 * Whether a client written in Go 1.26, as containerd is, accepts a server: crypto/tls, Conn.verifyServerCertificate, and crypto/x509,
 * Certificate.Verify, step by step, so that the reason that is given is Go's as well. There is no look at revocation: Go has none.
 */
export async function judgeServer({ host, chain, trusted, now }: Shown): Promise<Judgement> {
  const unloaded = whyNotTaken(chain, now)
  if (unloaded !== undefined) return { refusal: unloaded }
  const [leaf, ...others] = chain.map(memberOf)
  if (leaf === undefined) throw new RangeError('a chain of no certificate')
  const wrong = whyInvalid(leaf, 'leaf', [], now) ?? whyNotFor(leaf, host)
  if (wrong !== undefined) return { refusal: wrong }
  const roots = poolOf(trusted.filter(certificate => whyNotLoaded(certificate, now) === undefined).map(memberOf))
  const found = roots.has(leaf)
    ? { paths: [[leaf]] }
    : await pathsFrom(leaf, { roots, intermediates: poolOf(others), now })
  if ('refusal' in found) return { refusal: found.refusal }
  const judged = found.paths.map(path => ({ path, refusal: whyRefused(path) }))
  const good = judged.filter(({ refusal }) => refusal === undefined)
  const refusal = good.length === 0 ? mainReason(leaf, judged) : whyNoKey(leaf)
  return refusal === undefined ? { paths: good.map(({ path }) => path.map(member => member.certificate)) } : { refusal }
}

const LARGEST_RSA_KEY = 8192

/** What Go asks of each certificate that a server sends, whether it is of use or not. */
function whyNotTaken(chain: readonly Certificate[], now: string): Refusal | undefined {
  for (const certificate of chain) {
    const unloaded = whyNotLoaded(certificate, now)
    if (unloaded !== undefined) {
      const says = `tls: failed to parse certificate from server: ${unloaded.says}`
      return { kind: 'not-loaded', says, detail: unloaded.message, certificate }
    }
    if ((certificate.key.rsa?.bits ?? 0) > LARGEST_RSA_KEY) {
      const says = `tls: server sent certificate containing RSA key larger than ${LARGEST_RSA_KEY} bits`
      return { kind: 'key-size', says, certificate }
    }
  }
  return undefined
}

/** What speaks against a whole path: the refusal names the certificate that it is for, where Go names the server's. */
function whyRefused(path: readonly Member[]): Refusal | undefined {
  const [leaf] = path
  if (leaf !== undefined && !policiesHold(path)) return { kind: 'policies', says: '', certificate: leaf.certificate }
  const other = notForServers(path)
  if (other !== undefined) {
    const says = 'x509: certificate specifies an incompatible key usage'
    return { kind: 'purpose', says, certificate: other.certificate }
  }
  const forbidden = whyForbidden(path)
  if (forbidden === undefined) return undefined
  const says = `x509: a root or intermediate certificate is not authorized to sign for this name: ${forbidden.says}`
  return { kind: 'name-constraints', says, detail: forbidden.says, certificate: forbidden.by.certificate }
}

/** Of the reasons against several paths Go gives one. */
function mainReason({ certificate }: Member, judged: readonly { readonly refusal: Refusal | undefined }[]): Refusal {
  const of = (kind: RefusalKind) => judged.flatMap(({ refusal }) => (refusal?.kind === kind ? [refusal] : []))
  const [forbidden] = of('name-constraints')
  if (forbidden !== undefined) return forbidden
  const [purposes, policies] = [of('purpose'), of('policies')]
  const [purpose] = purposes
  if (purpose !== undefined && policies.length === 0) return purpose
  const details = [
    purposes.length > 0 ? [`${purposes.length} candidate chains with incompatible key usage`] : [],
    `${policies.length} candidate chains with invalid policies`,
  ].flat()
  return { kind: 'policies', says: `x509: no valid chains built: ${details.join(', ')}`, certificate }
}

/** What is asked of the server's key last, when its signature on the connection is verified. */
function whyNoKey({ certificate }: Member): Refusal | undefined {
  const type = keyType(certificate)
  if (type === undefined || type === '*dsa.PublicKey' || type === '*ecdh.PublicKey') {
    const says = `tls: server's certificate contains an unsupported type of public key: ${type ?? '<nil>'}`
    return { kind: 'key-kind', says, certificate }
  }
  const weak = whyNoRsaKey(certificate)
  return weak === undefined
    ? undefined
    : { kind: 'key-size', says: `tls: invalid signature by the server certificate: ${weak}`, certificate }
}
