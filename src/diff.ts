import { type Listed, listedIn } from './committed.ts'
import type { Certificate, Change } from './model.ts'
import { differences, without } from './object.ts'
import { byCodeUnit } from './order.ts'
import type { Named } from './rules/rule.ts'
import type { TargetOptions } from './targets/index.ts'
import type { Target } from './targets/target.ts'
import { parseObject } from './yaml.ts'

/** What is different between a manifest as it is and as it would be written. */
export interface Difference {
  /** By certificate; empty where both trust the same certificates under the same names. */
  readonly changes: readonly Change[]
  /** Names of entries in the old manifest that hold no readable certificate. */
  readonly unreadable: readonly string[]
  /** Paths outside of the list whose values differ, such as `spec.defaultCNI`. */
  readonly fields: readonly string[]
  /** True where only order, encoding, comments or layout differ. */
  readonly layoutOnly: boolean
}

/**
 * Compares two texts of a manifest of one target.
 * @throws {Error} where the old text is not YAML
 */
export function compareManifests(before: string, after: string, target: Target<TargetOptions>): Difference {
  const [old, now] = [parseObject(before), parseObject(after)]
  const [oldNamed, nowNamed] = [listedIn(old, target), listedIn(now, target)]
  const changes = compareNamed(oldNamed, nowNamed)
  const unreadable = oldNamed.filter(({ certificate }) => certificate === undefined).map(({ name }) => name)
  const fields = differences(without(old, target.listAt), without(now, target.listAt))
  return { changes, unreadable, fields, layoutOnly: changes.length + unreadable.length + fields.length === 0 }
}

/** The certificates that the first of two manifests lists and the second does not. @throws {Error} where one is not YAML */
export function onlyBefore(before: string, after: string, target: Target<TargetOptions>): Named[] {
  const there = new Set(listedIn(parseObject(after), target).map(({ certificate }) => certificate?.id))
  return listedIn(parseObject(before), target).flatMap(({ name, certificate }) =>
    certificate === undefined || there.has(certificate.id) ? [] : [{ name, certificate }],
  )
}

/** Added, removed and renamed certificates, in the order of their names. */
function compareNamed(before: readonly Listed[], after: readonly Listed[]): Change[] {
  const old = byId(before)
  const now = byId(after)
  const changes: Change[] = []
  for (const [id, { name, certificate }] of now) {
    const was = old.get(id)
    if (was === undefined) changes.push({ kind: 'added', name, certificate })
    else if (was.name !== name) changes.push({ kind: 'renamed', name, before: was.name, certificate })
  }
  for (const [id, { name, certificate }] of old) if (!now.has(id)) changes.push({ kind: 'removed', name, certificate })
  return changes.sort((a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.kind, b.kind))
}

function byId(list: readonly Listed[]): Map<string, { name: string; certificate: Certificate }> {
  return new Map(
    list.flatMap(({ name, certificate }) =>
      certificate === undefined ? [] : [[certificate.id, { name, certificate }]],
    ),
  )
}
