import { issuerUrls } from '../inspect/authority-access.ts'
import { subjectOf } from '../inspect/describe.ts'
import type { Certificate } from '../model.ts'
import { printable } from '../printable.ts'
import type { Anchor, Trusted } from './anchor.ts'
import { whyNotLoaded } from './loading.ts'
import { memberOf } from './member.ts'
import type { Advice, Refusal } from './refusal.ts'

/** What is known of the server when nobody vouches for it. */
export interface Evidence {
  /** As it was named. */
  readonly server: string
  readonly chain: readonly Certificate[]
  readonly trusted: Trusted
  readonly now: string
}

/**
 * Why nobody vouches for a server, and which CA is missing: the issuer of the last certificate of what it sends. It is looked for among
 * what it sends and what is trusted, so that the advice is no longer than it has to be.
 */
export function adviceOnMissing(evidence: Evidence): Advice {
  const { trusted, now } = evidence
  const last = lastOf(evidence.chain)
  const issuer = memberOf(last).issuer
  const named = trusted.anchors.filter(({ certificate }) => memberOf(certificate).subject === issuer)
  const unloaded = named.find(({ certificate }) => whyNotLoaded(certificate, now) !== undefined)
  if (unloaded !== undefined) return notLoaded(unloaded, evidence)
  return last.selfIssued ? untrusted(last, evidence) : missing(last, evidence)
}

/** The certificate at the end of what a server sends, each after the one that it has issued. */
function lastOf(chain: readonly Certificate[]): Certificate {
  const [leaf] = chain
  if (leaf === undefined) throw new RangeError('a chain of no certificate')
  const members = chain.map(memberOf)
  let last = memberOf(leaf)
  const seen = new Set<string>()
  while (!seen.has(last.certificate.id)) {
    seen.add(last.certificate.id)
    const { issuer, subject } = last
    const next = issuer === subject ? undefined : members.find(one => one.subject === issuer)
    if (next === undefined || seen.has(next.certificate.id)) break
    last = next
  }
  return last.certificate
}

/** A CA of its own, shown by the server itself. */
function untrusted(root: Certificate, { server, trusted, chain }: Evidence): Advice {
  const isOwn = root.id === chain[0]?.id
  const what = isOwn
    ? 'the server shows a certificate that it has signed itself'
    : `the server sends its root, ${subjectOf(root)}`
  return {
    why: `${what}, which is not in ${trusted.called}`,
    fix: [
      `npx tks-trust add ${server} takes it, once its owner has confirmed SHA-256 ${root.id}`,
      ...(isOwn && root.basicConstraints !== 'ca' ? ['better, have it issued by a CA'] : []),
    ].join('; '),
  }
}

function missing(last: Certificate, { trusted, chain }: Evidence): Advice {
  const { issuer, authorityKeyId } = last
  const key = authorityKeyId === undefined ? '' : ` (key id ${printable(authorityKeyId, 80)})`
  const who =
    chain.length === 1 ? 'the certificate of the server' : `${subjectOf(last)}, the last that the server sends,`
  const [url] = issuerUrls(last)
  const place = url === undefined ? 'its owner has it' : `it says that it is at ${printable(url)}`
  return {
    why: `${who} was issued by ${printable(issuer.text) || 'nobody named'}${key}, which is neither sent nor in ${trusted.called}`,
    fix: `a root: npx tks-trust add FILE, ${place}; an intermediate: have the server send it, and add its root`,
  }
}

/**
 * Why what has the name of the issuer has not issued it.
 * @param who what that is called in a sentence
 */
export function adviceOnOtherKey({ certificate, child }: Refusal, who: string): Advice {
  const [has, wanted] = [certificate.subjectKeyId, child?.authorityKeyId]
  const keys =
    has === undefined || wanted === undefined || has === wanted
      ? ''
      : ` (key id ${printable(has, 80)}, wanted ${printable(wanted, 80)})`
  return {
    why: `${who} has the name of the issuer and another key${keys}: the CA has been made anew, or is another one of that name`,
    fix: 'get the CA as it is now from its owner, and npx tks-trust add FILE; keep the old one as long as servers have certificates of it',
  }
}

function notLoaded({ certificate, name }: Anchor, { trusted, now }: Evidence): Advice {
  const why = whyNotLoaded(certificate, now)?.message ?? ''
  return {
    why: `Go does not load the entry ${printable(name)} in ${trusted.called}, ${subjectOf(certificate)}: ${why}`,
    fix: FIX_OWNER,
  }
}

const FIX_OWNER = 'ask the owner of the CA for a certificate without this fault'
