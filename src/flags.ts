/** One flag as the command line and the help know it: the words for its value, where it takes one, and what it does. */
interface Flag {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  readonly multiple?: boolean
  readonly takes?: string
  readonly says: string
}

/** Every flag there is; a command lists those it understands in src/command-table.ts. */
export const FLAGS = {
  'exit-code': { type: 'boolean', says: 'exit with 1 where something changes' },
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
  manifest: {
    type: 'string',
    takes: 'FILE',
    says: 'judge by this manifest or file of certificates; - for standard input',
  },
  output: {
    type: 'string',
    multiple: true,
    takes: 'PATH',
    says: 'judge by this output of the configuration; default all; may be repeated',
  },
  folder: { type: 'boolean', says: 'judge by what generate would write, and not by outputs as they stand' },
  'with-public-roots': { type: 'boolean', says: "trust Mozilla's roots as well" },
  json: { type: 'boolean', says: 'print one JSON object' },
  table: { type: 'boolean', says: 'print one line a certificate' },
  within: { type: 'string', takes: 'TIME', says: 'fail for what ends within 90d, 12w, 6m, 1y and so on; default 90d' },
  typescript: { type: 'boolean', says: 'write trust.config.ts, not trust.config.yaml' },
  'api-version': { type: 'string', takes: 'VERSION', says: 'v1alpha1, v1alpha2 or v1alpha3 (the default)' },
  cni: { type: 'string', takes: 'NAME', says: 'antrea (the default), calico or antrea-nsx-routed' },
  gitops: {
    type: 'string',
    takes: 'NAME',
    says: 'write what argocd or flux needs to sync the manifest and never to delete it',
  },
  ci: { type: 'string', takes: 'NAME', says: 'write the jobs for github or gitlab' },
  git: { type: 'boolean', says: 'have git diff show certificates as text in this clone' },
  'kustomize-plugin': {
    type: 'boolean',
    says: 'have kustomize run tks-trust on this machine; by itself it leaves the folder alone',
  },
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

/** The same table, for who wants any flag rather than a certain one. */
export const flagOf = (name: FlagName): Flag => FLAGS[name]
