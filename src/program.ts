import { resolve } from 'node:path'
import manifest from '../package.json' with { type: 'json' }
import { commandNamed, parse } from './arguments.ts'
import { instantOf } from './clock.ts'
import type { CommandName } from './command-table.ts'
import type { Outcome, World } from './commands/command.ts'
import { add, check, diff, expiry, explain, failed, generate, inspect, rules, verify } from './commands/index.ts'
import { HELP, helpOf } from './help.ts'
import { streamToEnd } from './io/whole-input.ts'
import type { Process } from './main.ts'
import { styleFor, wantsColours } from './report/style.ts'
import { problemsText } from './report/talk.ts'
import { RunError } from './run-error.ts'

/** The process, as far as the program may know of it. */
export interface Surroundings extends Omit<Process, 'argv'> {
  /** Absolute: the file that is run. */
  readonly program: string
  /** Called when everything is loaded and the work begins. */
  readonly onLoaded?: () => void
}

/** What a command looks like from here. */
type Run = (world: World, flags: ReturnType<typeof parse>['flags'], operands: readonly string[]) => Promise<Outcome>

/** The commands that are loaded with the program; `init` and `textconv` are not. */
const BUNDLED: Readonly<Record<Exclude<CommandName, 'init' | 'textconv'>, Run>> = {
  add,
  check,
  diff,
  expiry,
  explain,
  generate,
  inspect,
  rules,
  verify,
}

/** Runs one command line and gives what to print and to exit with. Users' mistakes are outcomes; only bugs are thrown. */
export async function run(argv: readonly string[], around: Surroundings): Promise<Outcome> {
  try {
    return await dispatch(argv, around)
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return { code: 2, err: problemsText(error.problems, styleOf('err', argv, around)) }
  }
}

async function dispatch(argv: readonly string[], around: Surroundings): Promise<Outcome> {
  const [first, ...rest] = argv
  if (first === undefined) return { code: 2, err: HELP }
  if (first === '-h' || first === '--help') return { code: 0, out: HELP }
  if (first === '-v' || first === '--version') return { code: 0, out: `${manifest.version}\n` }
  if (first === 'help') return { code: 0, out: rest[0] === undefined ? HELP : helpOf(commandNamed(rest[0])) }
  const name = commandNamed(first)
  const { flags, operands } = parse(name, rest)
  if (flags.help === true) return { code: 0, out: helpOf(name) }
  const { env, columns, stdin, ask, progress, exitWhenDone, cwd } = around
  if (name === 'textconv') return (await import('./commands/textconv.ts')).run(cwd, operands)
  const world: World = {
    cwd: resolve(cwd, flags.cwd ?? '.'),
    startedIn: cwd,
    program: around.program,
    env,
    version: manifest.version,
    now: instantOf(flags.now, env.SOURCE_DATE_EPOCH, around.clock()),
    style: (stream = 'err') => styleOf(stream, argv, around),
    columns,
    readStdin: () => streamToEnd(stdin(), 'standard input'),
    ask,
    progress,
    exitWhenDone,
  }
  if (name === 'init') return (await import('./commands/init.ts')).run(world, flags)
  around.onLoaded?.()
  try {
    return await BUNDLED[name](world, flags, operands)
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return failed(error.problems, world, flags)
  }
}

const styleOf = (stream: 'out' | 'err', argv: readonly string[], { env, isTerminal }: Surroundings) =>
  styleFor(!argv.includes('--no-color') && wantsColours(env, () => isTerminal(stream)))
