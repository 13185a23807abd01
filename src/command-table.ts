import type { Command } from './command-entry.ts'
import type { FlagName } from './flags.ts'

/** What every command that builds from a configuration understands. */
const BUILD: readonly FlagName[] = ['format', 'config', 'cwd', 'now', 'quiet', 'no-color', 'help']

/** What the other commands understand. */
const LOOK: readonly FlagName[] = ['config', 'cwd', 'now', 'no-color', 'help']

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
  diff: {
    summary: 'say what changes between two sides, certificate by certificate',
    about: `Each side is a revision of git (main, HEAD~1, origin/main...), a manifest, REVISION:PATH, a folder, or - for standard
input, such as a live object. Without NEW it is what generate would write now; without OLD the outputs of the last commit.
What is new is judged. Ends with what applying the change does.`,
    flags: ['exit-code', 'format', 'config', 'cwd', 'now', 'no-color', 'help'],
    says: { format: 'print text, markdown (for a pull request) or json; may be repeated' },
    operands: { takes: '[OLD [NEW]]', least: 0, most: 2 },
    examples: [
      'tks-trust diff',
      'tks-trust diff origin/main... --format markdown',
      'tks-trust diff HEAD~1 HEAD',
      'kubectl get tkgserviceconfiguration tkg-service-configuration -o yaml | tks-trust diff - tks.yaml',
    ],
  },
  inspect: {
    summary: 'show what is in files, folders or manifests',
    about: `Shows every certificate with its facts, whether its signature verifies, and what the rules say of it, below a tree of
their chains. PATH is a file of any form, a folder with all below it, or - for standard input; without one, the sources
of the configuration. Of private keys only the place is shown. Exits with 1 where something could not be read as a
certificate, or there is none.`,
    flags: ['table', 'json', ...LOOK],
    operands: { takes: '[PATH...]', least: 0, most: Number.POSITIVE_INFINITY },
    examples: [
      'tks-trust inspect --table certs',
      'kubectl get secret harbor-ca -o yaml | tks-trust inspect -',
      'openssl s_client -connect registry.corp.example:443 -showcerts < /dev/null | tks-trust inspect -',
      'tks-trust inspect tks.yaml --json | jq -r .certificates[].sha256',
    ],
  },
  expiry: {
    summary: 'list certificates by their end',
    about: `Lists the certificates of the configuration's sources, or of files, folders and standard input (-), soonest first.
Exits with 1 where one ends within TIME or has ended, or there is none. What is no certificate is told on standard
error and keeps nothing else from being listed.`,
    flags: ['within', 'format', ...LOOK],
    says: { format: 'print text, json, prometheus, markdown or ics (a calendar); may be repeated' },
    operands: { takes: '[PATH...]', least: 0, most: Number.POSITIVE_INFINITY },
    examples: [
      'tks-trust expiry --within 6m',
      'tks-trust expiry --format prometheus=/var/lib/node_exporter/textfile_collector/tks_trust.prom',
      'tks-trust expiry --format ics=certificates.ics --format markdown',
    ],
  },
  verify: {
    summary: 'say whether nodes that trust an output accept a registry',
    about: `Connects to each registry, takes the certificates that it sends, and judges them as containerd does, which is written in Go,
with the certificates of each output as the only ones that are trusted. Says what vouches for the registry and until
when; else why it is refused, which CA is missing and where to get it. Without HOST it is the registries of the
configuration; one with a captured chain is not connected to. HTTPS_PROXY and NO_PROXY hold.

Exits with 1 where a registry is refused, with 2 where one does not show its certificates.`,
    flags: [
      'manifest',
      'output',
      'folder',
      'with-public-roots',
      'timeout',
      'format',
      'config',
      'cwd',
      'now',
      'quiet',
      'no-color',
      'help',
    ],
    says: {
      timeout: 'wait so long for each registry, 10s, 500ms or 2m; default 10s',
      format: 'tell it as text, json, github, sarif, gitlab, junit or markdown; may be repeated',
      quiet: 'say nothing of registries that are accepted',
    },
    operands: { takes: '[HOST[:PORT]...]', least: 0, most: Number.POSITIVE_INFINITY },
    examples: [
      'tks-trust verify harbor.corp.example',
      'tks-trust verify --format github --timeout 5s',
      'kubectl get tkgserviceconfiguration tkg-service-configuration -o yaml | tks-trust verify --manifest - harbor.corp.example:8443',
    ],
  },
  rules: {
    summary: 'list every rule and what it weighs',
    about: `Lists the catalogue: what each rule wants, and what a finding of it weighs. A configuration in the folder is not needed;
what it weighs there is shown where it says something else.`,
    flags: ['json', ...LOOK],
    examples: ['tks-trust rules', 'tks-trust rules --json | jq -r .rules[].name'],
  },
  explain: {
    summary: 'say all about a rule',
    about: 'Says what a rule wants, why, what to do, who says so, and how to configure and waive it.',
    flags: LOOK,
    operands: { takes: 'RULE...', least: 1, most: Number.POSITIVE_INFINITY },
    examples: ['tks-trust explain expired', 'tks-trust explain denied small-rsa-key'],
  },
  init: {
    summary: 'set a repository up',
    about: `Writes trust.config.yaml, certs/README.md and .gitattributes; with --gitops also gitops/argocd.yaml or gitops/flux.yaml, and with
--ci the jobs of a CI. Says of each file what became of it. A file that is there already stays as it is, a configuration even with
--force, unless a flag says what is to be in it; .gitattributes gets the lines that it lacks. --git is for every
clone: it sets diff.tks-trust in the clone's own configuration, which no repository can bring along.

--kustomize-plugin is for a machine: it copies the program to tks-trust.dev/v1/trustedcas/TrustedCAs in the folder where kustomize
looks for plugins: the first that is there of $KUSTOMIZE_PLUGIN_HOME, $XDG_CONFIG_HOME/kustomize/plugin,
$HOME/.config/kustomize/plugin and $HOME/kustomize/plugin. Run it again after an update. It writes nothing into a repository,
unless a flag that is about one stands beside it (all but --force, --dry-run and --cwd).`,
    flags: [
      'typescript',
      'api-version',
      'cni',
      'gitops',
      'ci',
      'git',
      'kustomize-plugin',
      'force',
      'dry-run',
      'cwd',
      'no-color',
      'help',
    ],
    examples: [
      'tks-trust init --cni calico --ci github --git',
      'tks-trust init --api-version v1alpha2 --gitops argocd --ci gitlab',
      'tks-trust init --cwd supervisors/prod --typescript --dry-run',
      'tks-trust init --kustomize-plugin',
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
