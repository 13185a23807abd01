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
  'exit-code': { type: 'boolean', says: 'exit with 1 if something changes' },
  stdout: { type: 'boolean', says: 'print the manifests instead of writing them' },
  format: {
    type: 'string',
    multiple: true,
    takes: 'NAME[=FILE]',
    says: 'print findings as text, json, github, sarif, gitlab, junit or markdown; may be repeated',
  },
  name: { type: 'string', takes: 'NAME', says: 'the name of the entry, and so of the file; for one certificate' },
  dir: {
    type: 'string',
    takes: 'DIR',
    says: 'the folder to add to; default: the one that sources start with, else certs',
  },
  fingerprint: {
    type: 'string',
    multiple: true,
    takes: 'SHA256',
    says: 'add only the certificate with this SHA-256, of itself or of its key; may be repeated',
  },
  timeout: {
    type: 'string',
    takes: 'TIME',
    says: 'how long to wait for each server, such as 500ms, 10s or 2m; default 10s',
  },
  manifest: {
    type: 'string',
    takes: 'FILE',
    says: 'trust this manifest or file of certificates; - for standard input',
  },
  output: {
    type: 'string',
    multiple: true,
    takes: 'PATH',
    says: 'trust this output of the configuration; default all; may be repeated',
  },
  folder: { type: 'boolean', says: 'trust what generate would write now, not the outputs on disk' },
  'with-public-roots': { type: 'boolean', says: "trust Mozilla's roots as well" },
  json: { type: 'boolean', says: 'print one JSON object' },
  table: { type: 'boolean', says: 'print one line per certificate' },
  within: {
    type: 'string',
    takes: 'TIME',
    says: 'fail if one expires within this time, such as 12w, 6m or 1y; default 90d',
  },
  typescript: { type: 'boolean', says: 'write trust.config.ts, not trust.config.yaml' },
  'api-version': { type: 'string', takes: 'VERSION', says: 'v1alpha1, v1alpha2 or v1alpha3 (the default)' },
  cni: { type: 'string', takes: 'NAME', says: 'antrea (the default), calico or antrea-nsx-routed' },
  gitops: {
    type: 'string',
    takes: 'NAME',
    says: 'write what argocd or flux needs to sync the manifest and never delete it',
  },
  ci: { type: 'string', takes: 'NAME', says: 'write the jobs for github or gitlab' },
  git: { type: 'boolean', says: 'make git diff show certificates as text in this clone' },
  'kustomize-plugin': {
    type: 'boolean',
    says: 'install the kustomize plugin on this machine; alone, it leaves the folder unchanged',
  },
  force: { type: 'boolean', says: 'replace existing files' },
  'dry-run': { type: 'boolean', says: 'only say what would be done' },
  config: {
    type: 'string',
    short: 'c',
    takes: 'FILE',
    says: 'the configuration file; paths in it are relative to its folder',
  },
  cwd: { type: 'string', short: 'C', takes: 'DIR', says: 'work as if started in DIR' },
  now: { type: 'string', takes: 'TIME', says: 'check as of this date or time; default: SOURCE_DATE_EPOCH, else now' },
  quiet: { type: 'boolean', short: 'q', says: 'print only errors' },
  'no-color': { type: 'boolean', says: 'no colours; NO_COLOR and FORCE_COLOR are honoured, too' },
  help: { type: 'boolean', short: 'h', says: 'this help' },
} as const satisfies Record<string, Flag>

export type FlagName = keyof typeof FLAGS

/** The same table, for who wants any flag rather than a certain one. */
export const flagOf = (name: FlagName): Flag => FLAGS[name]
