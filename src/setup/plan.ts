import type { GitOps } from '../targets/tkg-service-configuration/options.ts'
import { argocdManifests } from './argocd-text.ts'
import { withAttributes } from './attributes.ts'
import { CERTS_README } from './certs-readme.ts'
import { type CiChoices, githubFile, githubWorkflow, gitlabFile, gitlabInclude, gitlabJobs } from './ci-text.ts'
import { type ConfigChoices, typescriptConfig, yamlConfig } from './config-text.ts'
import { fluxManifests } from './flux-text.ts'
import { type SourceChoices, sourceOf } from './synced.ts'

/** Everything that was asked for. */
export interface Choices extends ConfigChoices, CiChoices, SourceChoices {
  readonly typescript: boolean
  readonly ci: 'github' | 'gitlab' | undefined
  /** The name of the configuration that is there already and stays. */
  readonly config: string | undefined
  /** What somebody should know about its outputs. */
  readonly notes: readonly string[]
}

/** A file that should be there. `path` is relative to the folder of the configuration, or to that of the repository. */
export interface Wanted {
  readonly path: string
  readonly at: 'folder' | 'top'
  /** The text, made from what stands there. */
  readonly text: (there: string) => string
  /** Whether a file that is there is added to, and not left alone or replaced. */
  readonly extends?: true
  /** What to do where the file is there and stays. */
  readonly advice?: string
  /** What to know about it in any case. */
  readonly notes?: readonly string[]
}

/** The files of a repository that is set up, in the order in which they are told. */
export function filesFor(choices: Choices): readonly Wanted[] {
  return [
    ...configFiles(choices),
    { path: '.gitattributes', at: 'folder', text: there => withAttributes(there, choices.outputs), extends: true },
    ...gitopsFiles(choices),
    ...ciFiles(choices),
  ]
}

/** The configuration that is written where there is none. */
export const configName = (typescript: boolean): string => (typescript ? 'trust.config.ts' : 'trust.config.yaml')

/** Who has a configuration has a folder for certificates too, whatever it is called. */
function configFiles(choices: Choices): Wanted[] {
  const { typescript, config } = choices
  const name = configName(typescript)
  const text = typescript ? typescriptConfig(choices) : yamlConfig(choices)
  if (config === undefined)
    return [
      { path: name, at: 'folder', text: () => text },
      { path: 'certs/README.md', at: 'folder', text: () => CERTS_README },
    ]
  const isOther = typescript && config !== name
  const notes = isOther ? [`no ${name} is written beside it: two configurations would be a mistake`] : []
  return [{ path: config, at: 'folder', text: there => there, notes }]
}

function gitopsFiles(choices: Choices): Wanted[] {
  const { gitops, notes } = choices
  if (gitops === undefined) return []
  const manifests = { argocd: argocdManifests, flux: fluxManifests }[gitops]
  return [{ path: gitopsFile(gitops), at: 'folder', text: () => manifests(sourceOf(choices)), notes }]
}

/** The file with the objects of a controller, from the folder of the configuration. */
export const gitopsFile = (gitops: GitOps): string => `gitops/${gitops}.yaml`

function ciFiles(choices: Choices): Wanted[] {
  switch (choices.ci) {
    case undefined:
      return []
    case 'github':
      return [{ path: githubFile(choices.folder), at: 'top', text: () => githubWorkflow(choices) }]
    case 'gitlab':
      return [
        { path: gitlabFile(choices.folder), at: 'top', text: () => gitlabJobs(choices) },
        {
          path: '.gitlab-ci.yml',
          at: 'top',
          text: there => (there === '' ? gitlabInclude(choices.folder) : there),
          advice: `add to it, unless it has it:\n${gitlabInclude(choices.folder).replace(/^/gm, '    ').trimEnd()}`,
        },
      ]
  }
}
