/** One flag as the command line and the help know it: the words for its value, where it takes one, and what it does. */
interface Flag {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  readonly multiple?: boolean
  readonly takes?: string
  readonly says: string
}

/** Every flag there is; a command lists those it understands in {@link COMMANDS}. */
export const FLAGS = {
  stdout: { type: 'boolean', says: 'print the manifests instead of writing them' },
  format: {
    type: 'string',
    multiple: true,
    takes: 'NAME[=FILE]',
    says: 'tell findings as text, json, github, sarif, gitlab, junit or markdown; may be repeated',
  },
  name: { type: 'string', takes: 'NAME', says: 'the name of the entry, and so of the file; for one certificate' },
  dir: { type: 'string', takes: 'DIR', says: 'the folder to add to; else the one that sources begin with, else certs' },
  fingerprint: {
    type: 'string',
    multiple: true,
    takes: 'SHA256',
    says: 'add what has this SHA-256, or a key that has it, and nothing else; may be repeated',
  },
  timeout: { type: 'string', takes: 'TIME', says: 'wait so long for each server, 10s, 500ms or 2m; default 10s' },
  'dry-run': { type: 'boolean', says: 'say what would be done, and do nothing' },
  config: { type: 'string', short: 'c', takes: 'FILE', says: 'the configuration; paths in it start at its folder' },
  cwd: { type: 'string', short: 'C', takes: 'DIR', says: 'work as if started in DIR' },
  now: { type: 'string', takes: 'TIME', says: 'judge as of this date or instant; else SOURCE_DATE_EPOCH, else now' },
  quiet: { type: 'boolean', short: 'q', says: 'say nothing but errors' },
  'no-color': { type: 'boolean', says: 'no colours; NO_COLOR and FORCE_COLOR hold as well' },
  help: { type: 'boolean', short: 'h', says: 'this text' },
} as const satisfies Record<string, Flag>

export type FlagName = keyof typeof FLAGS

/** What every command that builds from a configuration understands. */
const BUILD: readonly FlagName[] = ['format', 'config', 'cwd', 'now', 'quiet', 'no-color', 'help']

/** What stands on a command line beside flags: the words for it, and how many there may be. */
export interface Operands {
  readonly takes: string
  readonly least: number
  readonly most: number
}

/** One command, as the command line and the help know it. */
export interface Command {
  /** One line, for the list of commands and for the head of the command's own help. */
  readonly summary: string
  /** Follows the summary in the list only. */
  readonly aside?: string
  readonly about: string
  readonly flags: readonly FlagName[]
  readonly operands?: Operands
  readonly examples: readonly string[]
}

/** The commands there are, in the order in which they are listed. */
export const COMMANDS = {
  generate: {
    summary: 'write every output of the configuration',
    about: `Reads every file that matches sources, judges what is in them, and replaces each output as a whole. With an error
among the findings nothing is written. Output that would not change is not touched.`,
    flags: ['stdout', ...BUILD],
    examples: [
      'tks-trust generate',
      'tks-trust generate --stdout | kubectl apply --server-side --dry-run=server -f -',
      'tks-trust generate --config supervisors/trust.config.yaml --quiet',
    ],
  },
  check: {
    summary: 'say whether every output is what generate would write',
    aside: '; for CI',
    about: `Writes nothing. Exits with 1 on an error among the findings, or when an output is missing or differs, and then says
which certificates come and go.`,
    flags: BUILD,
    examples: [
      'tks-trust check',
      'tks-trust check --quiet && git push',
      'tks-trust check --format github --format sarif=tks-trust.sarif',
      'SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) tks-trust check',
    ],
  },
  add: {
    summary: 'bring a CA into the folder, from a file, a server or a manifest',
    about: `SOURCE is a file of any form that is read (PEM, DER, PKCS#7, base64, a Secret, ...), or a ZIP archive of such files; - for
standard input; a TkgServiceConfiguration, whose entries become files of the same names; an https URL; or HOST:PORT, of
whose chain the CA is taken. Each certificate is judged and written as PEM to a file of its own; a file that is there
is never replaced. With an error, nothing is added.

Certificates of servers beside their CAs are left out. What comes over the network is added only if --fingerprint
names it, or somebody at the terminal says yes. HTTPS_PROXY and NO_PROXY hold.`,
    flags: ['name', 'dir', 'fingerprint', 'timeout', 'dry-run', 'config', 'cwd', 'now', 'quiet', 'no-color', 'help'],
    operands: { takes: 'SOURCE...', least: 1, most: Number.POSITIVE_INFINITY },
    examples: [
      'kubectl get secret harbor-tls -o jsonpath="{.data.ca\\.crt}" | tks-trust add - --name harbor-ca',
      'kubectl get tkgserviceconfiguration tkg-service-configuration -o yaml | tks-trust add -',
      'tks-trust add download.zip',
      'tks-trust add harbor.corp.example:443 --fingerprint 1F:0E:...',
      'tks-trust add https://harbor.corp.example/api/v2.0/systeminfo/getcert',
    ],
  },
} as const satisfies Record<string, Command>

export type CommandName = keyof typeof COMMANDS

/** `{ generate, check, ... }` with its keys as a list. */
export const COMMAND_NAMES: readonly CommandName[] = Object.keys(COMMANDS).filter(isCommand)

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word)
}

/** The same table, for who wants any command rather than a certain one. */
export const commandOf = (name: CommandName): Command => COMMANDS[name]

/** The same for flags. */
export const flagOf = (name: FlagName): Flag => FLAGS[name]
