import { parseArgs } from 'node:util'
import { COMMAND_NAMES, type CommandName, commandOf, isCommand } from './command-table.ts'
import { FLAGS } from './flags.ts'
import { nearest } from './nearest.ts'
import { codeOf } from './reason.ts'
import { RunError } from './run-error.ts'

/** `--config`, `-c` and so on. */
const WORDS_OF_FLAGS: readonly string[] = Object.entries(FLAGS).flatMap(([name, flag]) =>
  'short' in flag ? [`--${name}`, `-${flag.short}`] : [`--${name}`],
)

/** The command of that name. @throws {RunError} */
export function commandNamed(word: string): CommandName {
  if (isCommand(word)) return word
  if (WORDS_OF_FLAGS.includes(word.split('=', 1)[0] ?? ''))
    throw usage(`the flag ${word} stands before the command`, `tks-trust generate ${word} ...`)
  const what = word.startsWith('-') ? `unknown flag ${word}` : `unknown command ${word}`
  throw usage(what, suggest(word, [...COMMAND_NAMES, '--help', '--version'], 'tks-trust --help'))
}

/** What stands behind a command, as its table wants it. @throws {RunError} */
export function parse(name: CommandName, args: readonly string[]) {
  const { flags: known, operands: wanted } = commandOf(name)
  const help = `tks-trust ${name} --help`
  const { values: flags, positionals: operands } = parseOrExplain(name, args, help)
  const foreign = Object.keys(flags).find(flag => !known.some(own => own === flag))
  if (foreign !== undefined) throw usage(`${name} has no flag --${foreign}`, help)
  const surplus = operands[wanted?.most ?? 0]
  if (surplus !== undefined) throw usage(`unexpected argument ${surplus}`, help)
  if (flags.help !== true && operands.length < (wanted?.least ?? 0)) throw usage(`${wanted?.takes} is missing`, help)
  return { flags, operands }
}

function parseOrExplain(name: CommandName, args: readonly string[], help: string) {
  try {
    const { tokens, ...parsed } = parseArgs({ args: [...args], options: FLAGS, allowPositionals: true, tokens: true })
    const twice = givenTwice(tokens.flatMap(token => (token.kind === 'option' ? [token.name] : [])))
    if (twice !== undefined) throw usage(`--${twice} is given twice`, help)
    return parsed
  } catch (error) {
    const code = codeOf(error)
    if (!code.startsWith('ERR_PARSE_ARGS') || !(error instanceof Error)) throw error
    const word = /'([^']*)'/.exec(error.message)?.[1] ?? ''
    if (code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw usage(error.message.split('\n', 1)[0] ?? '', help)
    const words = commandOf(name).flags.map(flag => `--${flag}`)
    throw usage(`unknown flag ${word}`, suggest(word, words, help))
  }
}

/** The first flag that stands there again and takes one value. */
const givenTwice = (names: readonly string[]): string | undefined =>
  names.find((name, index) => {
    const flag: { readonly type: string; readonly multiple?: boolean } | undefined = isFlag(name)
      ? FLAGS[name]
      : undefined
    return flag?.type === 'string' && flag.multiple !== true && names.indexOf(name) < index
  })

const isFlag = (name: string): name is keyof typeof FLAGS => Object.hasOwn(FLAGS, name)

function suggest(word: string, known: readonly string[], help: string): string {
  const near = nearest(word, known)
  return near === undefined ? help : `did you mean ${near}? See ${help}`
}

const usage = (message: string, fix: string): RunError => new RunError([{ message, fix }])
