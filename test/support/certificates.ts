import {
  bitString,
  boolean,
  element,
  explicit,
  integer,
  type Octets,
  octetString,
  oid,
  sequence,
  set,
  time,
  utf8,
} from './der.ts'
import type { KeyPair } from './keys.ts'
import { type Scheme, type Signer, schemeOf } from './schemes.ts'

/** What a test certificate is; by default a self-signed root, valid from 2020 to 2040. */
export interface Recipe {
  readonly key: KeyPair | Signer
  /** Attribute OID and value, or a common name. */
  readonly subject?: string | readonly (readonly [string, Buffer])[]
  /** The issuing CA; default itself. */
  readonly issuer?: { readonly key: KeyPair | Signer; readonly subject: Recipe['subject'] }
  readonly serial?: Octets | number
  /** The serial number's content octets as they shall stand, in place of `serial`. */
  readonly rawSerial?: Octets
  readonly version?: 1 | 2 | 3
  /** What signs, where it is not what goes with the issuer's key. */
  readonly scheme?: Scheme
  /** The algorithm inside the signed part; default that of the signature. */
  readonly inner?: Octets
  readonly notBefore?: string
  readonly notAfter?: string
  /** cA in basicConstraints, or no such extension. */
  readonly ca?: boolean | 'absent'
  /** Extensions beside basicConstraints, whole. */
  readonly extensions?: readonly Octets[]
}

/** The DER of a certificate (RFC 5280 section 4.1), really signed. */
export function certificate(recipe: Recipe): Buffer {
  const {
    key,
    subject = 'Test Root',
    issuer = { key, subject },
    version = 3,
    notBefore = '2020-01-01',
    notAfter = '2040-01-01',
  } = recipe
  const scheme = recipe.scheme ?? schemeOf(issuer.key)
  const tbs = sequence(
    ...(version === 1 ? [] : [explicit(0, integer(version - 1))]),
    recipe.rawSerial === undefined ? integer(recipe.serial ?? 1) : element(0x02, recipe.rawSerial),
    recipe.inner ?? scheme.identifier,
    nameOf(issuer.subject),
    sequence(time(notBefore), time(notAfter)),
    nameOf(subject),
    key.spki,
    ...extensionsOf(recipe),
  )
  return signed(tbs, issuer.key, scheme)
}

/** A to-be-signed part with algorithm and signature behind it. */
export const signed = (tbs: Buffer, key: KeyPair | Signer, { identifier, sign }: Scheme = schemeOf(key)): Buffer =>
  sequence(tbs, identifier, bitString(sign(tbs)))

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
