import { COMMAND_NAMES, type CommandName, commandOf } from './command-table.ts'
import { type FlagName, flagOf } from './flags.ts'

/** Two columns, the second aligned. */
function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 3
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}\n`).join('')
}

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

${about}

Flags:
${columns(flags.map(flag => [headOf(flag), says?.[flag] ?? flagOf(flag).says]))}
Examples:
${examples.map(example => `  ${example}\n`).join('')}`
}

/** `-c, --config FILE` */
function headOf(name: FlagName): string {
  const { short, takes } = flagOf(name)
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${takes === undefined ? '' : ` ${takes}`}`
}
