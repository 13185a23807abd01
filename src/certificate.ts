/** What is known of a certificate, as `inspect` reads it from the DER. Plain and immutable, like the model it is part of. */

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
  /** What stands behind the algorithm's identifier, header and content, if something does. */
  readonly parameters: Range | undefined
  /** Octets of the key itself; the one in front of them counts the bits at their end that are not used. */
  readonly octets: Range
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
  /** Its highest bit is set and no octet 00 stands in front, so that it is a negative number. */
  readonly isNegative: boolean
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
