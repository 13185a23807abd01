import { hasConfig, loadConfig } from '../config/load.ts'
import { parseConfig } from '../config/parse.ts'
import { type Law, lawOf } from '../law.ts'
import type { World } from './command.ts'
import type { SurveyFlags } from './survey.ts'

/** The rules as the configuration sets them, undefined where there is none. @throws {RunError} */
export async function configuredLaw({ cwd, now }: World, { config: named }: SurveyFlags): Promise<Law | undefined> {
  if (named === undefined && !hasConfig(cwd)) return undefined
  const { config } = await parseConfig(await loadConfig(cwd, named))
  return lawOf(config, now)
}
