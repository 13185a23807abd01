import { issuerUrls } from '../inspect/authority-access.ts'
import { day, subjectOf } from '../inspect/describe.ts'
import type { Certificate } from '../model.ts'
import { printable } from '../printable.ts'
import { type Anchor, anchorOf, type Trusted } from './anchor.ts'
import { hasSameKey, isNamesake, topOf } from './chain-top.ts'
import type { Evidence } from './evidence.ts'
import { whyNotLoaded } from './loading.ts'
import { memberOf } from './member.ts'
import type { Advice, Refusal } from './refusal.ts'

/**
 * Why nobody vouches for a certificate, and which CA is missing: what comes last on the way up from it is looked for among what is sent
 * and what is trusted, so that the advice is no longer than it has to be.
 * @param from where the search for a path has ended
 */
export function adviceOnMissing(from: Certificate, evidence: Evidence): Advice {
  const last = topOf(from, evidence)
  const issuer = memberOf(last).issuer
  const named = evidence.trusted.anchors.filter(({ certificate }) => memberOf(certificate).subject === issuer)
  for (const anchor of named) {
    const advice = adviceOnUseless(anchor, evidence)
    if (advice !== undefined) return advice
  }
  if (evidence.selfSigned.has(last.id)) return untrusted(last, evidence)
  const ended = named.find(({ certificate }) => certificate.notAfter < evidence.now)
  return ended === undefined ? missing(last, evidence) : onlyEnded(last, ended, evidence)
}

function onlyEnded(last: Certificate, { name, certificate }: Anchor, { trusted, add }: Evidence): Advice {
  return {
    why: `${subjectOf(last)} was issued by ${printable(last.issuer.text)}, and the entry ${printable(name)} in ${trusted.called}, which is called so, expired on ${day(certificate.notAfter)}`,
    fix: `get the successor of the CA from its owner, and ${add(FILE)}`,
  }
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
  const { source, add, trusted, chain, objections } = evidence
  const isOwn = root.id === chain[0]?.id
  const what = isOwn
    ? 'the server shows a certificate that it has signed itself'
    : `the server sends its root, ${subjectOf(root)}`
  const rules = objections(root)
  const confirmed = `${add(source)} --fingerprint ${root.id}, once its owner has confirmed that SHA-256`
  const better = isOwn && root.basicConstraints !== 'ca' ? '; better, have it issued by a CA' : ''
  const fix =
    rules.length === 0
      ? `${confirmed}${better}`
      : `have ${isOwn ? 'it issued by a CA' : 'the CA make it anew'}, for generate refuses it (${rules.join(', ')}); or waive that, then ${confirmed}`
  return { why: `${what}, ${placeOf(root, trusted, evidence.now)}`, fix }
}

/** Why what is trusted does not help: there is nothing like it, an older one, or another of its name. */
function placeOf(root: Certificate, { anchors, called }: Trusted, now: string): string {
  const namesakes = anchors.filter(({ certificate }) => isNamesake(certificate, root))
  const older = namesakes.find(({ certificate }) => certificate.notAfter < now && hasSameKey(certificate, root))
  if (older !== undefined)
    return `and ${called} has an older one of the same key, ${printable(older.name)}, which expired on ${day(older.certificate.notAfter)}`
  const other = namesakes.find(({ certificate }) => !hasSameKey(certificate, root))
  const made =
    other === undefined
      ? ''
      : `; the entry ${printable(other.name)} there has its name and another key: it has been made anew since`
  return `which is not in ${called}${made}`
}

function missing(last: Certificate, evidence: Evidence): Advice {
  const { trusted, chain, add } = evidence
  const { issuer, authorityKeyId } = last
  const key = authorityKeyId === undefined ? '' : ` (key id ${printable(authorityKeyId, 80)})`
  const who = last.id === chain[0]?.id ? 'the certificate of the server' : `${subjectOf(last)}, which the server sends,`
  const name = printable(issuer.text)
  if (name === '')
    return { why: `${who} does not say who has issued it`, fix: 'have it issued anew, by a CA with a name' }
  const alike = lookalikeOf(last, evidence)
  if (alike !== undefined)
    return {
      why: `${who} was issued by ${name}${key}, and ${alike} has that name in other octets, which Go compares`,
      fix: 'have the CA copy its own name octet by octet into what it issues; to add the CA again does not help',
    }
  const [url] = issuerUrls(last)
  const place = url === undefined ? 'from its owner' : `from its owner, or from ${printable(url)}`
  const isSent = chain.some(one => memberOf(one).subject === memberOf(last).issuer && one.id !== last.id)
  return {
    why: `${who} was issued by ${name}${key}, which is ${isSent ? `sent, and issued in turn by what it has issued: none of them is in ${trusted.called}` : `neither sent nor in ${trusted.called}`}`,
    fix: `get ${name} ${place}, then ${add(FILE)}; if it is no root, have the server send it too, and add the root above it`,
  }
}

/** Who has the name of the issuer to people, in another kind of string, with other spaces or other cases. */
function lookalikeOf(last: Certificate, { trusted: { anchors, called }, chain }: Evidence): string | undefined {
  const wanted = plainText(last.issuer)
  const { authorityKeyId } = last
  // Without the ids nobody knows that it is the same CA.
  const hasItsKey = ({ subjectKeyId }: Certificate) => authorityKeyId !== undefined && authorityKeyId === subjectKeyId
  const isAlike = (one: Certificate) =>
    hasItsKey(one) && plainText(one.subject) === wanted && memberOf(one).subject !== memberOf(last).issuer
  const anchor = anchors.find(({ certificate }) => isAlike(certificate))
  if (anchor !== undefined) return `the entry ${printable(anchor.name)} in ${called}`
  return chain.some(isAlike) ? 'one of those that it sends' : undefined
}

const plainText = ({ attributes }: Certificate['subject']): string =>
  attributes.map(({ type, value }) => `${type}=${value.trim().replace(/\s+/g, ' ').toLowerCase()}`).join(',')

/**
 * Why what has the name of the issuer has not issued it.
 * @param who what that is called in a sentence
 */
export function adviceOnOtherKey({ certificate, child }: Refusal, who: string, evidence: Evidence): Advice {
  const { add, trusted } = evidence
  const [has, wanted] = [certificate.subjectKeyId, child?.authorityKeyId]
  if (has !== undefined && has === wanted)
    return {
      why: `${who} has the name and the key id of the issuer, and its key does not verify the signature: either is damaged, or the CA has been made anew`,
      fix: `compare the SHA-256 of both with what the owner of the CA has; get the CA as it is now, then ${add(FILE)}`,
    }
  const keys =
    has === undefined || wanted === undefined ? '' : ` (key id ${printable(has, 80)}, wanted ${printable(wanted, 80)})`
  const why = `${who} has the name of the issuer and another key${keys}: the CA has been made anew, or is another one of that name`
  if (anchorOf(trusted, certificate) === undefined)
    return {
      why,
      fix: `have the server send the one that has issued ${child === undefined ? 'its certificate' : subjectOf(child)}`,
    }
  return {
    why,
    fix: `get the CA as it is now from its owner, then ${add(FILE)}; keep the old one as long as servers have certificates of it`,
  }
}

/** What people call the file in which they get a CA. */
export const FILE = 'ca.crt'
