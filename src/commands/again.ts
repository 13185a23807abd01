import { relative } from 'node:path'
import { shellWord } from '../shell-word.ts'
import type { World } from './command.ts'

type Place = Pick<World, 'cwd' | 'startedIn'>
type Named = { readonly config?: string | undefined }

/** The command line of `generate` for the same configuration, as it can be pasted where this run was started. */
export const generateCommand = (place: Place, flags: Named): string =>
  ['npx tks-trust generate', ...flagsFor(place, flags)].join(' ')

/** The same of `add`. @param source as it was typed, or a path from the folder that `--cwd` leads to */
export function addCommand(place: Place, flags: Named & { readonly dir?: string | undefined }, source: string): string {
  const dir = flags.dir === undefined ? [] : ['--dir', shellWord(flags.dir)]
  return ['npx tks-trust add', shellWord(source), ...dir, ...flagsFor(place, flags)].join(' ')
}

function flagsFor({ cwd, startedIn }: Place, { config }: Named): string[] {
  const folder = cwd === startedIn ? [] : ['--cwd', shellWord(relative(startedIn, cwd) || '.')]
  const file = config === undefined ? [] : ['--config', shellWord(config)]
  return [...folder, ...file]
}
