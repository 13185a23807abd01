import { COMMAND_NAMES, type CommandName, commandOf } from './command-table.ts'
import { type FlagName, flagOf } from './flags.ts'
import { wrap } from './report/width.ts'

/** What every terminal has. */
const WIDTH = 80

/** Two columns, the second aligned, and wrapped where that is asked for. */
function columns(rows: readonly (readonly [string, string])[], most?: number): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 5
  return rows
    .map(([left, right]) => {
      const lines = most === undefined ? [right] : wrap(right, most - width)
      return `${`  ${left}`.padEnd(width)}${lines.join(`\n${' '.repeat(width)}`)}\n`
    })
    .join('')
}

const paragraphs = (text: string): string =>
  text
    .split('\n\n')
    .map(paragraph => wrap(paragraph.replaceAll('\n', ' '), WIDTH).join('\n'))
    .join('\n\n')

export const HELP: string = `tks-trust: turns a folder of CA certificates into a checked, reproducible TkgServiceConfiguration

Usage: tks-trust COMMAND [FLAGS]

Commands:
${columns(COMMAND_NAMES.map(name => [name, commandOf(name).summary + (commandOf(name).aside ?? '')]))}
Flags:
${columns([
  ['-h, --help', 'this help, or that of a command'],
  ['-v, --version', 'the version'],
])}
Examples:
  tks-trust generate
  tks-trust check --config supervisors/trust.config.yaml
  tks-trust inspect ca.crt
  tks-trust generate --help

The configuration is trust.config.{ts,mts,js,mjs,json,yaml,yml} in the working directory.
Exit codes: 0 success, 1 findings or differences, 2 could not run (usage, configuration, input or output).
`

/** The help of one command. */
export function helpOf(name: CommandName): string {
  const { summary, about, flags, says, operands, examples } = commandOf(name)
  const usage = ['tks-trust', name, '[FLAGS]', ...(operands === undefined ? [] : [operands.takes])].join(' ')
  return `tks-trust ${name}: ${summary}

Usage: ${usage}

${paragraphs(about)}

Flags:
${columns(
  flags.map(flag => [headOf(flag), says?.[flag] ?? flagOf(flag).says]),
  WIDTH,
)}
Examples:
${examples.map(example => `  ${example}\n`).join('')}`
}

/** `-c, --config FILE` */
function headOf(name: FlagName): string {
  const { short, takes } = flagOf(name)
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${takes === undefined ? '' : ` ${takes}`}`
}
