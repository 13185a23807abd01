import { relative, resolve, sep } from 'node:path'
import { disk, stayInside } from '../io/disk.ts'
import { createAll } from '../io/new-files.ts'
import { printable } from '../printable.ts'
import { placeText } from '../report/talk.ts'
import { type Problem, RunError, throwIfAny } from '../run-error.ts'
import type { InitFlags } from '../setup/choices.ts'
import type { Wanted } from '../setup/plan.ts'

/** The work tree that the folder is in: where it begins, and the way from there. */
export interface Place {
  readonly folder: string
  readonly top: string
  readonly way: string
}

/** What becomes of a file. */
interface Step {
  readonly said: string
  readonly write: () => Promise<void>
}

/**
 * Decides on every file before the first is written, so that what cannot even be looked at stops all of it.
 * @throws {RunError} with all of them
 */
export async function stepsFor(wanted: readonly Wanted[], place: Place, flags: InitFlags): Promise<Step[]> {
  const problems: Problem[] = []
  const steps: Step[] = []
  for (const one of wanted)
    try {
      steps.push(await stepFor(one, place, flags))
    } catch (error) {
      if (!(error instanceof RunError)) throw error
      problems.push(...error.problems)
    }
  throwIfAny(problems)
  return steps
}

async function stepFor(wanted: Wanted, place: Place, flags: InitFlags): Promise<Step> {
  const root = wanted.at === 'top' ? place.top : place.folder
  const shown = placeText(relative(place.folder, resolve(root, wanted.path)).replaceAll(sep, '/'))
  const notes = (wanted.notes ?? []).map(note => `  ${printable(note, 400)}\n`).join('')
  const io = disk(root)
  const before = await io.readText(wanted.path)
  const text = wanted.text(before ?? '')
  const left = async () => {}
  const stays = before !== undefined && (before === text || (wanted.extends !== true && flags.force !== true))
  if (stays) {
    const differs =
      before !== text && wanted.advice === undefined
        ? ' (not as init would write it; --force replaces it, and what you have put into it goes)'
        : ''
    const advice = wanted.advice === undefined ? '' : `  ${wanted.advice}\n`
    return { said: `${shown}: exists, left unchanged${differs}\n${advice}${notes}`, write: left }
  }
  stayInside(root, wanted.path, resolve(root, wanted.path))
  const done = before === undefined ? 'written' : wanted.extends === true ? 'extended' : 'replaced'
  if (flags['dry-run'] === true) return { said: `${shown}: would be ${done}\n${notes}`, write: left }
  const write = async () => {
    if (before === undefined) createAll(root, [{ path: wanted.path, text }], 'it is not there')
    else await io.replace(wanted.path, text)
  }
  return { said: `${shown}: ${done}\n${notes}`, write }
}
