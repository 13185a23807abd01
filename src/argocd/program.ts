import manifest from '../../package.json' with { type: 'json' }
import { instantOf } from '../clock.ts'
import type { Outcome } from '../commands/command.ts'
import type { Process } from '../main.ts'
import { RunError } from '../run-error.ts'
import { applicationOf } from './application.ts'
import { loadConfiguration } from './configuration.ts'
import { readParameters } from './parameters.ts'
import { refused } from './refused.ts'
import { render } from './render.ts'

const HELP = `tks-trust ${manifest.version} as a config management plugin of Argo CD

Run without arguments in the folder of an application, which holds trust.config.{yaml,yml,json}, it prints the manifests that
\`tks-trust generate\` would write there. Parameters are taken from ARGOCD_APP_PARAMETERS, a JSON list as Argo CD writes it:

    config   string  another configuration in the folder, such as prod/trust.config.yaml
    outputs  array   the outputs to print, by their paths; default all

It writes nothing, needs no network and no home, and runs no program of the repository.
`

/**
 * The command that the cmp-server of Argo CD runs in its copy of an application's folder: manifests on standard output, talk
 * on standard error, which is shown when it fails and logged when it does not. An exit code of 0 with an empty output would be
 * "no objects", and an order to delete where pruning is on: it never comes to that.
 */
export async function run({ argv, cwd, env, clock }: Process): Promise<Outcome> {
  const [first] = argv
  if (first === '--help' || first === '-h') return { code: 0, out: HELP }
  if (first === '--version' || first === '-v') return { code: 0, out: `${manifest.version}\n` }
  const application = applicationOf({ cwd, env })
  let start: { readonly called: string } = application
  try {
    if (first !== undefined)
      throw new RunError([
        { message: `unexpected argument ${first}`, fix: 'give parameters in spec.source.plugin.parameters' },
      ])
    const { config, ...wish } = readParameters(env.ARGOCD_APP_PARAMETERS)
    const now = instantOf(undefined, env.SOURCE_DATE_EPOCH, clock())
    const loaded = await loadConfiguration(application, config)
    start = loaded
    return await render(loaded, { ...wish, now, about: application.about })
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return refused(error.problems, start)
  }
}
