import type { Certificate, Origin } from '../model.ts'

/** A certificate that a node trusts, and where that is said. */
export interface Anchor {
  readonly certificate: Certificate
  /** The name of its entry. */
  readonly name: string
  readonly origin: Origin
}

/** What a node trusts. */
export interface Trusted {
  /** What sentences call it: `tks.yaml`. */
  readonly called: string
  /** Where findings about it stand, from the folder of the configuration. */
  readonly path: string
  readonly anchors: readonly Anchor[]
}

/** The anchor that a certificate is. */
export const anchorOf = ({ anchors }: Trusted, { id }: Certificate): Anchor | undefined =>
  anchors.find(({ certificate }) => certificate.id === id)
