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
  typescript: { type: 'boolean', says: 'write trust.config.ts, not trust.config.yaml' },
  'api-version': { type: 'string', takes: 'VERSION', says: 'v1alpha1, v1alpha2 or v1alpha3 (the default)' },
  cni: { type: 'string', takes: 'NAME', says: 'antrea (the default), calico or antrea-nsx-routed' },
  gitops: { type: 'string', takes: 'NAME', says: 'keep argocd or flux from pruning the object' },
  ci: { type: 'string', takes: 'NAME', says: 'write the jobs for github or gitlab' },
  git: { type: 'boolean', says: 'have git diff show certificates as text in this clone' },
  force: { type: 'boolean', says: 'replace files that are there already' },
  'dry-run': { type: 'boolean', says: 'only say what would be done' },
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
  init: {
    summary: 'set a repository up',
    about: `Writes trust.config.yaml, certs/README.md and .gitattributes, with --ci the jobs of a CI as well, and says of each file
what became of it. A file that is there already stays as it is; .gitattributes gets the lines that it lacks. --git is for every
clone: it sets diff.tks-trust in the clone's own configuration, which no repository can bring along.`,
    flags: ['typescript', 'api-version', 'cni', 'gitops', 'ci', 'git', 'force', 'dry-run', 'cwd', 'no-color', 'help'],
    examples: [
      'tks-trust init --cni calico --ci github --git',
      'tks-trust init --api-version v1alpha2 --gitops argocd --ci gitlab',
      'tks-trust init --cwd supervisors/prod --typescript --dry-run',
    ],
  },
  textconv: {
    summary: 'print a file as text for git diff',
    about: `What git runs, once it is told to, to show certificates and manifests as text in diff, log -p and show: a block a
certificate, and of a manifest also everything around the list. Exits with 0 whatever the file is, and prints no key.`,
    flags: ['help'],
    operands: { takes: 'FILE', least: 1, most: 1 },
    examples: ['tks-trust textconv certs/harbor-ca.crt', "git config diff.tks-trust.textconv 'tks-trust textconv --'"],
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
