import { sign } from 'node:crypto'
import { certificate, extension, type Recipe } from '../support/certificates.ts'
import { boolean, element, integer, NULL, type Octets, oid, sequence } from '../support/der.ts'
import {
  authorityKeyId,
  basicConstraints,
  extendedKeyUsage,
  keyIdentifier,
  keyUsage,
  subjectKeyId,
} from '../support/extensions.ts'
import { ecKey, edKey, type KeyPair, rsaKey } from '../support/keys.ts'
import type { Chance } from '../support/mutations.ts'

/** A server as a client meets it. */
export interface RandomServer {
  readonly host: string
  readonly chain: readonly Buffer[]
  readonly trusted: readonly Buffer[]
}

interface Identity {
  readonly subject: string
  readonly key: KeyPair
}

const KEYS = [ecKey('random/1'), ecKey('random/2'), edKey('random/1'), edKey('random/2'), rsaKey('random/1', 1024)]
const NAMES = ['Root', 'Root', 'One', 'Two', 'Three']
/** A name may have two keys, and a key two names. */
const IDENTITIES: readonly Identity[] = NAMES.flatMap((subject, index) =>
  [0, 2].flatMap(step => KEYS[(index + step) % KEYS.length] ?? []).map(key => ({ subject, key })),
)
const HOSTS = [
  'registry.corp.example',
  'corp.example',
  'a.b.corp.example',
  '10.1.2.3',
  '::1',
  '::ffff:10.1.2.3',
  'host',
  'registry.corp.example.',
  'Registry.Corp.example',
  '*.corp.example',
  'a_b.corp.example',
  '-x.corp.example',
  'x..example',
]
const DNS = [
  'registry.corp.example',
  '*.corp.example',
  'corp.example',
  'Registry.Corp.Example',
  '*',
  '*.example',
  'b.corp.example',
  'a.b.corp.example',
  'host',
  'registry.corp.example.',
  'a_b.corp.example',
  '.corp.example',
  '',
  'x..example',
  'reg*.corp.example',
  'a b',
  '-x.corp.example',
  '*.corp.example',
]
const MAILS = [
  'admin@corp.example',
  'Admin@Corp.Example',
  '"a b"@corp.example',
  'nobody',
  'x@lab.example',
  'a..b@corp.example',
  '@corp.example',
]
const URIS = [
  'https://registry.corp.example/',
  'https://10.1.2.3/',
  'https://[::1]:443/',
  'urn:x',
  'ldap://user@Lab.Example:389/x',
  'https://host',
  '/relative',
  'spiffe://corp.example/x',
]
const DOMAINS = [
  'corp.example',
  '.corp.example',
  'example',
  '',
  'registry.corp.example',
  'lab.example',
  'b.corp.example',
  'Corp.Example',
  '.b.corp.example',
  'orp.example',
]
const MAIL_LIMITS = [...DOMAINS, 'admin@corp.example', 'ADMIN@corp.example']
const ADDRESSES = [
  [10, 1, 2, 3],
  [127, 0, 0, 1],
  [...Array(15).fill(0), 1],
  [...Array(10).fill(0), 255, 255, 10, 1, 2, 3],
]
const RANGES = [
  [10, 0, 0, 0, 255, 0, 0, 0],
  [10, 1, 2, 9, 255, 255, 255, 0],
  [10, 9, 9, 9, 255, 0, 0, 0],
  [10, 1, 2, 3, 255, 255, 255, 255],
  [0, 0, 0, 0, 0, 0, 0, 0],
  [192, 168, 0, 0, 255, 255, 0, 0],
  [...Array(32).fill(0)],
  [...Array(15).fill(0), 1, ...Array(16).fill(255)],
  [...Array(10).fill(0), 255, 255, 10, 0, 0, 0, ...Array(12).fill(255), 255, 0, 0, 0],
]
const POLICIES = ['2.5.29.32.0', '1.2.3.1', '1.2.3.2', '1.2.3.3']
const TIMES = [
  ['2020-01-01', '2040-01-01'],
  ['2020-01-01', '2021-01-01'],
  ['2038-01-01', '2040-01-01'],
] as const

/** Servers with chains as nobody should send them, and sometimes as everybody should. */
export function* randomServers(chance: Chance): Generator<RandomServer, never> {
  const any = <T>(list: readonly T[]): T => {
    const one = list[chance(list.length)]
    if (one === undefined) throw new RangeError('nothing to choose from')
    return one
  }
  const seldom = (one = 8) => chance(one) === 0
  const some = <T>(list: readonly T[], most: number): T[] => Array.from({ length: chance(most + 1) }, () => any(list))
  const text = (tag: number, value: string) => element(tag, Buffer.from(value))

  const names = (): Buffer[] => [
    ...(seldom(3) ? [] : [text(0x82, any(['registry.corp.example', '*.corp.example']))]),
    ...some(DNS, 3).map(name => text(0x82, name)),
    ...(seldom(3) ? some(ADDRESSES, 2).map(address => element(0x87, address)) : []),
    ...(seldom() ? some(MAILS, 2).map(mail => text(0x81, mail)) : []),
    ...(seldom() ? some(URIS, 2).map(uri => text(0x86, uri)) : []),
    ...(seldom(20) ? [element(0x88, [0x2a, 3])] : []),
  ]
  const limits = (): Buffer[] =>
    [
      ...(seldom(2) ? some(DOMAINS, 3).map(domain => text(0x82, domain)) : []),
      ...(seldom(4) ? some(RANGES, 3).map(range => element(0x87, range)) : []),
      ...(seldom(6) ? some(MAIL_LIMITS, 2).map(mail => text(0x81, mail)) : []),
      ...(seldom(6) ? some(DOMAINS, 2).map(domain => text(0x86, domain)) : []),
      ...(seldom(40) ? [element(0xa4, sequence())] : []),
    ].map(name => sequence(name))
  const constraints = (): Buffer => {
    const [permitted, excluded] = [limits(), limits()]
    const lists = [
      permitted.length > 0 ? [element(0xa0, ...permitted)] : [],
      excluded.length > 0 ? [element(0xa1, ...excluded)] : [],
    ]
    return extension('2.5.29.30', seldom(2), sequence(...lists.flat()))
  }
  const policyExtensions = (): Buffer[] => {
    const limit = (tag: number) => (seldom(2) ? [element(tag, [chance(3)])] : [])
    return [
      ...(seldom(4)
        ? []
        : [
            extension(
              '2.5.29.32',
              false,
              sequence(
                ...[...new Set(some(POLICIES, 3)), any(POLICIES)]
                  .filter((id, at, all) => all.indexOf(id) === at)
                  .map(id => sequence(oid(id))),
              ),
            ),
          ]),
      ...(seldom(3)
        ? [
            extension(
              '2.5.29.33',
              true,
              sequence(
                ...Array.from({ length: 1 + chance(2) }, () =>
                  sequence(oid(any(seldom() ? POLICIES : POLICIES.slice(1))), oid(any(POLICIES.slice(1)))),
                ),
              ),
            ),
          ]
        : []),
      ...(seldom(3) ? [extension('2.5.29.36', true, sequence(...limit(0x80), ...limit(0x81)))] : []),
      ...(seldom(4) ? [extension('2.5.29.54', true, integer(chance(3)))] : []),
    ]
  }
  const usages = (isCa: boolean): Buffer[] =>
    seldom()
      ? []
      : [
          keyUsage(
            ...(seldom()
              ? (['cRLSign'] as const)
              : isCa
                ? (['keyCertSign', 'cRLSign'] as const)
                : (['digitalSignature'] as const)),
          ),
        ]
  const purposes = (): Buffer[] => (seldom(3) ? [extendedKeyUsage(any(['1', '1', '2', '2.5.29.37.0', '1.2.3.4']))] : [])
  const schemeOf = ({ key }: Identity): Partial<Recipe> => {
    if (key.kind !== 'rsa' || !seldom(4)) return {}
    const identifier = sequence(oid('1.2.840.113549.1.1.5'), NULL)
    return { scheme: { identifier, sign: tbs => sign('sha1', tbs, key.privateKey) } }
  }

  const issue = (holder: Identity, issuer: Identity, isCa: boolean, isPolicy: boolean): Buffer => {
    const [notBefore, notAfter] = seldom(12) ? any(TIMES) : TIMES[0]
    const extensions: Octets[] = [
      ...(isCa
        ? seldom(12)
          ? []
          : [basicConstraints(!seldom(20), seldom(4) ? { pathLength: chance(3) } : {})]
        : seldom(3)
          ? [basicConstraints(seldom(4))]
          : []),
      ...usages(isCa),
      ...purposes(),
      ...(seldom(3) ? [] : [subjectKeyId(keyIdentifier(seldom(10) ? any(KEYS).spki : holder.key.spki))]),
      ...(seldom(3) ? [] : [authorityKeyId(keyIdentifier(seldom(10) ? any(KEYS).spki : issuer.key.spki))]),
      ...(isCa
        ? seldom(12)
          ? [extension('2.5.29.17', false, sequence(...names()))]
          : []
        : seldom(10)
          ? []
          : [extension('2.5.29.17', seldom(4), sequence(...names()))]),
      ...(seldom(isCa ? 3 : 20) ? [constraints()] : []),
      ...(isPolicy ? policyExtensions() : []),
      ...(seldom(30) ? [extension('1.2.3.4.5', seldom(2), boolean(true))] : []),
    ]
    return certificate({
      key: holder.key,
      subject: isCa || seldom(10) ? holder.subject : any(HOSTS),
      issuer,
      serial: 1 + chance(1000),
      notBefore,
      notAfter,
      ca: 'absent',
      ...(seldom(30) ? { version: any([1, 2] as const), extensions: [] } : { extensions }),
      ...schemeOf(issuer),
    })
  }

  for (;;) {
    const isPolicy = seldom(4)
    const host = seldom(3) ? any(HOSTS) : 'registry.corp.example'
    // From the top down, so that most chains hang together.
    const line = [any(IDENTITIES), ...some(IDENTITIES, 3)]
    const authorities = line.map((holder, index) =>
      issue(holder, (seldom() ? any(line) : line[Math.max(index - 1, 0)]) ?? holder, true, isPolicy),
    )
    const strangers = some(IDENTITIES, 2).map(holder => issue(holder, any(line), true, isPolicy))
    const last = line.at(-1) ?? any(IDENTITIES)
    const leaf = issue({ subject: 'server', key: any(KEYS) }, last, false, isPolicy)
    const sent = [...authorities.slice(1), ...strangers].filter(() => !seldom())
    const chain = [leaf, ...(seldom(3) ? sent.reverse() : sent), ...(seldom(4) ? authorities.slice(0, 1) : [])]
    const trusted = [
      ...authorities.slice(0, 1).filter(() => !seldom()),
      ...(seldom(3) ? [...authorities.slice(1), ...strangers].filter(() => seldom(2)) : []),
      ...(seldom(12) ? [leaf] : []),
    ]
    yield { host, chain, trusted }
  }
}
