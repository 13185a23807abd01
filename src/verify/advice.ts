import { day, subjectOf } from '../inspect/describe.ts'
import { extensionName } from '../inspect/extension-names.ts'
import { unhandledExtensions } from '../inspect/go/unhandled.ts'
import type { Certificate } from '../model.ts'
import { printable } from '../printable.ts'
import { anchorOf } from './anchor.ts'
import { successorOf } from './chain-top.ts'
import type { Evidence } from './evidence.ts'
import { memberOf } from './member.ts'
import { adviceOnMissing, adviceOnOtherKey, FILE } from './missing.ts'
import { adviceOnName, REISSUE, withName } from './name-advice.ts'
import type { Advice, Refusal, RefusalKind } from './refusal.ts'

type Adviser = (refusal: Refusal, host: string, evidence: Evidence) => Advice

/** What a certificate is called in a sentence: what it is here, and its subject. */
function called({ certificate }: Pick<Refusal, 'certificate'>, { chain, trusted }: Evidence): string {
  const anchor = anchorOf(trusted, certificate)
  const who = subjectOf(certificate)
  if (certificate.id === chain[0]?.id) return `the certificate of the server, ${who},`
  return anchor === undefined
    ? `${who}, which the server sends,`
    : `the entry ${printable(anchor.name)} in ${trusted.called}, ${who},`
}

/** What to do about a fault, which depends on who has made the certificate. */
const owner = ({ certificate }: Pick<Refusal, 'certificate'>, { chain }: Evidence, what: string): string =>
  certificate.id === chain[0]?.id ? `${REISSUE} ${what}` : `ask the owner of the CA for a certificate ${what}`

/** subjectAltName. */
const ALTERNATIVE_NAMES = '2.5.29.17'

const ADVISERS: Readonly<Record<RefusalKind, Adviser>> = {
  'not-loaded': (refusal, _, evidence) => ({
    why: `Go cannot load ${called(refusal, evidence)} and ends the connection: ${printable(refusal.detail ?? '', 400)}`,
    fix: owner(refusal, evidence, 'without this fault'),
  }),
  'key-size': (refusal, _, evidence) => ({
    why: `${called(refusal, evidence)} has a key that Go does not take: ${refusal.certificate.key.label}`,
    fix: owner(refusal, evidence, 'with a key of RSA 2048 to 8192, or ECDSA P-256'),
  }),
  'key-kind': (refusal, _, evidence) => ({
    why: `${called(refusal, evidence)} has a key that Go does not know: ${refusal.certificate.key.label}`,
    fix: owner(refusal, evidence, 'with a key of RSA or ECDSA'),
  }),
  'critical-extension': (refusal, host, evidence) => ({
    why: `${called(refusal, evidence)} has a critical extension that Go does not know: ${unhandled(refusal.certificate)}`,
    fix: unhandledExtensions(refusal.certificate).some(({ id }) => id === ALTERNATIVE_NAMES)
      ? withName(host)
      : owner(refusal, evidence, 'without it, or with it not critical'),
  }),
  'not-yet-valid': (refusal, _, evidence) => ({
    why: `${called(refusal, evidence)} is valid from ${day(refusal.certificate.notBefore)} on only`,
    fix:
      refusal.certificate.notAfter < refusal.certificate.notBefore
        ? owner(refusal, evidence, 'that does not end before it begins')
        : 'check the clock of who issued it, and wait',
  }),
  expired: (refusal, _, evidence) => {
    const why = `${called(refusal, evidence)} expired on ${day(refusal.certificate.notAfter)}`
    const successor = successorOf(refusal.certificate, evidence)
    if (successor === undefined) return { why, fix: madeAnew(refusal, evidence) ?? renewal(refusal, evidence) }
    const advice = adviceOnMissing(successor, evidence)
    return { ...advice, why: `${why}, and of its successor, which is sent as well: ${advice.why}` }
  },
  host: adviceOnName,
  'legacy-common-name': adviceOnName,
  'no-address-names': adviceOnName,
  'unknown-authority': (refusal, host, evidence) => {
    const { hint, certificate } = refusal
    // What nobody else can have signed wants no issuer, whoever has its name.
    if (hint === undefined || evidence.selfSigned.has(certificate.id)) return adviceOnMissing(certificate, evidence)
    return ADVISERS[hint.kind]({ ...hint, child: certificate }, host, evidence)
  },
  signature: (refusal, _, evidence) => adviceOnOtherKey(refusal, called(refusal, evidence), evidence),
  'insecure-signature': ({ child, certificate, detail }, _, evidence) => ({
    why: `${called({ certificate: child ?? certificate }, evidence)} is signed with ${detail}, which Go does not take from anybody`,
    fix: owner({ certificate: child ?? certificate }, evidence, 'with a signature of SHA-256'),
  }),
  'unsupported-signature': ({ child, certificate }, _, evidence) => ({
    why: `${called({ certificate: child ?? certificate }, evidence)} is signed in a way that Go does not know`,
    fix: owner({ certificate: child ?? certificate }, evidence, 'with a signature of RSA or ECDSA'),
  }),
  'may-not-sign': (refusal, _, evidence) => ({
    why: `${called(refusal, evidence)} is not a CA, or may not sign certificates`,
    fix: 'have it issued anew with basicConstraints CA:TRUE and keyUsage keyCertSign',
  }),
  'path-length': (refusal, _, evidence) => ({
    why: `${called(refusal, evidence)} allows ${refusal.certificate.pathLength ?? 0} CAs below itself, and there are more`,
    fix: 'ask the owner of the CA for an issuer higher up, or for a longer path length',
  }),
  purpose: (refusal, _, evidence) => ({
    why: `${called(refusal, evidence)} is not for servers, but for ${purposesOf(refusal.certificate)}`,
    fix: owner(refusal, evidence, 'with extendedKeyUsage serverAuth, or without that extension'),
  }),
  'name-constraints': (refusal, _, evidence) => ({
    why: `${called(refusal, evidence)} may not vouch for the names of the certificates below it: ${printable(refusal.detail ?? '', 400)}`,
    fix: `${REISSUE} with names that the CA may issue, or by another CA`,
  }),
  policies: () => ({
    why: 'a CA on the way wants a certificate policy that those below it do not have',
    fix: 'ask the owner of the CA for certificates with that policy',
  }),
  'signature-limit': () => ({
    why: 'there are so many CAs of the same names that Go gives up',
    fix: 'have the server send its chain and nothing else, and take copies out of the folder',
  }),
}

const unhandled = (certificate: Certificate): string =>
  unhandledExtensions(certificate)
    .map(({ id, name }) => (name === undefined ? extensionName(id) : `${extensionName(id)} of ${printable(name, 80)}`))
    .join(', ')

const purposesOf = ({ extendedKeyUsage = [] }: Certificate): string => printable(extendedKeyUsage.join(', '), 400)

/** Where a CA has a new key as well, what it has issued with the old one has to be issued again. */
function madeAnew({ certificate }: Refusal, { chain, now }: Evidence): string | undefined {
  const { subject } = memberOf(certificate)
  const [leaf, ...others] = chain
  const newer = others.find(one => memberOf(one).subject === subject && one.notAfter >= now)
  if (newer === undefined || certificate.id === leaf?.id) return undefined
  return `have ${subjectOf(newer)}, of which a newer certificate with another key is sent as well, issue the certificate of the server anew`
}

function renewal({ certificate }: Refusal, { chain, trusted, selfSigned, add }: Evidence): string {
  if (certificate.id === chain[0]?.id) return 'have the certificate of the server renewed'
  const isAnchor = anchorOf(trusted, certificate) !== undefined
  if (isAnchor || selfSigned.has(certificate.id))
    return `get the successor of the CA from its owner, and ${add(FILE)}${isAnchor ? '' : `; this one is not in ${trusted.called}`}`
  return 'have the server send the one that its CA has renewed'
}

/** Says a refusal as a person would, and what to do about it. @param host as the client asks for it */
export const adviceOn = (refusal: Refusal, host: string, evidence: Evidence): Advice =>
  ADVISERS[refusal.kind](refusal, host, evidence)
