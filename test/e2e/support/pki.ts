import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { certificate, extension, type Recipe } from '../../support/certificates.ts'
import { element, type Octets, oid, sequence } from '../../support/der.ts'
import { authorityKeyId, extendedKeyUsage, keyIdentifier, keyUsage, subjectKeyId } from '../../support/extensions.ts'
import { ecKey, type KeyPair } from '../../support/keys.ts'
import type { Signer } from '../../support/schemes.ts'
import { spkiOf } from '../../support/self-signed.ts'

export type Key = KeyPair | (Signer & { readonly privateKey: KeyObject })

/** A certificate with its key. */
export interface Holder {
  readonly der: Buffer
  readonly key: Key
  readonly subject: NonNullable<Recipe['subject']>
}

/** What differs from what an ordinary CA would issue. */
export interface Odd extends Partial<Omit<Recipe, 'key' | 'issuer' | 'extensions'>> {
  readonly key?: Key
  /** In place of the extensions that an ordinary one has, but basicConstraints. */
  readonly extensions?: readonly Octets[]
  /** Beside these. */
  readonly also?: readonly Octets[]
  /** The issuer's key as the certificate names it, where it is another. */
  readonly authorityKey?: Key
}

const caUsage = keyUsage('keyCertSign', 'cRLSign')

/** A root, valid from 2020 to 2040. */
export function root(name: string, { also = [], authorityKey: _, ...odd }: Odd = {}): Holder {
  const { key = ecKey(`e2e/${name}`), subject = name } = odd
  const usual = [caUsage, subjectKeyId(keyIdentifier(key.spki))]
  return {
    der: certificate({ key, ...odd, subject, extensions: [...(odd.extensions ?? usual), ...also] }),
    key,
    subject,
  }
}

/** A CA below another one. */
export const under = (issuer: Holder, name: string, odd: Odd = {}): Holder =>
  issued(issuer, { subject: name, ...odd }, [caUsage])

/** The certificate of a server. @param names its subjectAltName, as `dns` and `ip` make them; none for no such extension */
export const server = (issuer: Holder, names: readonly Buffer[] = [dns(HOST)], odd: Odd = {}): Holder =>
  issued(issuer, { subject: HOST, ca: false, ...odd }, [
    keyUsage('digitalSignature'),
    extendedKeyUsage('1'),
    ...(names.length === 0 ? [] : [extension('2.5.29.17', false, sequence(...names))]),
  ])

function issued(
  issuer: Holder,
  { also = [], authorityKey = issuer.key, ...odd }: Odd,
  usual: readonly Buffer[],
): Holder {
  const { key = ecKey(`e2e/${String(odd.subject)}`), subject = 'nobody' } = odd
  const ids = [subjectKeyId(keyIdentifier(key.spki)), authorityKeyId(keyIdentifier(authorityKey.spki))]
  const extensions = [...(odd.extensions ?? [...usual, ...ids]), ...also]
  const der = certificate({ key, serial: 7, ...odd, subject, issuer, extensions })
  return { der, key, subject }
}

/** The host that is asked for where a row names no other. */
export const HOST = 'registry.corp.example'

/** A dNSName and an iPAddress (RFC 5280 4.2.1.6). */
export const dns = (name: string): Buffer => element(0x82, Buffer.from(name, 'latin1'))
export const ip = (...octets: readonly number[]): Buffer => element(0x87, octets)

/** nameConstraints (RFC 5280 4.2.1.10), critical. An address has its mask behind it. */
export function constraints(names: {
  readonly permitted?: readonly Buffer[]
  readonly excluded?: readonly Buffer[]
}): Buffer {
  const trees = (tag: number, list: readonly Buffer[] = []) =>
    list.length === 0 ? [] : [element(tag, ...list.map(name => sequence(name)))]
  return extension('2.5.29.30', true, sequence(...trees(0xa0, names.permitted), ...trees(0xa1, names.excluded)))
}

/** A critical extension that nobody knows. */
export const UNKNOWN_EXTENSION: Buffer = extension('1.3.6.1.4.1.55738.666.1', true, sequence())

/** A key on another curve. */
export function curveKey(namedCurve: string, digest: string, identifier: string): Key {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve })
  const scheme = { identifier: sequence(oid(identifier)), sign: (tbs: Buffer) => sign(digest, tbs, privateKey) }
  return { privateKey, spki: spkiOf(privateKey), scheme }
}
