/** What a registry has answered to `GET /v2/` (OCI distribution specification, "Determining Support"). */
export type RegistryAnswer =
  /** 200: anybody may read. */
  | { readonly kind: 'open' }
  /** 401; and the server that gives out tokens, `HOST:PORT`, where that is another one. */
  | { readonly kind: 'login'; readonly tokensFrom?: string }
  /** Something else listens there, or something stands in front of it; and the other server that clients are sent on to, `HOST:PORT`. */
  | { readonly kind: 'other'; readonly status: number; readonly sentOnTo?: string }
  /** No answer in HTTP, and why not, in words. */
  | { readonly kind: 'silent'; readonly why: string; readonly cause: SilenceCause }

/**
 * Whose fault it is that a registry does not answer: that of the `handshake` behind its certificates, of `client` certificates that it
 * wants, of this `program`, or of what is behind TLS, which is `other`.
 */
export type SilenceCause = 'handshake' | 'client' | 'program' | 'other'
