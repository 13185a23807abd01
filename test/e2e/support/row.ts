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
  /** What an older Go says in place of that, and the releases that changed it: the oldest first, backports before the rest. */
  readonly older?: { readonly since: readonly string[]; readonly says: string }
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

/** Whether a version of Go does not have a change yet that came with these releases. */
export function isBefore(version: string, since: readonly string[]): boolean {
  const [, minor = 0, patch = 0] = version.replace(/^go/, '').split('.').map(Number)
  const releases = since.map(release => release.split('.').map(Number))
  const next = releases.find(([, release = 0]) => release >= minor)
  if (next === undefined) return false
  const [, nextMinor = 0, nextPatch = 0] = next
  return minor < nextMinor || patch < nextPatch
}
