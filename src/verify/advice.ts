import { day, subjectOf } from '../inspect/describe.ts'
import { extensionName } from '../inspect/extension-names.ts'
import { addressOctets } from '../inspect/go/address.ts'
import { unhandledExtensions } from '../inspect/go/unhandled.ts'
import type { Certificate } from '../model.ts'
import { printable } from '../printable.ts'
import { anchorOf } from './anchor.ts'
import { adviceOnMissing, adviceOnOtherKey, type Evidence, FILE } from './missing.ts'
import type { Advice, Refusal, RefusalKind } from './refusal.ts'

type Adviser = (refusal: Refusal, host: string, evidence: Evidence) => Advice

const REISSUE = 'have the certificate of the server issued anew'

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

const alternativeName = (host: string): string => `${addressOctets(host) === undefined ? 'DNS' : 'IP'}:${host}`

const namesOf = ({ subjectAltNames = [] }: Certificate): string =>
  printable(subjectAltNames.join(', '), 400) || 'no name at all'

/** Whether there is a name of hosts in it, by which it could be pulled from. */
const hasName = ({ subjectAltNames = [] }: Certificate, kind: RegExp): boolean =>
  subjectAltNames.some(name => kind.test(name))

/** Where a name is missing, Harbor's own documentation and most self-made certificates have an answer of openssl. */
const withName = (host: string): string =>
  `${REISSUE}, with subjectAltName=${alternativeName(host)} (openssl x509 -req ... -extfile <(echo subjectAltName=${alternativeName(host)}))`

/** What to do where a certificate is for other hosts. @param by what people then pull by, and of which kind that is */
function otherName(certificate: Certificate, host: string, [by, kind]: readonly [string, RegExp]): string {
  const address = /^([\d.]+)\.$/.exec(host)?.[1] ?? ''
  if (addressOctets(address) !== undefined) return `name it ${address}, without a dot behind it`
  return hasName(certificate, kind) ? `pull by ${by}, or ${withName(host)}` : withName(host)
}

/** Where the first certificate is not that of the server, nothing that is said of it is of use. */
function adviceOnOrder({ chain }: Evidence): Advice | undefined {
  const [first, ...others] = chain
  const server = others.find(({ basicConstraints }) => basicConstraints !== 'ca')
  if (first?.basicConstraints !== 'ca' || server === undefined) return undefined
  return {
    why: `the first certificate that the server sends is that of a CA, ${subjectOf(first)}: the chain is in the wrong order`,
    fix: `give the server one file: its own certificate first, perhaps ${subjectOf(server)}, then each issuer, without the root`,
  }
}

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
    fix: 'check the clock of who issued it, and wait',
  }),
  expired: (refusal, _, evidence) => ({
    why: `${called(refusal, evidence)} expired on ${day(refusal.certificate.notAfter)}`,
    fix: renewal(refusal, evidence),
  }),
  host: ({ certificate }, host, evidence) =>
    adviceOnOrder(evidence) ?? {
      why: `the certificate of the server is for ${namesOf(certificate)}, and not for ${host}`,
      fix: otherName(certificate, host, ['one of these names', /^(?:DNS|IP)/]),
    },
  'legacy-common-name': ({ certificate }, host, evidence) =>
    adviceOnOrder(evidence) ?? {
      why: `${host} stands only in the common name of the certificate, ${subjectOf(certificate)}, where Go has not looked since 1.15`,
      fix: withName(host),
    },
  'no-address-names': ({ certificate }, host, evidence) =>
    adviceOnOrder(evidence) ?? {
      why: `the certificate of the server is for ${namesOf(certificate)}, and for no IP address`,
      fix: otherName(certificate, host, ['name', /^DNS/]),
    },
  'unknown-authority': (refusal, host, evidence) => {
    const { hint } = refusal
    if (hint === undefined) return adviceOnMissing(evidence)
    return ADVISERS[hint.kind]({ ...hint, child: refusal.certificate }, host, evidence)
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

function renewal({ certificate }: Refusal, { chain, trusted, add }: Evidence): string {
  if (certificate.id === chain[0]?.id) return 'have the certificate of the server renewed'
  return anchorOf(trusted, certificate) === undefined
    ? 'have the server send the one that its CA has renewed'
    : `get the successor of the CA from its owner, and ${add(FILE)}`
}

/** Says a refusal as a person would, and what to do about it. @param host as the client asks for it */
export const adviceOn = (refusal: Refusal, host: string, evidence: Evidence): Advice =>
  ADVISERS[refusal.kind](refusal, host, evidence)
