import { dirname, relative, resolve, sep } from 'node:path'
import { problemsText } from '../report/talk.ts'
import type { Problem } from '../run-error.ts'
import type { BuildFlags, Outcome, World } from './command.ts'
import { repositoryOf } from './tell.ts'

/** What kept a command from working: as text, and as annotations where those were asked for instead or as well. */
export async function failed(problems: readonly Problem[], world: World, flags: BuildFlags): Promise<Outcome> {
  const { config, format = [] } = flags
  const text = format.includes('github') && !format.includes('text') ? '' : problemsText(problems, world.style())
  if (!format.includes('github')) return { code: 2, err: text }
  const { githubProblems } = await import('../report/github.ts')
  const folder = config === undefined ? world.cwd : dirname(resolve(world.cwd, config))
  const way = relative(repositoryOf(world), folder).replaceAll(sep, '/')
  return { code: 2, err: text + githubProblems(problems, way === '' ? '' : `${way}/`) }
}
