import { sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../src/inspect/certificate.ts'
import { readChain, verdictOn } from '../../src/verify/verdict.ts'
import { CORP, ISSUING, LEAF, OTHER } from '../e2e/rows/corp.ts'
import { constraints, dns, HOST, type Holder, ip, root, server, UNKNOWN_EXTENSION, under } from '../e2e/support/pki.ts'
import { extension } from '../support/certificates.ts'
import { bitString, element, integer, NULL, oid, sequence } from '../support/der.ts'
import { basicConstraints, dnsNames, extendedKeyUsage, keyUsage } from '../support/extensions.ts'
import { ecKey, rsaKey } from '../support/keys.ts'

const NOW = '2026-06-15T12:00:00Z'

/** What is said of a server to those who trust some CAs. */
async function said(trusts: readonly Holder[], sends: readonly Holder[], host = HOST) {
  const read = readChain(sends.map(({ der }) => der))
  if ('refused' in read) return read.refused
  const anchors = trusts.map(({ der }, index) => {
    const certificate = readCertificate(der)
    return { certificate, name: `entry-${index}`, origin: { path: 'tks.yaml', index, line: index + 1 } }
  })
  const trusted = { called: 'tks.yaml', path: 'tks.yaml', anchors, skipped: [] }
  return verdictOn(
    { host, source: `${host}:443`, add: source => `tks-trust add ${source}`, objections: () => [] },
    read.certificates,
    trusted,
    NOW,
  )
}

const key = ecKey('advice/new')
const SELF = root('self', { subject: HOST, ca: false, also: [extendedKeyUsage('1'), dnsNames(HOST)] })
const EXPIRED_ROOT = root('Old Root', { notAfter: '2026-01-01' })
const RENEWED_ROOT = root('Old Root', { serial: 77 })
const A_BY_B = under(root('B'), 'A')
const B_BY_A = under(root('A'), 'B')
const LIMITED = root('Limited', { ca: 'absent', also: [basicConstraints(true, { pathLength: 0 })] })
const TOO_MANY = under(LIMITED, 'Too many')
const NAMED = root('Named', { also: [constraints({ permitted: [dns('lab.example')] })] })
const CLIENTS = root('Clients', { also: [extendedKeyUsage('2')] })
const NEGATIVE = root('Negative', { rawSerial: [0xff] })
/** Nobody signs with it. */
const LONG = {
  ...ecKey('advice/long'),
  spki: sequence(
    sequence(oid('1.2.840.113549.1.1.1'), NULL),
    bitString(sequence(integer([0, ...Array.from({ length: 1025 }, () => 0xf1)]), integer([1, 0, 1]))),
  ),
}
const FUTURE = { notBefore: '2027-01-01' }

const rsa = rsaKey('advice', 2048)
const sha1 = {
  identifier: sequence(oid('1.2.840.113549.1.1.5'), NULL),
  sign: (tbs: Buffer) => sign('sha1', tbs, rsa.privateKey),
}
const RSA_CA = root('RSA CA', { key: rsa })
const UNKNOWN_SCHEME = { ...sha1, identifier: sequence(oid('1.2.3.4')) }
/** A key of a kind that Go has not heard of. */
const STRANGE = { ...ecKey('advice/strange'), spki: sequence(sequence(oid('1.2.3.5')), bitString(Buffer.alloc(32))) }
const STRANGE_CA = root('Strange CA', { key: STRANGE })
/** policyConstraints with requireExplicitPolicy 0 (RFC 5280 4.2.1.11). */
const WANTS_POLICY = under(CORP, 'Wants policy', {
  also: [extension('2.5.29.36', true, Buffer.from('3003800100', 'hex'))],
})
/** Each may have signed each. */
const MANY = Array.from({ length: 12 }, (_, index) => root('Many', { key: ecKey(`advice/many/${index}`) }))
const MANY_CROSSED = MANY.flatMap(one => MANY.slice(0, 11).map(other => under(other, 'Many', { key: one.key })))

/** The same key, certified by two roots. */
const LAPSED = under(CORP, 'Renewed CA', { notAfter: '2026-02-03' })
const RENEWED = under(OTHER, 'Renewed CA')

/** With another last octet, which belongs to the signature. */
const damaged = (der: Buffer): Buffer => Buffer.concat([der.subarray(0, -1), Buffer.from([(der.at(-1) ?? 0) ^ 1])])

/** What is trusted, what is sent, why that is refused, what to do; and the host, where it is another. */
type Row = [string, readonly Holder[], readonly Holder[], RegExp, RegExp, string?]

describe('a refusal says why, and what to do:', () => {
  test.each<Row>([
    [
      'no root',
      [OTHER],
      [LEAF, ISSUING],
      /^CN=Corp Issuing CA, which the server sends, was issued by CN=Corp Root \(key id [0-9a-f]{40}\), which is neither sent nor in tks\.yaml$/,
      /^get CN=Corp Root from its owner, then tks-trust add ca\.crt; if it is no root/,
    ],
    [
      'no intermediate',
      [CORP],
      [LEAF],
      /^the certificate of the server was issued by CN=Corp Issuing CA/,
      /have the server send it too, and add the root above it$/,
    ],
    [
      'a root that is sent',
      [OTHER],
      [LEAF, ISSUING, CORP],
      /^the server sends its root, CN=Corp Root, which is not in tks\.yaml$/,
      /^tks-trust add registry\.corp\.example:443 --fingerprint [0-9a-f]{64}, once its owner has confirmed/,
    ],
    [
      'a self-signed server',
      [CORP],
      [SELF],
      /^the server shows a certificate that it has signed itself, which is not in tks\.yaml$/,
      /better, have it issued by a CA$/,
    ],
    [
      'a server whose CA has its name',
      [CORP],
      [server(root(HOST, { key }))],
      /^the certificate of the server was issued by CN=registry\.corp\.example/,
      /^get CN=registry/,
    ],
    [
      'an older certificate of the root',
      [EXPIRED_ROOT],
      [server(RENEWED_ROOT), RENEWED_ROOT],
      /tks\.yaml has an older one of the same key, entry-0, which expired on 2026-01-01$/,
      /^tks-trust add /,
    ],
    [
      'CAs that have issued each other',
      [CORP],
      [server(A_BY_B), A_BY_B, B_BY_A],
      /which is sent, and issued in turn by what it has issued: none of them is in tks\.yaml$/,
      /^get CN=/,
    ],
    [
      'another key',
      [root('Corp Root', { key })],
      [LEAF, ISSUING],
      /^the entry entry-0 in tks\.yaml, CN=Corp Root, has the name of the issuer and another key \(key id [0-9a-f]{40}, wanted [0-9a-f]{40}\)/,
      /^get the CA as it is now from its owner/,
    ],
    [
      'a root that Go does not load',
      [NEGATIVE],
      [server(NEGATIVE)],
      /^Go does not load the entry entry-0 in tks\.yaml, CN=Negative: /,
      /^ask the owner of the CA for a certificate without this fault$/,
    ],
    [
      'an expired server',
      [CORP],
      [server(CORP, undefined, { notAfter: '2026-02-03' })],
      /^the certificate of the server, CN=registry\.corp\.example, expired on 2026-02-03$/,
      /^have the certificate of the server renewed$/,
    ],
    [
      'an expired intermediate',
      [CORP],
      [server(under(CORP, 'X', { notAfter: '2026-02-03' })), under(CORP, 'X', { notAfter: '2026-02-03' })],
      /^CN=X, which the server sends, expired on 2026-02-03$/,
      /^have the server send the one that its CA has renewed$/,
    ],
    [
      'an expired root',
      [EXPIRED_ROOT],
      [server(EXPIRED_ROOT)],
      /^the entry entry-0 in tks\.yaml, CN=Old Root, expired on 2026-01-01$/,
      /^get the successor of the CA from its owner/,
    ],
    [
      'a server of the future',
      [CORP],
      [server(CORP, undefined, FUTURE)],
      /is valid from 2027-01-01 on only$/,
      /^check the clock/,
    ],
    [
      'another name',
      [CORP],
      [server(CORP, [dns('harbor.example')])],
      /^the certificate of the server is for DNS:harbor\.example, and not for registry\.corp\.example$/,
      /^pull by one of these names, or have .* subjectAltName=DNS:registry\.corp\.example /,
    ],
    [
      'no name of a host',
      [CORP],
      [server(CORP, [Buffer.from('8103406162', 'hex')])],
      /and not for registry/,
      /^have the certificate of the server issued anew, with subjectAltName=DNS:/,
    ],
    [
      'a common name only',
      [CORP],
      [server(CORP, [])],
      /stands only in the common name of the certificate/,
      /subjectAltName=DNS:registry\.corp\.example/,
    ],
    [
      'no address',
      [CORP],
      [server(CORP)],
      /and for no IP address$/,
      /^pull by name, or have .*subjectAltName=IP:10\.0\.0\.5/,
      '10.0.0.5',
    ],
    [
      'another address',
      [CORP],
      [server(CORP, [ip(10, 0, 0, 6)])],
      /^the certificate of the server is for IP:10\.0\.0\.6, and not for 10\.0\.0\.5$/,
      /subjectAltName=IP:10\.0\.0\.5/,
      '10.0.0.5',
    ],
    [
      'an address with a dot',
      [CORP],
      [server(CORP, [ip(10, 0, 0, 5)])],
      /and not for 10\.0\.0\.5\.$/,
      /^name it 10\.0\.0\.5, without a dot behind it$/,
      '10.0.0.5.',
    ],
    [
      'a CA first',
      [CORP],
      [CORP, LEAF, ISSUING],
      /^the first certificate that the server sends is that of a CA, CN=Corp Root: the chain is in the wrong order$/,
      /its own certificate first, perhaps CN=registry\.corp\.example/,
    ],
    [
      'an intermediate that may not sign',
      [CORP],
      [server(under(CORP, 'Y', { ca: false })), under(CORP, 'Y', { ca: false })],
      /^CN=Y, which the server sends, is not a CA, or may not sign certificates$/,
      /basicConstraints CA:TRUE and keyUsage keyCertSign$/,
    ],
    [
      'too long a path',
      [LIMITED],
      [server(TOO_MANY), TOO_MANY],
      /CN=Limited, allows 0 CAs below itself, and there are more$/,
      /longer path length$/,
    ],
    [
      'a CA for clients',
      [CLIENTS],
      [server(CLIENTS)],
      /is not for servers, but for /,
      /with extendedKeyUsage serverAuth/,
    ],
    [
      'a CA for other names',
      [NAMED],
      [server(NAMED)],
      /CN=Named, may not vouch for the names of the certificates below it/,
      /by another CA$/,
    ],
    [
      'a critical extension',
      [CORP],
      [server(CORP, undefined, { also: [UNKNOWN_EXTENSION] })],
      /has a critical extension that Go does not know: /,
      /without it, or with it not critical$/,
    ],
    [
      'a key that is too long',
      [CORP],
      [server(CORP, undefined, { key: LONG })],
      /has a key that Go does not take: RSA 8200$/,
      /RSA 2048 to 8192, or ECDSA P-256$/,
    ],
    [
      'a serial number below 0',
      [CORP],
      [server(CORP, undefined, { rawSerial: [0xff] })],
      /^Go cannot load the certificate of the server, CN=registry\.corp\.example, and ends the connection: /,
      /issued anew without this fault$/,
    ],
    [
      'a signature with SHA-1',
      [RSA_CA],
      [server(RSA_CA, undefined, { scheme: sha1 })],
      /^the certificate of the server, CN=registry\.corp\.example, is signed with SHA1-RSA, which Go does not take/,
      /issued anew with a signature of SHA-256$/,
    ],
    [
      'a signature of an unknown kind',
      [RSA_CA],
      [server(RSA_CA, undefined, { scheme: UNKNOWN_SCHEME })],
      /is signed in a way that Go does not know$/,
      /issued anew with a signature of RSA or ECDSA$/,
    ],
    [
      'a key of an unknown kind',
      [CORP],
      [server(CORP, undefined, { key: STRANGE })],
      /^the certificate of the server, CN=registry\.corp\.example, has a key that Go does not know: /,
      /with a key of RSA or ECDSA$/,
    ],
    [
      'a CA with a key of an unknown kind',
      [STRANGE_CA],
      [server(STRANGE_CA)],
      /^Go does not know the kind of key that the entry entry-0 in tks\.yaml, CN=Strange CA has: /,
      /^ask the owner of the CA for one with a key of RSA or ECDSA$/,
    ],
    [
      'a policy that a CA wants',
      [CORP],
      [server(WANTS_POLICY), WANTS_POLICY],
      /^a CA on the way wants a certificate policy that those below it do not have$/,
      /^ask the owner of the CA for certificates with that policy$/,
    ],
    [
      'too many CAs of one name',
      [CORP],
      [server(MANY[0] ?? CORP), ...MANY_CROSSED],
      /^there are so many CAs of the same names that Go gives up$/,
      /^have the server send its chain and nothing else/,
    ],
    [
      'an expired intermediate before the one that another root has renewed',
      [CORP],
      [server(RENEWED), LAPSED, RENEWED],
      /^CN=Renewed CA, which the server sends, was issued by CN=Other Root \(key id [0-9a-f]{40}\), which is neither sent nor in tks\.yaml$/,
      /^get CN=Other Root from its owner/,
    ],
    [
      'an expired intermediate behind the one that another root has renewed',
      [CORP],
      [server(RENEWED), RENEWED, LAPSED],
      /^CN=Renewed CA, which the server sends, expired on 2026-02-03, and of its successor, which is sent as well: CN=Renewed CA, which the server sends, was issued by CN=Other Root /,
      /^get CN=Other Root from its owner/,
    ],
    [
      'an expired intermediate behind the one that a root has renewed, which is sent',
      [CORP],
      [server(RENEWED), RENEWED, LAPSED, OTHER],
      /and of its successor, which is sent as well: the server sends its root, CN=Other Root, which is not in tks\.yaml$/,
      /^tks-trust add registry\.corp\.example:443 --fingerprint /,
    ],
    [
      'a self-signed server that has been made anew',
      [SELF],
      [root('self/new', { subject: HOST, ca: false, also: [dnsNames(HOST)] })],
      /^the server shows a certificate that it has signed itself, which is not in tks\.yaml; the entry entry-0 there has its name and another key: it has been made anew since$/,
      /^tks-trust add registry\.corp\.example:443 --fingerprint /,
    ],
    [
      'a root that has been made anew, and is sent',
      [root('Corp Root', { key })],
      [LEAF, ISSUING, CORP],
      /^the server sends its root, CN=Corp Root, which is not in tks\.yaml; the entry entry-0 there has its name and another key/,
      /^tks-trust add registry\.corp\.example:443 --fingerprint /,
    ],
    [
      'an intermediate of old in place of the one that has issued its certificate',
      [CORP],
      [LEAF, under(CORP, 'Corp Issuing CA', { key })],
      /^CN=Corp Issuing CA, which the server sends, has the name of the issuer and another key \(key id [0-9a-f]{40}, wanted [0-9a-f]{40}\)/,
      /^have the server send the one that has issued CN=registry\.corp\.example$/,
    ],
    [
      'a damaged signature',
      [CORP],
      [{ ...LEAF, der: damaged(LEAF.der) }, ISSUING],
      /^CN=Corp Issuing CA, which the server sends, has the name and the key id of the issuer, and its key does not verify/,
      /^compare the SHA-256 of both with what the owner of the CA has/,
    ],
    [
      'a CA whose name is written in other octets',
      [root('Corp Root', { subject: [['2.5.4.3', element(0x13, Buffer.from('Corp  root'))]] })],
      [LEAF, ISSUING],
      /was issued by CN=Corp Root \(key id [0-9a-f]{40}\), and the entry entry-0 in tks\.yaml has that name in other octets, which Go compares$/,
      /^have the CA copy its own name octet by octet/,
    ],
    [
      'an issuer without a name',
      [CORP],
      [server({ ...root('nobody'), subject: [] })],
      /^the certificate of the server does not say who has issued it$/,
      /^have it issued anew/,
    ],
    [
      'an intermediate of two roots, the one of which is sent',
      [ISSUING],
      [server(RENEWED), RENEWED, under(CORP, 'Renewed CA'), OTHER],
      /^the server sends its root, CN=Other Root, which is not in tks\.yaml$/,
      /^tks-trust add registry\.corp\.example:443 --fingerprint /,
    ],
    [
      'an expired intermediate, whose successor an expired root has issued',
      [EXPIRED_ROOT],
      [
        server(under(EXPIRED_ROOT, 'Y')),
        under(EXPIRED_ROOT, 'Y'),
        under(EXPIRED_ROOT, 'Y', { serial: 8, notAfter: '2026-02-03' }),
      ],
      /CN=Y was issued by CN=Old Root, and the entry entry-0 in tks\.yaml, which is called so, expired on 2026-01-01$/,
      /^get the successor of the CA from its owner, and tks-trust add ca\.crt$/,
    ],
    [
      'an expired intermediate and one with a new key',
      [CORP],
      [server(LAPSED), LAPSED, under(CORP, 'Renewed CA', { key })],
      /^CN=Renewed CA, which the server sends, expired on 2026-02-03$/,
      /^have CN=Renewed CA, of which a newer certificate with another key is sent as well, issue the certificate of the server anew$/,
    ],
    [
      'a root that is sent, and would not help',
      [CORP],
      [server(CLIENTS), CLIENTS],
      /^the server sends its root, CN=Clients, which is not in tks\.yaml; and if it were trusted: CN=Clients, which the server sends, is not for servers, but for /,
      /with extendedKeyUsage serverAuth/,
    ],
    [
      'a CA of nearly the same name and another key',
      [root('corp root')],
      [LEAF, ISSUING],
      /was issued by CN=Corp Root \(key id [0-9a-f]{40}\), which is neither sent nor in tks\.yaml$/,
      /^get CN=Corp Root from its owner/,
    ],
    [
      'what ends before it begins',
      [CORP],
      [server(CORP, undefined, { notBefore: '2027-01-01', notAfter: '2026-12-01' })],
      /is valid from 2027-01-01 on only$/,
      /^have the certificate of the server issued anew that does not end before it begins$/,
    ],
    [
      'an expired root, which is sent and trusted by nobody',
      [CORP],
      [server(EXPIRED_ROOT), EXPIRED_ROOT],
      /^CN=Old Root, which the server sends, expired on 2026-01-01$/,
      /^get the successor of the CA from its owner, and tks-trust add ca\.crt; this one is not in tks\.yaml$/,
    ],
    ...[dns('10.0.0.5'), dns('harbor.example:5000'), dns('https://harbor.example'), dns(' harbor.example')].map(
      (name): Row => [
        `nothing to pull by but ${name.subarray(2).toString()}`,
        [CORP],
        [server(CORP, [name])],
        /^the certificate of the server is for DNS:/,
        /^have the certificate of the server issued anew, with subjectAltName=/,
        '10.0.0.5',
      ],
    ),
    [
      'another name than that of a host with a dot behind it',
      [CORP],
      [server(CORP, [dns('harbor.example')])],
      /and not for registry\.corp\.example\.$/,
      /subjectAltName=DNS:registry\.corp\.example /,
      'registry.corp.example.',
    ],
    [
      'what is no certificate',
      [CORP],
      [LEAF, { ...LEAF, der: Buffer.from('3003020101', 'hex') }],
      /^what the server sends cannot be read, certificate 2 of 2: /,
      /^have it replaced/,
    ],
  ])('%s', async (_, trusts, sends, why, fix, host) => {
    const verdict = await said(trusts, sends, host)
    if (!('why' in verdict)) throw new Error('it is accepted')
    expect(verdict.why).toMatch(why)
    expect(verdict.fix).toMatch(fix)
  })
})

describe('of what is accepted it is remarked on', () => {
  const LOW = under(ISSUING, 'Low CA')
  test.each<[string, readonly Holder[], readonly Holder[], string[]]>([
    ['nothing where all is in order', [CORP], [LEAF, ISSUING], []],
    ['a root', [CORP], [LEAF, ISSUING, CORP], ['sends a root, CN=Corp Root']],
    ['what is sent twice', [CORP], [LEAF, ISSUING, ISSUING], ['sends a certificate twice']],
    [
      'the order',
      [CORP],
      [server(LOW), ISSUING, LOW],
      ['sends its chain in the wrong order, which some clients refuse'],
    ],
    ['strangers', [CORP], [LEAF, under(OTHER, 'Stranger'), ISSUING], ['sends what is not on the way: CN=Stranger']],
    [
      'an intermediate that only nodes have',
      [ISSUING],
      [LEAF],
      ['leaves out CN=Corp Issuing CA: clients that know only its root refuse it'],
    ],
    [
      'nothing where a root has signed its own successor',
      [root('R', { key: ecKey('r/old') })],
      [server(root('R', { key })), under(root('R', { key: ecKey('r/old') }), 'R', { key })],
      [],
    ],
    ['nothing where the server is trusted itself', [SELF], [SELF], []],
  ])('%s', async (_, trusts, sends, messages) => {
    const verdict = await said(trusts, sends)
    if (!('remarks' in verdict)) throw new Error(verdict.why)
    expect(verdict.remarks.map(({ message }) => message)).toEqual(messages)
  })
})

test('the names and keys of strangers are one safe line', async () => {
  const subject = 'evil\u202e\u001b[2J\nCA'
  const verdict = await said([OTHER], [server(root(subject, { key, also: [keyUsage('keyCertSign')] }))])
  expect(JSON.stringify(verdict)).not.toMatch(/\\n|\u202e|\\u001b|\\u202e/)
})
