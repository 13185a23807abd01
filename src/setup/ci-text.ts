import { scalar } from '../print.ts'
import { shellWord } from '../shell-word.ts'
import { uniqueSlug } from './unique-name.ts'

/** Where and how the program runs in somebody's CI. */
export interface CiChoices {
  readonly version: string
  /** Whether `npm ci` installs the program; else npx brings the version above. */
  readonly installed: boolean
  /** The folder of the configuration from that of the repository, with forward slashes; `''` for the same. */
  readonly folder: string
  /** The branch that changes are merged into, as far as it is known. */
  readonly branch: string | undefined
}

/** Behind the name of a file or a job, so that each folder of a repository has its own. */
const suffixOf = (folder: string): string => (folder === '' ? '' : `-${uniqueSlug(folder)}`)

const programOf = ({ installed, version }: CiChoices): string =>
  installed ? 'npx --no-install tks-trust' : `npx --yes tks-trust@${version}`

/** A string of YAML that cannot be anything else. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Where the workflow of GitHub stands, from the top folder. */
export const githubFile = (folder: string): string => `.github/workflows/tks-trust${suffixOf(folder)}.yml`

/** The text of {@link githubFile}. */
export function githubWorkflow(choices: CiChoices): string {
  const { installed, folder, branch = 'main' } = choices
  const program = programOf(choices)
  const steps = `      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 24
${installed ? '      - run: npm ci\n' : ''}`
  const where = folder === '' ? '' : `    defaults:\n      run:\n        working-directory: ${quoted(folder)}\n`
  return `# Checks the trust set on every change, and once a week looks for certificates that are about to end.
name: tks-trust${suffixOf(folder)}
on:
  pull_request:
  push:
    branches: [${scalar(branch)}]
  schedule:
    - cron: '17 5 * * 1'
permissions:
  contents: read
jobs:
  check:
    if: github.event_name != 'schedule'
    runs-on: ubuntu-latest
${where}    steps:
${steps}      - run: ${program} check --format github
  expiry:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-latest
${where}    steps:
${steps}      - run: ${program} expiry --within 90d --format markdown >> "$GITHUB_STEP_SUMMARY"
`
}

/** The text of {@link gitlabFile}. */
export function gitlabJobs(choices: CiChoices): string {
  const { installed, folder } = choices
  const program = programOf(choices)
  const inFolder = (path: string) => quoted(folder === '' ? path : `${folder}/${path}`)
  const script = (command: string) =>
    [...(folder === '' ? [] : [`cd ${shellWord(folder)}`]), ...(installed ? ['npm ci'] : []), command]
      .map(line => `    - ${/^[\w./-][^:#]*$/.test(line) ? line : quoted(line)}\n`)
      .join('')
  return `# Checks the trust set on every change; a scheduled pipeline looks for certificates that are about to end.
tks-trust${suffixOf(folder)}:
  stage: test
  image: node:24-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
      when: never
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
${script(`${program} check --format text --format gitlab=gl-code-quality-report.json --format junit=tks-trust.xml`)}  artifacts:
    when: always
    reports:
      codequality: ${inFolder('gl-code-quality-report.json')}
      junit: ${inFolder('tks-trust.xml')}

tks-trust${suffixOf(folder)}-expiry:
  stage: test
  image: node:24-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  script:
${script(`${program} expiry --within 90d`)}`
}

/** Where the jobs of GitLab stand, from the top folder. */
export const gitlabFile = (folder: string): string => `.gitlab/tks-trust${suffixOf(folder)}.yml`

/** `.gitlab-ci.yml`, where there is none. */
export const gitlabInclude = (folder: string): string => `include:\n  - local: '${gitlabFile(folder)}'\n`
