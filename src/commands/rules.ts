import { catalogue, catalogueJson } from '../report/catalogue.ts'
import type { Outcome, World } from './command.ts'
import { configuredLaw } from './configured-law.ts'
import type { SurveyFlags } from './survey.ts'

/** Flags of `rules`. */
export interface RulesFlags extends SurveyFlags {
  readonly json?: boolean | undefined
}

/** Lists every rule, with what it weighs in the configuration where there is one. @throws {RunError} */
export async function run(world: World, flags: RulesFlags): Promise<Outcome> {
  const law = await configuredLaw(world, flags)
  if (flags.json === true) return { code: 0, out: catalogueJson(law, world.version) }
  return { code: 0, out: catalogue(law, { style: world.style('out'), columns: world.columns() }) }
}
