import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Json } from '../../src/model.ts'
import { isRecord, valueAt } from '../../src/object.ts'
import { parseObject } from '../../src/yaml.ts'
import { folderWith } from './folder.ts'

/** What a job does with an action: its inputs, and what the runner knows. */
export interface Use {
  /** The folder of action.yml. */
  readonly action: string
  readonly workspace: string
  readonly inputs?: Readonly<Record<string, string>>
  /** The context `github`, beside action_path and workspace. */
  readonly github?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

/** What came of it. */
export interface Used {
  readonly code: number
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

type Context = { readonly [key: string]: Json }

/**
 * Runs the steps of a composite action as the runner of GitHub does (actions/runner, CompositeActionHandler and
 * ScriptHandler): expressions in `env`, `working-directory` and outputs are replaced, a script is never touched, and it
 * tells of outputs, variables and the summary through files. Steps that use other actions are not known here.
 */
export function runAction({ action, workspace, inputs = {}, github = {}, env = {} }: Use): Used {
  const described = parseObject(readFileSync(join(action, 'action.yml'), 'utf8'))
  const temp = join(folderWith({}), 'temp')
  mkdirSync(temp)
  const files = Object.fromEntries(
    ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_PATH'].map(name => [name, join(temp, name)]),
  )
  for (const file of Object.values(files)) writeFileSync(file, '')
  const defaults = mapped(valueAt(described, ['inputs']), input => text(valueAt(input, ['default'])))
  const steps: { [id: string]: { outputs: Record<string, string> } } = {}
  const context = (): Context => ({
    inputs: { ...defaults, ...inputs },
    github: { ...github, action_path: action, workspace },
    runner: { temp },
    steps,
  })
  const variables: Record<string, string> = { ...env, ...files, GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace }
  let [code, log] = [0, '']
  const list = valueAt(described, ['runs', 'steps'])
  for (const step of Array.isArray(list) ? list : []) {
    if (!isRecord(step) || typeof step.run !== 'string' || step.shell !== 'bash')
      throw new Error('a step that is not known here')
    writeFileSync(join(temp, 'step.sh'), step.run)
    const ran = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', join(temp, 'step.sh')], {
      cwd: resolve(workspace, evaluate(text(step['working-directory']), context())),
      env: { ...variables, ...mapped(step.env, value => evaluate(text(value), context())) },
      encoding: 'utf8',
    })
    log += ran.stdout + ran.stderr
    steps[text(step.id)] = { outputs: pairsIn(readFileSync(files.GITHUB_OUTPUT ?? '', 'utf8')) }
    Object.assign(variables, pairsIn(readFileSync(files.GITHUB_ENV ?? '', 'utf8')))
    const paths = readFileSync(files.GITHUB_PATH ?? '', 'utf8')
      .split('\n')
      .filter(path => path !== '')
    variables.PATH = [...paths.reverse(), env.PATH ?? ''].join(':')
    code = ran.status ?? -1
    if (code !== 0) break
  }
  const outputs = mapped(valueAt(described, ['outputs']), output =>
    evaluate(text(valueAt(output, ['value'])), context()),
  )
  return { code, log, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY ?? '', 'utf8') }
}

const text = (value: Json | undefined): string => (value === undefined || value === null ? '' : String(value))

const mapped = (value: Json | undefined, change: (member: Json) => string): Record<string, string> =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member)])) : {}

/** `${{ a.b || c.d }}`: more of the language of expressions is not known here, and fails. */
function evaluate(template: string, context: Context): string {
  return template.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => {
    const values = expression.split('||').map(path => {
      if (!/^ *[a-z_]+(?:\.[\w-]+)+ *$/.test(path))
        throw new Error(`an expression that is not known here: ${expression}`)
      return text(valueAt(context, path.trim().split('.')))
    })
    return values.find(value => value !== '') ?? ''
  })
}

/** `name=value`, and `name<<MARK` with lines up to MARK (actions/runner, FileCommandManager). */
function pairsIn(content: string): Record<string, string> {
  const pairs: Record<string, string> = {}
  const lines = content.split('\n')
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, name = '', kind, rest = ''] = /^([^=<]+)(=|<<)(.*)$/.exec(line) ?? []
    if (line === '') continue
    if (kind === '=') pairs[name] = rest
    else {
      const end = lines.indexOf(rest)
      if (kind === undefined || end < 0) throw new Error(`not a file command: ${line}`)
      pairs[name] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n')
    }
  }
  return pairs
}

/** The workflow commands in a log, as the runner finds them: at the start of a line, blanks aside. */
export const commandsIn = (log: string): string[] =>
  log.split(/\r\n|\r|\n/).flatMap(line => /^\s*(?:::|##\[)(.*)/.exec(line)?.[1] ?? [])
