import { withAttributes } from './attributes.ts'
import { CERTS_README } from './certs-readme.ts'
import { type CiChoices, GITLAB_INCLUDE, githubWorkflow, gitlabJobs } from './ci-text.ts'
import { type ConfigChoices, typescriptConfig, yamlConfig } from './config-text.ts'

/** Everything that was asked for. */
export interface Choices extends ConfigChoices, CiChoices {
  readonly typescript: boolean
  readonly ci: 'github' | 'gitlab' | undefined
  /** The name of the configuration that is there already. */
  readonly config: string | undefined
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
}

/** The files of a repository that is set up, in the order in which they are told. */
export function filesFor(choices: Choices): readonly Wanted[] {
  return [
    ...configFiles(choices),
    { path: '.gitattributes', at: 'folder', text: withAttributes, extends: true },
    ...ciFiles(choices),
  ]
}

/** Who has a configuration has a folder for certificates too, whatever it is called. */
function configFiles(choices: Choices): Wanted[] {
  const { typescript, config } = choices
  const name = typescript ? 'trust.config.ts' : 'trust.config.yaml'
  const text = typescript ? typescriptConfig(choices) : yamlConfig(choices)
  const wanted: Wanted = {
    path: config ?? name,
    at: 'folder',
    text: there => (config === undefined || config === name ? text : there),
  }
  return config !== undefined && config !== name
    ? [wanted]
    : [wanted, { path: 'certs/README.md', at: 'folder', text: () => CERTS_README }]
}

function ciFiles(choices: Choices): Wanted[] {
  switch (choices.ci) {
    case undefined:
      return []
    case 'github':
      return [{ path: '.github/workflows/tks-trust.yml', at: 'top', text: () => githubWorkflow(choices) }]
    case 'gitlab':
      return [
        { path: '.gitlab/tks-trust.yml', at: 'top', text: () => gitlabJobs(choices) },
        {
          path: '.gitlab-ci.yml',
          at: 'top',
          text: there => (there === '' ? GITLAB_INCLUDE : there),
          advice: `add to it, unless it has it:\n${GITLAB_INCLUDE.replace(/^/gm, '    ').trimEnd()}`,
        },
      ]
  }
}
