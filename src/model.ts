/** The data every stage passes on. Plain, immutable, and without behaviour: this file imports types only. */

import type { RuleName } from './rule-name.ts'

export type { RuleName } from './rule-name.ts'

/** How much a finding weighs: an `error` stops the output from being written. */
export type Severity = 'error' | 'warning' | 'info'

/** What is wrong with bytes that should have been a certificate. Never quotes the bytes themselves. */
export interface Fault {
  readonly rule: RuleName
  readonly message: string
  /** What to type next; the rule's own advice when absent. */
  readonly fix?: string
  /** The refused DER, kept only where naming the certificate helps and no key can be in it. */
  readonly refused?: Uint8Array
}

/** A source file: `path` is relative to the configuration's folder, with forward slashes. */
export type SourceFile =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly fault: Fault }

/** The encodings a certificate can be wrapped in, outermost first. */
export type Format = 'pem' | 'der' | 'pkcs7' | 'base64' | 'kubernetes'

/** Where a block stands: `index` counts the file's blocks from 0, `line` its lines from 1. */
export interface Origin {
  readonly path: string
  readonly index: number
  readonly line: number
}

/** One unit found in a file: the DER of a certificate, or the reason why there is none. */
export type Block = Origin & {
  readonly formats: readonly Format[]
  /** The entry name a manifest of ours already gave this certificate. */
  readonly name?: string
} & ({ readonly der: Uint8Array } | { readonly fault: Fault })

/** One attribute of a distinguished name, in the order of the encoding. */
export interface Attribute {
  /** RFC 4514 short name such as `CN`, else the dotted OID. */
  readonly type: string
  readonly value: string
  /** The string type, where it cannot hold this value or is none that a DirectoryString has: `PrintableString`. */
  readonly misencoded?: string
}

/** A distinguished name: `text` is its RFC 4514 string. */
export interface Name {
  readonly text: string
  readonly attributes: readonly Attribute[]
}

/** A part of a certificate's DER, from `start` up to `end`: far cheaper than a view on it. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The subject's public key. `label` is what a person calls it: `RSA 2048`, `ECDSA P-256`, `Ed25519`. */
export interface PublicKey {
  readonly label: string
  /** Dotted OID. */
  readonly algorithm: string
  /** SubjectPublicKeyInfo. */
  readonly info: Range
  readonly rsa?: RsaKey
  /** The name of an elliptic curve, else its dotted OID; `explicit` where parameters are written out. */
  readonly curve?: string
}

/** The numbers of an RSA key (RFC 8017 A.1.1). */
export interface RsaKey {
  /** Length of the modulus. */
  readonly bits: number
  /** Octets of the modulus, most significant first, without the sign. */
  readonly modulus: Range
  /** Hexadecimal, without leading zeros; `-` in front where it is negative. */
  readonly exponent: string
}

/** What signs a certificate: the dotted OID of the algorithm, the signed part, and the signature's octets. */
export interface Signature {
  readonly algorithm: string
  readonly signed: Range
  readonly value: Range
  /** Whether the algorithm inside the signed part is the same, octet by octet (RFC 5280 4.1.1.2). */
  readonly consistent: boolean
}

/** One extension as it stands (RFC 5280 4.2). */
export interface Extension {
  /** Dotted OID. */
  readonly id: string
  readonly critical: boolean
  /** The content of extnValue. */
  readonly value: Range
}

/** The purposes of a key (RFC 5280 4.2.1.3), in the order of their bits. */
export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly'

/** Names that may, and names that may not stand below a CA (RFC 5280 4.2.1.10), such as `DNS:corp.example`. */
export interface NameConstraints {
  readonly permitted: readonly string[]
  readonly excluded: readonly string[]
}

/** The facts of one certificate, as read from its DER (RFC 5280 section 4.1). Dates are UTC, `YYYY-MM-DDTHH:MM:SSZ`. */
export interface Certificate {
  /** SHA-256 of the DER, 64 lower-case hexadecimal digits. */
  readonly id: string
  readonly der: Uint8Array
  readonly version: 1 | 2 | 3
  /** The serial number's content octets in lower-case hexadecimal, two's complement. */
  readonly serial: string
  readonly subject: Name
  readonly issuer: Name
  readonly notBefore: string
  readonly notAfter: string
  readonly key: PublicKey
  readonly signature: Signature
  /** Subject and issuer are the same name, byte for byte. */
  readonly selfIssued: boolean
  /** In the order of the encoding; one that stands twice is there twice. */
  readonly extensions: readonly Extension[]
  readonly basicConstraints: 'ca' | 'not-ca' | 'absent'
  /** How many intermediates may follow (RFC 5280 4.2.1.9). */
  readonly pathLength?: number
  /** Absent where the extension is. */
  readonly keyUsage?: readonly KeyUsage[]
  /** `serverAuth`, `anyExtendedKeyUsage` and so on, else dotted OIDs; absent where the extension is. */
  readonly extendedKeyUsage?: readonly string[]
  /** Hexadecimal. */
  readonly subjectKeyId?: string
  /** Hexadecimal; absent also where the issuer's key is named by issuer and serial number only. */
  readonly authorityKeyId?: string
  /** `DNS:registry.corp.example`, `IP:10.0.0.1` and so on. */
  readonly subjectAltNames?: readonly string[]
  readonly nameConstraints?: NameConstraints
}

/** A certificate and a place it was read from. */
export interface Sighting {
  readonly certificate: Certificate
  readonly origin: Origin
  /** See {@link Block}. */
  readonly name?: string
}

/** One line of a trust set: a certificate, the name the nodes will file it under, and every place it was found. */
export interface Entry {
  readonly name: string
  readonly certificate: Certificate
  readonly origins: readonly Origin[]
}

/** Something a person should know, with the way out. */
export interface Finding {
  readonly rule: RuleName
  readonly severity: Severity
  readonly message: string
  readonly fix: string
  readonly path?: string
  readonly line?: number
  /** {@link Certificate.id} */
  readonly certificate?: string
  /** The waiver that covers it: an error with a waiver stops nothing, and is listed all the same. */
  readonly waiver?: Waiver
}

/** Why one certificate may break one rule, who says so, and the last day (UTC, inclusive, `YYYY-MM-DD`). */
export interface Waiver {
  readonly rule: RuleName
  /** {@link Certificate.id} */
  readonly certificate: string
  readonly reason: string
  readonly owner: string
  readonly until: string
}

/** Plain data, as JSON and YAML know it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** One Kubernetes object to be printed, with the comment lines that stand above some of its values. */
export interface Manifest {
  readonly object: { readonly [key: string]: Json }
  /** Keyed by JSON Pointer (RFC 6901); `''` is the head of the file. Lines are safe text without `# `. */
  readonly comments: ReadonlyMap<string, readonly string[]>
}

/** A difference between two trust sets, told by certificate. */
export type Change =
  | { readonly kind: 'added' | 'removed'; readonly name: string; readonly certificate: Certificate }
  | { readonly kind: 'renamed'; readonly name: string; readonly before: string; readonly certificate: Certificate }
