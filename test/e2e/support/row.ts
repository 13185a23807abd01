import type { RuleName } from '../../../src/model.ts'
import { HOST, type Holder } from './pki.ts'

/** A server, what a node trusts, and what Go says of it. */
export interface Row {
  /** What is special about it. */
  readonly name: string
  readonly host: string
  /** What goes into the folder. */
  readonly trusts: readonly Holder[]
  /** What the server sends, its own certificate first. */
  readonly sends: readonly Holder[]
  /** What today's Go says, or a part of it; nothing where it accepts the server. */
  readonly says: string
  /** Rules that must be waived before `generate` writes the set. */
  readonly waive: readonly RuleName[]
  /** What a Go before 1.`before` says in place of that. */
  readonly older?: { readonly before: number; readonly says: string }
  /** Why skopeo cannot be asked. */
  readonly notSkopeo?: string
  /** The server wants a certificate of its client as well. */
  readonly wantsClient?: boolean
}

/** @param says nothing where Go accepts the server */
export const row = (
  name: string,
  trusts: readonly Holder[],
  sends: readonly Holder[],
  says = '',
  more: Partial<Row> = {},
): Row => ({ name, host: HOST, trusts, sends, says, waive: [], ...more })
