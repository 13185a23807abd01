import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import manifest from '../package.json' with { type: 'json' }
import { instantOf } from './clock.ts'
import type { Outcome, World } from './commands/command.ts'
import { COMMAND_HELP, COMMANDS, type CommandName, HELP } from './help.ts'
import { nearest } from './nearest.ts'
import { styleFor } from './report/style.ts'
import { problemsText } from './report/text.ts'
import { type Problem, RunError } from './run-error.ts'

/** The process, as far as the program may know of it. */
export interface Surroundings {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether standard error is a terminal; asked only when something is to be painted. */
  readonly isTerminal: () => boolean
  readonly clock: () => Date
  /** Called when everything is loaded and the work begins. */
  readonly onLoaded?: () => void
}

const FLAGS = {
  config: { type: 'string', short: 'c' },
  cwd: { type: 'string', short: 'C' },
  now: { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  stdout: { type: 'boolean' },
} as const

/** `--config`, `-c` and so on. */
const WORDS_OF_FLAGS: readonly string[] = Object.entries(FLAGS).flatMap(([name, flag]) =>
  'short' in flag ? [`--${name}`, `-${flag.short}`] : [`--${name}`],
)

/** Flags that not every command has, and the commands that have them. */
const ONLY: Readonly<Record<string, readonly CommandName[]>> = { stdout: ['generate'] }

const flagsOf = (name: CommandName): string[] => Object.keys(FLAGS).filter(flag => ONLY[flag]?.includes(name) ?? true)

/** Runs one command line and gives what to print and to exit with. Users' mistakes are outcomes; only bugs are thrown. */
export async function run(argv: readonly string[], around: Surroundings): Promise<Outcome> {
  const style = () => styleFor(hasColours(argv, around))
  try {
    return await dispatch(argv, around, style)
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return { code: 2, err: problemsText(error.problems, style()) }
  }
}

async function dispatch(argv: readonly string[], around: Surroundings, style: World['style']): Promise<Outcome> {
  const [first, ...rest] = argv
  if (first === undefined) return { code: 2, err: HELP }
  if (first === '-h' || first === '--help') return { code: 0, out: HELP }
  if (first === '-v' || first === '--version') return { code: 0, out: `${manifest.version}\n` }
  if (first === 'help') return { code: 0, out: rest[0] === undefined ? HELP : COMMAND_HELP[commandNamed(rest[0])] }
  const name = commandNamed(first)
  const flags = parse(name, rest)
  if (flags.help === true) return { code: 0, out: COMMAND_HELP[name] }
  const world: World = {
    cwd: resolve(around.cwd, flags.cwd ?? '.'),
    now: instantOf(flags.now, around.env.SOURCE_DATE_EPOCH, around.clock()),
    style,
  }
  const commands = await import('./commands/index.ts')
  around.onLoaded?.()
  return commands[name](world, flags)
}

function commandNamed(word: string): CommandName {
  const found = COMMANDS.find(name => name === word)
  if (found !== undefined) return found
  if (WORDS_OF_FLAGS.includes(word.split('=', 1)[0] ?? ''))
    throw usage(`the flag ${word} stands before the command`, `tks-trust generate ${word} ...`)
  const what = word.startsWith('-') ? `unknown flag ${word}` : `unknown command ${word}`
  throw usage(what, suggest(word, [...COMMANDS, '--help', '--version'], 'tks-trust --help'))
}

function parse(name: CommandName, args: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...args], options: FLAGS, allowPositionals: false })
    const foreign = Object.keys(values).find(flag => !flagsOf(name).includes(flag))
    if (foreign !== undefined) throw usage(`${name} has no flag --${foreign}`, `tks-trust ${name} --help`)
    return values
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof code !== 'string' || !code.startsWith('ERR_PARSE_ARGS') || !(error instanceof Error)) throw error
    const word = /'([^']*)'/.exec(error.message)?.[1] ?? ''
    const help = `tks-trust ${name} --help`
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
      throw usage(
        `unknown flag ${word}`,
        suggest(
          word,
          flagsOf(name).map(flag => `--${flag}`),
          help,
        ),
      )
    if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') throw usage(`unexpected argument ${word}`, help)
    throw usage(error.message.split('\n', 1)[0] ?? '', help)
  }
}

function suggest(word: string, known: readonly string[], help: string): string {
  const near = nearest(word, known)
  return near === undefined ? help : `did you mean ${near}? See ${help}`
}

function usage(message: string, fix: string): RunError {
  const problem: Problem = { message, fix }
  return new RunError([problem])
}

/** no-color.org and force-color.org; a dumb terminal has none. */
function hasColours(argv: readonly string[], { env, isTerminal }: Surroundings): boolean {
  if (argv.includes('--no-color') || (env.NO_COLOR ?? '') !== '') return false
  const forced = env.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return env.TERM !== 'dumb' && isTerminal()
}
