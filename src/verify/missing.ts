import { issuerUrls } from '../inspect/authority-access.ts'
import { day, subjectOf } from '../inspect/describe.ts'
import type { Certificate } from '../model.ts'
import { printable } from '../printable.ts'
import type { Anchor, Trusted } from './anchor.ts'
import { whyNotLoaded } from './loading.ts'
import { memberOf } from './member.ts'
import type { Advice, Refusal } from './refusal.ts'

/** What is known of the server when nobody vouches for it. */
export interface Evidence {
  /** What its certificates can be had from again: a server, or a file. */
  readonly source: string
  /** The command that adds what a source has to the folder. */
  readonly add: (source: string) => string
  readonly chain: readonly Certificate[]
  /** Those of the chain that their own key has signed. Subject and issuer may be the same of others as well. */
  readonly selfSigned: ReadonlySet<string>
  readonly trusted: Trusted
  readonly now: string
}

/**
 * Why nobody vouches for a server, and which CA is missing: the issuer of the last certificate of what it sends. It is looked for among
 * what it sends and what is trusted, so that the advice is no longer than it has to be.
 */
export function adviceOnMissing(evidence: Evidence): Advice {
  const last = lastOf(evidence)
  const issuer = memberOf(last).issuer
  const named = evidence.trusted.anchors.filter(({ certificate }) => memberOf(certificate).subject === issuer)
  for (const anchor of named) {
    const advice = adviceOnUseless(anchor, evidence)
    if (advice !== undefined) return advice
  }
  return evidence.selfSigned.has(last.id) ? untrusted(last, evidence) : missing(last, evidence)
}

/** The certificate at the end of what a server sends, each after the one that it has issued. */
function lastOf({ chain, selfSigned }: Evidence): Certificate {
  const [leaf] = chain
  if (leaf === undefined) throw new RangeError('a chain of no certificate')
  const members = chain.map(memberOf)
  let last = memberOf(leaf)
  const seen = new Set([leaf.id])
  while (!selfSigned.has(last.certificate.id)) {
    const { issuer } = last
    const next = members.find(({ subject, certificate }) => subject === issuer && !seen.has(certificate.id))
    if (next === undefined) break
    seen.add(next.certificate.id)
    last = next
  }
  return last.certificate
}

/** A CA that is trusted, has the name of the issuer, and is of no use to Go. */
function adviceOnUseless({ certificate, name }: Anchor, { trusted, now }: Evidence): Advice | undefined {
  const entry = `the entry ${printable(name)} in ${trusted.called}, ${subjectOf(certificate)}`
  const unloaded = whyNotLoaded(certificate, now)
  if (unloaded !== undefined)
    return {
      why: `Go does not load ${entry}: ${unloaded.message}`,
      fix: 'ask the owner of the CA for a certificate without this fault',
    }
  if (memberOf(certificate).isKnownKey) return undefined
  return {
    why: `Go does not know the kind of key that ${entry} has: ${certificate.key.label}`,
    fix: 'ask the owner of the CA for one with a key of RSA or ECDSA',
  }
}

/** A CA of its own, shown by the server itself. */
function untrusted(root: Certificate, evidence: Evidence): Advice {
  const { source, add, trusted, chain } = evidence
  const isOwn = root.id === chain[0]?.id
  const what = isOwn
    ? 'the server shows a certificate that it has signed itself'
    : `the server sends its root, ${subjectOf(root)}`
  const older = trusted.anchors.find(({ certificate }) => isOlder(certificate, root, evidence.now))
  const place =
    older === undefined
      ? `which is not in ${trusted.called}`
      : `and ${trusted.called} has an older one of the same key, ${printable(older.name)}, which expired on ${day(older.certificate.notAfter)}`
  return {
    why: `${what}, ${place}`,
    fix: [
      `${add(source)} --fingerprint ${root.id}, once its owner has confirmed that SHA-256`,
      ...(isOwn && root.basicConstraints !== 'ca' ? ['better, have it issued by a CA'] : []),
    ].join('; '),
  }
}

const isOlder = (certificate: Certificate, root: Certificate, now: string): boolean =>
  certificate.notAfter < now &&
  memberOf(certificate).subject === memberOf(root).subject &&
  memberOf(certificate).key === memberOf(root).key

function missing(last: Certificate, { trusted, chain, add }: Evidence): Advice {
  const { issuer, authorityKeyId } = last
  const key = authorityKeyId === undefined ? '' : ` (key id ${printable(authorityKeyId, 80)})`
  const who =
    chain.length === 1 ? 'the certificate of the server' : `${subjectOf(last)}, the last that the server sends,`
  const name = printable(issuer.text) || 'nobody named'
  const [url] = issuerUrls(last)
  const place = url === undefined ? 'from its owner' : `from its owner, or from ${printable(url)}`
  const isSent = chain.some(one => memberOf(one).subject === memberOf(last).issuer && one.id !== last.id)
  return {
    why: `${who} was issued by ${name}${key}, which is ${isSent ? `sent, and issued in turn by what it has issued: none of them is in ${trusted.called}` : `neither sent nor in ${trusted.called}`}`,
    fix: `get ${name} ${place}, then ${add(FILE)}; if it is no root, have the server send it too, and add the root above it`,
  }
}

/**
 * Why what has the name of the issuer has not issued it.
 * @param who what that is called in a sentence
 */
export function adviceOnOtherKey({ certificate, child }: Refusal, who: string, { add }: Evidence): Advice {
  const [has, wanted] = [certificate.subjectKeyId, child?.authorityKeyId]
  const keys =
    has === undefined || wanted === undefined || has === wanted
      ? ''
      : ` (key id ${printable(has, 80)}, wanted ${printable(wanted, 80)})`
  return {
    why: `${who} has the name of the issuer and another key${keys}: the CA has been made anew, or is another one of that name`,
    fix: `get the CA as it is now from its owner, then ${add(FILE)}; keep the old one as long as servers have certificates of it`,
  }
}

/** What people call the file in which they get a CA. */
export const FILE = 'ca.crt'
