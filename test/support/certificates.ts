import { sign } from 'node:crypto'
import {
  bitString,
  boolean,
  explicit,
  integer,
  NULL,
  type Octets,
  octetString,
  oid,
  sequence,
  set,
  time,
  utf8,
} from './der.ts'
import type { KeyPair } from './keys.ts'

/** What a test certificate is; by default a self-signed root, valid from 2020 to 2040. */
export interface Recipe {
  readonly key: KeyPair
  /** Attribute OID and value, or a common name. */
  readonly subject?: string | readonly (readonly [string, Buffer])[]
  /** The issuing CA; default itself. */
  readonly issuer?: { readonly key: KeyPair; readonly subject: Recipe['subject'] }
  readonly serial?: Octets | number
  readonly notBefore?: string
  readonly notAfter?: string
  /** cA in basicConstraints, or no such extension. */
  readonly ca?: boolean | 'absent'
  /** Extensions beside basicConstraints, whole. */
  readonly extensions?: readonly Octets[]
}

const SIGNATURE_ALGORITHMS = {
  rsa: sequence(oid('1.2.840.113549.1.1.11'), NULL),
  ec: sequence(oid('1.2.840.10045.4.3.2')),
  ed25519: sequence(oid('1.3.101.112')),
} as const

/** The DER of a certificate (RFC 5280 section 4.1), really signed. */
export function certificate(recipe: Recipe): Buffer {
  const {
    key,
    subject = 'Test Root',
    issuer = { key, subject },
    notBefore = '2020-01-01',
    notAfter = '2040-01-01',
  } = recipe
  const algorithm = SIGNATURE_ALGORITHMS[issuer.key.kind]
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(recipe.serial ?? 1),
    algorithm,
    nameOf(issuer.subject),
    sequence(time(notBefore), time(notAfter)),
    nameOf(subject),
    key.spki,
    ...extensionsOf(recipe),
  )
  return signed(tbs, issuer.key)
}

/** A to-be-signed part with algorithm and signature behind it. */
export function signed(tbs: Buffer, { kind, privateKey }: KeyPair): Buffer {
  return sequence(
    tbs,
    SIGNATURE_ALGORITHMS[kind],
    bitString(sign(kind === 'ed25519' ? null : 'sha256', tbs, privateKey)),
  )
}

export function nameOf(subject: Recipe['subject'] = 'Test Root'): Buffer {
  const attributes = typeof subject === 'string' ? [['2.5.4.3', utf8(subject)] as const] : subject
  return sequence(...attributes.map(([type, value]) => set(sequence(oid(type), value))))
}

/** An extension: identifier, criticality where true, value. */
export const extension = (id: string, critical: boolean, value: Octets): Buffer =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value))

function extensionsOf({ ca = true, extensions = [] }: Recipe): Buffer[] {
  const constraints = ca === 'absent' ? [] : [extension('2.5.29.19', true, sequence(...(ca ? [boolean(true)] : [])))]
  const all = [...constraints, ...extensions]
  return all.length === 0 ? [] : [explicit(3, sequence(...all))]
}

/** PEM as any tool writes it. */
export function pem(der: Uint8Array, label = 'CERTIFICATE', columns = 64): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(new RegExp(`.{1,${columns}}`, 'g')) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
