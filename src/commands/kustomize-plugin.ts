import { dirname, join } from 'node:path'
import { kindOf } from '../io/operand.ts'
import { occupantAt, placeAll } from '../io/plugin-file.ts'
import { printable } from '../printable.ts'
import { placeText, problemsText } from '../report/talk.ts'
import { type Problem, RunError } from '../run-error.ts'
import type { InitFlags } from '../setup/choices.ts'
import {
  type Occupant,
  PLUGIN_FOLDER,
  PLUGIN_MANIFEST,
  PLUGIN_NAME,
  PLUGIN_USE,
  pluginHome,
  saysModule,
  standingOf,
} from '../setup/kustomize-plugin.ts'
import type { Outcome, World } from './command.ts'

/** Installs the plugin, and says so below what is said already. */
export function setUpPlugin(world: World, flags: InitFlags, { err: before = '' }: Pick<Outcome, 'err'>): Outcome {
  try {
    return { code: 0, err: before + install(world, flags) }
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return { code: 2, err: before + problemsText(error.problems, world.style()) }
  }
}

/**
 * Copies the program to where kustomize looks, and says what became of it. A copy, because a project's `node_modules` and the
 * cache of npx go away, and because the file needs nothing beside it but the word that it is a module.
 * @throws {RunError}
 */
function install({ env, program, version }: World, flags: InitFlags): string {
  const ours = ourProgram(join(dirname(program), 'krm.js'), version)
  const { path: home, aside } = pluginHome(env, path => kindOf(path, path) !== undefined)
  const folder = join(home, PLUGIN_FOLDER)
  const [file, beside] = [join(folder, PLUGIN_NAME), join(folder, 'package.json')]
  const [occupant, manifest] = [occupantAt(file), occupantAt(beside)]
  const standing = standingOf(occupant, manifest, ours)
  const told = `${aside === undefined ? '' : `${printable(aside, 1000)}\n`}${placeText(file)}`
  if (standing === 'current') return `${told}: exists, left unchanged\n`
  if (standing === 'foreign' && flags.force !== true)
    throw new RunError([
      manifest === undefined || saysModule(manifest) ? foreign(file, occupant) : foreign(beside, manifest),
    ])
  const done = { missing: 'written', older: 'updated', foreign: 'replaced' }[standing]
  if (flags['dry-run'] === true) return `${told}: would be ${done}\n`
  placeAll(folder, [
    // Before the program, which is at no moment there without it.
    ...(saysModule(manifest) ? [] : [{ name: 'package.json', text: PLUGIN_MANIFEST, mode: 0o644 }]),
    { name: PLUGIN_NAME, text: ours, mode: 0o755 },
  ])
  return `${told}: ${done}\n${standing === 'missing' ? `next:\n${PLUGIN_USE}` : ''}`
}

/** @throws {RunError} */
function ourProgram(path: string, version: string): string {
  const found = occupantAt(path)
  if (typeof found === 'object') return found.text
  const fix = `npx --yes tks-trust@${version} init --kustomize-plugin, or install tks-trust again`
  throw new RunError([{ where: path, message: 'is missing, and it is what kustomize would run', fix }])
}

function foreign(where: string, occupant: Occupant): Problem {
  if (occupant === 'link')
    return {
      where,
      message: 'is a symbolic link, and what it leads to may go away',
      fix: 'delete it, or have a copy in its place: tks-trust init --kustomize-plugin --force',
    }
  return {
    where,
    message: 'is there already, and init did not write it',
    fix: 'look at it, and delete it or have it replaced: tks-trust init --kustomize-plugin --force',
  }
}
