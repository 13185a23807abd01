import { parse, resolve } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { instantOf } from '../clock.ts'
import type { Outcome } from '../commands/command.ts'
import { readSource } from '../io/disk.ts'
import { readingInside } from '../io/reading-inside.ts'
import { streamToEnd } from '../io/whole-input.ts'
import type { Process } from '../main.ts'
import { styleFor, wantsColours } from '../report/style.ts'
import { RunError } from '../run-error.ts'
import { failed, type Surroundings } from './function.ts'
import { runFunction } from './krm.ts'
import { runPlugin } from './legacy.ts'
import { emptyList } from './resource-list.ts'

const HELP = `tks-trust-krm ${manifest.version}: the certificates of a folder in a TkgServiceConfiguration, for kustomize and kpt

Without arguments it is a KRM function: a ResourceList on standard input and on standard output. With the path of a
configuration it is an exec plugin of kustomize, as kubectl runs it. What it does is told by

    apiVersion: tks-trust.dev/v1
    kind: TrustedCAs
    metadata:
      name: registry
      annotations:
        config.kubernetes.io/function: |
          exec: { path: tks-trust-krm }
    spec:
      sources: ['certs/**/*.crt']
      apiVersion: run.tanzu.vmware.com/v1alpha3
      spec: { defaultCNI: antrea }

which kustomization.yaml lists under generators or transformers:

    kustomize build --enable-alpha-plugins --enable-exec .
    kpt fn eval . --exec tks-trust-krm --fn-config registry.yaml
    npx tks-trust init --kustomize-plugin && kubectl kustomize --enable-alpha-plugins .
`

/** Runs the program as a function, or with an argument as an exec plugin. */
export async function run(around: Process): Promise<Outcome> {
  const { argv, env, isTerminal } = around
  const [first, ...rest] = argv
  if (first === '--help' || first === '-h') return { code: 0, out: HELP }
  if (first === '--version' || first === '-v') return { code: 0, out: `${manifest.version}\n` }
  if (first === undefined && isTerminal('in')) return { code: 2, err: HELP }
  const style = styleFor(wantsColours(env, () => isTerminal('err')))
  try {
    if (rest.length > 0 || first === '' || first?.startsWith('-') === true)
      throw new RunError([
        { message: `unexpected argument ${argv.at(-1) || 'without a name'}`, fix: 'tks-trust-krm --help' },
      ])
    const surroundings = surroundingsOf(around, style)
    const input = await streamToEnd(around.stdin(), 'standard input')
    return await (first === undefined
      ? runFunction(input, surroundings)
      : runPlugin(readSource(resolve(around.cwd, first), first), input, surroundings))
  } catch (error) {
    const { code, results, err } = failed(error, style)
    return { code, err, ...(argv.length === 0 && { out: emptyList(results) }) }
  }
}

/** kustomize runs a plugin in the folder of the kustomization that lists it. @throws {RunError} */
function surroundingsOf({ cwd, env, clock }: Process, style: Surroundings['style']): Surroundings {
  if (cwd === parse(cwd).root)
    throw new RunError([
      {
        where: cwd,
        message: 'is the root of the file system, which is not searched',
        fix: 'run it in the folder of the kustomization',
      },
    ])
  return { folder: readingInside(cwd), root: cwd, now: instantOf(undefined, env.SOURCE_DATE_EPOCH, clock()), style }
}
