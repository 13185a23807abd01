import { RunError } from '../run-error.ts'

/** Below the folder of plugins: group, version, kind in lower case, kind (kustomize, `api/internal/plugins/loader/loader.go`). */
export const PLUGIN_FOLDER = 'tks-trust.dev/v1/trustedcas'
export const PLUGIN_NAME = 'TrustedCAs'

/** The plugin has no ending, so that Node would look for its module type in whatever package.json lies above. */
export const PLUGIN_MANIFEST = '{"type":"module"}\n'

/** The folder of plugins, and what to tell of the way to it. */
export interface PluginHome {
  readonly path: string
  readonly aside?: string
}

/**
 * Where kustomize looks: in the first of four folders that is there (`DefaultAbsPluginHome` in `api/konfig/plugins.go`). Where
 * none is, the first of them, which will be that one once it is made.
 * @throws {RunError} where there is no such folder, or kustomize would find it in some working folders only
 */
export function pluginHome(
  env: Readonly<Record<string, string | undefined>>,
  isThere: (path: string) => boolean,
): PluginHome {
  const [own, xdg, home] = ['KUSTOMIZE_PLUGIN_HOME', 'XDG_CONFIG_HOME', 'HOME'].map(name => env[name] || undefined)
  const places = [
    ...(own === undefined ? [] : [own]),
    ...(xdg === undefined ? [] : [`${xdg}/kustomize/plugin`]),
    ...(home === undefined ? [] : [`${home}/.config/kustomize/plugin`, `${home}/kustomize/plugin`]),
  ]
  const path = places.find(isThere) ?? places[0]
  if (path === undefined)
    throw new RunError([
      {
        message: 'kustomize looks for plugins below KUSTOMIZE_PLUGIN_HOME, XDG_CONFIG_HOME or HOME, and none is set',
        fix: 'KUSTOMIZE_PLUGIN_HOME=/usr/local/share/kustomize tks-trust init --kustomize-plugin, and set it for kustomize as well',
      },
    ])
  if (!path.startsWith('/'))
    throw new RunError([
      {
        where: path,
        message: 'kustomize would look for this folder of plugins wherever it is started, and for the plugin elsewhere',
        fix: 'give KUSTOMIZE_PLUGIN_HOME, XDG_CONFIG_HOME or HOME an absolute path, one that begins with /',
      },
    ])
  if (own === undefined || own === path) return { path }
  return {
    path,
    aside: `KUSTOMIZE_PLUGIN_HOME is ${own}, which is not there: kustomize passes it over, and so does init`,
  }
}

/** What stands under a path. A link may lead to ours, but what it leads to may go away. */
export type Occupant = { readonly text: string; readonly isExecutable: boolean } | 'link' | 'other' | undefined

/** What to do with the place: write what is missing, nothing, replace what this program wrote, or leave it to its owner. */
export type Standing = 'missing' | 'current' | 'older' | 'foreign'

/** Ours is a script for node that knows our group; a wrapper that somebody wrote is for a shell. */
export function standingOf(program: Occupant, manifest: Occupant, ours: string): Standing {
  if (manifest !== undefined && !saysModule(manifest)) return 'foreign'
  if (program === undefined) return 'missing'
  if (typeof program === 'string' || !isOurs(program.text)) return 'foreign'
  return program.text === ours && program.isExecutable && manifest !== undefined ? 'current' : 'older'
}

const isOurs = (text: string): boolean => /^#!.*\bnode\b/.test(text) && text.includes('tks-trust.dev/')

/** Whether a `package.json` has Node take the plugin for an ES module; it may say more. */
export function saysModule(manifest: Occupant): boolean {
  if (manifest === undefined || typeof manifest === 'string') return false
  try {
    return JSON.parse(manifest.text)?.type === 'module'
  } catch {
    return false
  }
}

/** A kustomization that uses the plugin, and how to build it. */
export const PLUGIN_USE = `  write to the kustomization.yaml of a folder with certificates in certs:
    generators:
    - |
      apiVersion: tks-trust.dev/v1
      kind: TrustedCAs
      metadata:
        name: trusted-cas
      spec:
        sources: ['certs/**/*.crt']
        target: tkg-service-configuration
        apiVersion: run.tanzu.vmware.com/v1alpha3
        spec:
          defaultCNI: antrea
  kubectl kustomize --enable-alpha-plugins .
`
