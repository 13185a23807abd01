import { nearest } from '../nearest.ts'
import { RunError } from '../run-error.ts'
import { GROUP, VERSIONS } from '../targets/tkg-service-configuration/schema.ts'
import type { CiChoices } from './ci-text.ts'
import { NEW_OUTPUTS, outputsOf } from './outputs.ts'
import { type Choices, configName } from './plan.ts'
import type { SourceChoices } from './synced.ts'

/** Flags of `init`. */
export interface InitFlags {
  readonly typescript?: boolean | undefined
  readonly 'api-version'?: string | undefined
  readonly cni?: string | undefined
  readonly ci?: string | undefined
  readonly gitops?: string | undefined
  readonly git?: boolean | undefined
  readonly 'kustomize-plugin'?: boolean | undefined
  readonly force?: boolean | undefined
  readonly 'dry-run'?: boolean | undefined
}

/** Whether the folder is to be set up: with `--kustomize-plugin`, which is about the machine, only if something else is asked for. */
export const isForRepository = (flags: InitFlags): boolean =>
  flags['kustomize-plugin'] !== true ||
  [flags.typescript, flags['api-version'], flags.cni, flags.ci, flags.gitops, flags.git].some(
    flag => flag !== undefined,
  )

/** What is found in the folder, as far as it decides. */
interface Circumstances extends Omit<CiChoices, 'installed'>, Omit<SourceChoices, 'outputs'>, Pick<Choices, 'config'> {
  /** The text of the configuration that is there, or `''`. */
  readonly configText: string
  /** `package.json`, or `''`. */
  readonly manifest: string
  readonly hasLock: boolean
}

/** What was asked for, with the newest version and its usual CNI where nothing was. @throws {RunError} */
export function readChoices(flags: InitFlags, { manifest, hasLock, configText, ...rest }: Circumstances): Choices {
  const versions = Object.entries(VERSIONS)
  const short = (flags['api-version'] ?? 'v1alpha3').replace(`${GROUP}/`, '')
  const version = oneOf(
    'api-version',
    short,
    versions.map(([name]) => name.replace(`${GROUP}/`, '')),
  )
  const cnis = versions.flatMap(([name, { cnis }]) => (name === `${GROUP}/${version}` ? cnis : []))
  const typescript = flags.typescript === true
  // `--force` alone is about files that init writes, and not about what somebody has configured.
  const isConfigured = [flags.typescript, flags['api-version'], flags.cni].some(flag => flag !== undefined)
  const gitops = flags.gitops === undefined ? undefined : oneOf('gitops', flags.gitops, ['argocd', 'flux'])
  const isReplaced = flags.force === true && isConfigured && rest.config === configName(typescript)
  const kept = isReplaced ? undefined : rest.config
  return {
    ...rest,
    config: kept,
    ...(kept !== undefined && gitops !== undefined ? outputsOf(kept, configText, gitops) : NEW_OUTPUTS),
    apiVersion: `${GROUP}/${version}`,
    cni: oneOf('cni', flags.cni ?? 'antrea', cnis),
    typescript,
    ci: flags.ci === undefined ? undefined : oneOf('ci', flags.ci, ['github', 'gitlab']),
    gitops,
    // Without a lock file `npm ci` refuses to work.
    installed: hasLock && /"tks-trust"\s*:/.test(manifest),
  }
}

/** @throws {RunError} */
function oneOf<const Word extends string>(flag: string, word: string, known: readonly Word[]): Word {
  const found = known.find(name => name === word)
  if (found !== undefined) return found
  const near = nearest(word, known)
  const fix = near === undefined ? `one of ${known.join(', ')}` : `did you mean ${near}?`
  throw new RunError([{ message: `--${flag} cannot be ${word}`, fix }])
}
