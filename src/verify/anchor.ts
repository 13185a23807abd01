import type { Certificate, Entry, Origin } from '../model.ts'

/** A certificate that a node trusts, and where that is said. */
export interface Anchor {
  readonly certificate: Certificate
  /** The name of its entry. */
  readonly name: string
  readonly origin: Origin
}

/** Something among it that a node cannot read, and passes over without a word. */
export interface Skipped {
  /** `the entry corp-root`, `all of the entry corp-root` where there is something that it does read. */
  readonly what: string
  /** From 1. */
  readonly line: number
  /** `once it is decoded, it is DER, and not PEM` */
  readonly why: string
}

/** What a node trusts. */
export interface Trusted {
  /** What sentences call it: `tks.yaml`. */
  readonly called: string
  /** Where findings about it stand, from the folder of the configuration. */
  readonly path: string
  readonly anchors: readonly Anchor[]
  readonly skipped: readonly Skipped[]
}

/** The anchor that a certificate is. */
export const anchorOf = ({ anchors }: Trusted, { id }: Certificate): Anchor | undefined =>
  anchors.find(({ certificate }) => certificate.id === id)

/** The anchor that an entry of a trust set becomes on a node. */
export const trustedEntry = ({ certificate, name, origins: [origin] }: Entry): Anchor[] =>
  origin === undefined ? [] : [{ certificate, name, origin }]
