/** The data every stage passes on. Plain, immutable, and without behaviour: this file imports types only. */

import type { Certificate } from './certificate.ts'
import type { RuleName } from './rule-name.ts'

export type * from './certificate.ts'
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
  /** Its subject (RFC 4514) as one safe line, at most 200 characters. */
  readonly subject?: string
  /** The registry that it is about, `harbor.corp.example:443`. */
  readonly registry?: string
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
  /** `re-encoded`: the same certificate in another form. */
  | { readonly kind: 'added' | 'removed' | 're-encoded'; readonly name: string; readonly certificate: Certificate }
  /** Another certificate of the same subject, `renewed` with the same key, `replaced` with another one. */
  | {
      readonly kind: 'renewed' | 'replaced'
      readonly name: string
      readonly certificate: Certificate
      readonly before: { readonly name: string; readonly certificate: Certificate }
    }
  | { readonly kind: 'renamed'; readonly name: string; readonly before: string; readonly certificate: Certificate }
  /** The same certificate from other files. */
  | {
      readonly kind: 'moved'
      readonly name: string
      readonly certificate: Certificate
      readonly from: readonly string[]
      readonly to: readonly string[]
    }
