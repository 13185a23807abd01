/** The commands there are, and what each understands. */
export const COMMANDS = ['generate', 'check'] as const
export type CommandName = (typeof COMMANDS)[number]

export const HELP = `tks-trust: turns a folder of CA certificates into a checked, reproducible TkgServiceConfiguration

Usage: tks-trust COMMAND [FLAGS]

Commands:
  generate   write every output of the configuration
  check      say whether every output is what generate would write; for CI

Flags:
  -h, --help      this text, or that of a command
  -v, --version   the version

Examples:
  tks-trust generate
  tks-trust check --config supervisors/trust.config.yaml
  tks-trust generate --help

The configuration is trust.config.{ts,mts,js,mjs,json,yaml,yml} in the working directory.
Exit codes: 0 good, 1 findings or differences, 2 could not work (usage, configuration, input and output).
`

const COMMON = `  -c, --config FILE   the configuration; paths in it start at its folder
  -C, --cwd DIR       work as if started in DIR
      --now TIME      judge as of this date or instant; else SOURCE_DATE_EPOCH, else now
  -q, --quiet         say nothing but errors
      --no-color      no colours; NO_COLOR and FORCE_COLOR hold as well
  -h, --help          this text
`

export const COMMAND_HELP: Readonly<Record<CommandName, string>> = {
  generate: `tks-trust generate: write every output of the configuration

Usage: tks-trust generate [FLAGS]

Reads every file that matches sources, judges what is in them, and replaces each output as a whole. With an error
among the findings nothing is written. Output that would not change is not touched.

Flags:
      --stdout        print the manifests instead of writing them
${COMMON}
Examples:
  tks-trust generate
  tks-trust generate --stdout | kubectl apply --server-side --dry-run=server -f -
  tks-trust generate --config supervisors/trust.config.yaml --quiet
`,
  check: `tks-trust check: say whether every output is what generate would write

Usage: tks-trust check [FLAGS]

Writes nothing. Exits with 1 on an error among the findings, or when an output is missing or differs, and then says
which certificates come and go.

Flags:
${COMMON}
Examples:
  tks-trust check
  tks-trust check --quiet && git push
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) tks-trust check
`,
}
