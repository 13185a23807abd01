import { findingsOf } from '../judge.ts'
import type { Law } from '../law.ts'
import type { Finding, RuleName } from '../model.ts'
import type { Step } from './explain.ts'
import type { LoadedConfig } from './loaded.ts'

/** What is wrong with a place in the configuration, other than that it cannot be used. */
export interface ConfigFault {
  readonly rule: RuleName
  /** The way to the place. */
  readonly at: readonly Step[]
  readonly message: string
  readonly fix?: string
}

/** Findings about the configuration, at their lines where its format has lines. */
export async function findingsInConfig(
  law: Law,
  faults: readonly ConfigFault[],
  { path, lines }: Pick<LoadedConfig, 'path' | 'lines'>,
): Promise<Finding[]> {
  if (faults.length === 0) return []
  const lineOf = await lines()
  return faults.flatMap(({ at, ...fault }) => {
    const line = lineOf(at)
    return findingsOf(law, fault, line === undefined ? { path } : { path, line })
  })
}
