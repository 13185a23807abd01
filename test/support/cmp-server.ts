import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { ARGOCD, type Ran } from './cli.ts'
import { folderWith } from './folder.ts'
import { EXAMPLES } from './rendering.ts'

/** What an Application asks of the plugin, and who asks. */
export interface Asked {
  /** `spec.source.path`: the folder of the application in the repository. */
  readonly path?: string
  /** `spec.source.plugin.parameters`; null where there is a plugin section without any, undefined where there is no section. */
  readonly parameters?: readonly object[] | null
  /** Laid over the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly uid?: number
  /** Modes of files that are others than the cmp-server gives. */
  readonly modes?: Readonly<Record<string, number>>
  /** Flags for Node, which may name the folder and the program. */
  readonly flags?: (folder: string, program: string) => readonly string[]
}

/** Only root can make another user; everybody else runs the plugin as himself. */
export const isRoot: boolean = process.getuid?.() === 0

/** The user of Argo CD, which its images know and this machine need not. */
export const ARGOCD_USER = 999

/** What plugin.yaml has the cmp-server run. */
export const COMMAND: readonly string[] = parse(readFileSync(join(EXAMPLES, 'argocd-plugin/plugin.yaml'), 'utf8')).spec
  .generate.command

/**
 * Runs the plugin as the cmp-server does (argo-cd, cmpserver/plugin/plugin.go): the command of plugin.yaml without a shell, in
 * a copy of the repository in which no file can be run, with no input. The image has one file, and nobody may write there.
 * @throws {Error} where the plugin has changed anything in the copy
 */
export function rendered(repository: string, asked: Asked = {}): Ran {
  const copy = copyOf(repository)
  for (const [path, mode] of Object.entries(asked.modes ?? {})) chmodSync(join(copy, path), mode)
  const before = listing(copy)
  const folder = join(copy, asked.path ?? '.')
  const ran = withImage(program => {
    const { uid = ARGOCD_USER, flags = () => [] } = asked
    const { status, stdout, stderr, error } = spawnSync(process.execPath, [...flags(folder, program), program], {
      cwd: folder,
      env: environmentFor(asked),
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      ...(isRoot && { uid, gid: uid }),
    })
    if (error !== undefined) throw error
    return { code: status, out: stdout, err: stderr }
  })
  if (listing(copy) !== before) throw new Error(`the plugin has changed its folder:\n${before}\nis\n${listing(copy)}`)
  return ran
}

/** Another folder for every run: directories of mode 0755 and files of mode 0644, whatever they were. */
function copyOf(repository: string): string {
  const workDir = folderWith({})
  const copy = join(workDir, '_cmp_server/5c07a7c6-5a2e-4d5c-9d6e-0f2b4b6f2a11')
  mkdirSync(dirname(copy))
  cpSync(repository, copy, { recursive: true, verbatimSymlinks: true })
  chmodSync(workDir, 0o755)
  for (const path of ['.', ...readdirSync(copy, { recursive: true, encoding: 'utf8' })]) {
    const file = lstatSync(join(copy, path))
    if (!file.isSymbolicLink()) chmodSync(join(copy, path), file.isDirectory() ? 0o755 : 0o644)
  }
  return copy
}

/** Everything below a folder with what would change if it were written to. */
const listing = (folder: string): string =>
  ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()]
    .map(path => `${path} ${lstatSync(join(folder, path)).mtimeMs} ${lstatSync(join(folder, path)).size}\n`)
    .join('')

function withImage(work: (program: string) => Ran): Ran {
  const [, path = ''] = COMMAND
  const root = folderWith({ [path.slice(1)]: readFileSync(ARGOCD) })
  const program = join(root, path)
  const folders = ['.', ...readdirSync(root, { recursive: true, encoding: 'utf8' })].map(name => join(root, name))
  for (const name of folders) chmodSync(name, 0o555)
  try {
    return work(program)
  } finally {
    for (const name of folders) chmodSync(name, 0o755)
  }
}

/**
 * The variables of a build (argo-cd, docs/user-guide/build-environment.md), those of a plugin (pkg/apis/application/v1alpha1/types.go,
 * ApplicationSourcePluginParameters.Environ), and of the sidecar PATH only. What is empty is left out.
 */
function environmentFor({ path = '.', parameters, env = {} }: Asked): Record<string, string> {
  const all: Readonly<Record<string, string | undefined>> = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    // A clock on which every test certificate is valid, which an operator could set as well.
    SOURCE_DATE_EPOCH: '1781524800',
    ARGOCD_APP_NAME: 'supervisor-trust',
    ARGOCD_APP_PROJECT_NAME: 'tks-trust',
    ARGOCD_APP_REVISION: '0123456789abcdef0123456789abcdef01234567',
    ARGOCD_APP_REVISION_SHORT: '0123456',
    ARGOCD_APP_REVISION_SHORT_8: '01234567',
    ARGOCD_APP_SOURCE_PATH: path,
    ARGOCD_APP_SOURCE_REPO_URL: 'https://git.example.com/platform/supervisor-trust.git',
    ARGOCD_APP_SOURCE_TARGET_REVISION: 'main',
    KUBE_VERSION: '1.32.4',
    KUBE_API_VERSIONS: 'v1,apps/v1,run.tanzu.vmware.com/v1alpha3',
    ARGOCD_ENV_SOURCE_DATE_EPOCH: '1',
    ...(parameters !== undefined && { ARGOCD_APP_PARAMETERS: JSON.stringify(parameters), PARAM_OUTPUTS_0: 'ignored' }),
    ...env,
  }
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}
