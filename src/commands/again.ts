import { relative } from 'node:path'
import { shellWord } from '../judge.ts'
import type { World } from './command.ts'

/** The command line of `generate` for the same configuration, as it can be pasted where this run was started. */
export function generateCommand(
  { cwd, startedIn }: Pick<World, 'cwd' | 'startedIn'>,
  { config }: { readonly config?: string | undefined },
): string {
  const folder = cwd === startedIn ? [] : ['--cwd', shellWord(relative(startedIn, cwd) || '.')]
  const file = config === undefined ? [] : ['--config', shellWord(config)]
  return ['npx tks-trust generate', ...folder, ...file].join(' ')
}
