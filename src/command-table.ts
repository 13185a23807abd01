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
    about: `Reads every file that matches sources, checks what is in them, and replaces each output as a whole. If any finding
is an error, nothing is written. An output that would not change is not touched.`,
    flags: ['stdout', ...BUILD],
    examples: [
      'tks-trust generate',
      'tks-trust generate --stdout | kubectl apply --server-side --dry-run=server -f -',
      'tks-trust generate --config supervisors/trust.config.yaml --quiet',
    ],
  },
  check: {
    summary: 'check that every output is what generate would write',
    aside: '; for CI',
    about: `Writes nothing. Exits with 1 if any finding is an error, or if an output is missing or differs; then lists the
certificates that would be added, removed or changed.`,
    flags: BUILD,
    examples: [
      'tks-trust check',
      'tks-trust check --quiet && git push',
      'tks-trust check --format github --format sarif=tks-trust.sarif',
      'SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) tks-trust check',
    ],
  },
  add: {
    summary: 'add a CA to the folder, from a file, a server or a manifest',
    about: `SOURCE is a file in any supported format (PEM, DER, PKCS#7, base64, a Secret, ...), or a ZIP archive of such files; - for
standard input; a TkgServiceConfiguration, whose entries become files of the same names; an https URL; or HOST:PORT, from
whose chain the CA is taken. Each certificate is checked and written as PEM to its own file; an existing file is never
replaced. If there is an error, nothing is added.

Server certificates that come with their CA are left out. A certificate from the network is added only if --fingerprint
matches it, or you confirm it at the terminal. HTTPS_PROXY and NO_PROXY are honoured.`,
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
    summary: 'show what changes between two versions, certificate by certificate',
    about: `Each side is a revision of git (main, HEAD~1, origin/main...), a manifest, REVISION:PATH, a folder, or - for standard
input, such as a live object. Default for NEW: what generate would write now; for OLD: the outputs of the last commit.
New certificates are checked against the rules. Ends with what applying the change does to clusters.`,
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
    about: `Shows a tree of the chains, then every certificate with its details, whether its signature verifies, and what the rules
say. PATH is a file in any supported format, a folder (recursive), or - for standard input; default: the sources of the
configuration. Of a private key, only its location is shown. Exits with 1 if something could not be read as a
certificate, or if there is none.`,
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
    summary: 'list certificates by expiry date',
    about: `Lists the certificates of the configuration's sources, or of files, folders and standard input (-), soonest first.
Exits with 1 if one expires within TIME or has expired, or if there is none. Anything that is not a certificate is
reported on standard error; the rest is still listed.`,
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
    summary: 'check whether nodes that trust an output accept a registry',
    about: `Connects to each registry, takes the certificates it sends, and checks them the way containerd (a Go program) does,
trusting only the certificates of each output. Says which CA vouches for the registry and until when; or why it is
refused, which CA is missing and where to get it. Default: the registries of the configuration; one with a captured
chain is not contacted. HTTPS_PROXY and NO_PROXY are honoured.

Exits with 1 if a registry is refused, with 2 if one does not show its certificates.`,
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
      timeout: 'how long to wait for each registry, such as 500ms, 10s or 2m; default 10s',
      format: 'print results as text, json, github, sarif, gitlab, junit or markdown; may be repeated',
      quiet: 'print nothing about accepted registries',
    },
    operands: { takes: '[HOST[:PORT]...]', least: 0, most: Number.POSITIVE_INFINITY },
    examples: [
      'tks-trust verify harbor.corp.example',
      'tks-trust verify --format github --timeout 5s',
      'kubectl get tkgserviceconfiguration tkg-service-configuration -o yaml | tks-trust verify --manifest - harbor.corp.example:8443',
    ],
  },
  rules: {
    summary: 'list every rule and its severity',
    about: `Lists the catalogue: what each rule requires, and the severity of its findings. No configuration is needed; if there is
one, its severities are shown where they differ.`,
    flags: ['json', ...LOOK],
    examples: ['tks-trust rules', 'tks-trust rules --json | jq -r .rules[].name'],
  },
  explain: {
    summary: 'explain a rule',
    about: 'Says what a rule requires, why, how to fix a finding, the source, and how to configure or waive it.',
    flags: LOOK,
    operands: { takes: 'RULE...', least: 1, most: Number.POSITIVE_INFINITY },
    examples: ['tks-trust explain expired', 'tks-trust explain denied small-rsa-key'],
  },
  init: {
    summary: 'set up a repository',
    about: `Writes trust.config.yaml, certs/README.md and .gitattributes; with --gitops also gitops/argocd.yaml or gitops/flux.yaml, and with
--ci the CI jobs. Reports what it did with each file. An existing file is left unchanged; with --force it is replaced, a
configuration only if a flag sets something in it. .gitattributes gets the lines that it lacks. --git has to be run in
every clone: it sets diff.tks-trust in the clone's own git configuration, which cannot be committed.

--kustomize-plugin is per machine: it copies the program to tks-trust.dev/v1/trustedcas/TrustedCAs in the folder where kustomize
looks for plugins: the first that exists of $KUSTOMIZE_PLUGIN_HOME, $XDG_CONFIG_HOME/kustomize/plugin,
$HOME/.config/kustomize/plugin and $HOME/kustomize/plugin. Run it again after an update. It writes nothing to the repository,
unless a flag that concerns one is given too (any but --force, --dry-run and --cwd).`,
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
    about: `Run by git, once configured, to show certificates and manifests as text in diff, log -p and show: one block per
certificate and, for a manifest, everything around the list as well. Exits with 0 whatever the file is, and prints no key.`,
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
