import { join } from 'node:path'
import { configsIn } from '../config/beside.ts'
import { disk } from '../io/disk.ts'
import { branchOf, localConfig, originOf, setLocalConfig, workTreeOf } from '../io/git-config.ts'
import { insideOf } from '../io/links.ts'
import { printable } from '../printable.ts'
import { problemsText } from '../report/talk.ts'
import { RunError } from '../run-error.ts'
import { type InitFlags, isForRepository, readChoices } from '../setup/choices.ts'
import { type Choices, filesFor, gitopsFile } from '../setup/plan.ts'
import { textconvCommand } from '../setup/textconv-command.ts'
import type { Outcome, World } from './command.ts'
import { type Place, stepsFor } from './init-files.ts'
import { setUpPlugin } from './kustomize-plugin.ts'

/** Sets a repository, a machine or both up, and says what became of every file. Nothing is replaced without `--force`. */
export async function run(world: World, flags: InitFlags): Promise<Outcome> {
  try {
    const done: Outcome = isForRepository(flags) ? await setUp(world, flags) : { code: 0 }
    return flags['kustomize-plugin'] === true && done.code === 0 ? setUpPlugin(world, flags, done) : done
  } catch (error) {
    // This command is bundled apart, and the program knows only errors of its own bundle.
    if (!(error instanceof RunError)) throw error
    return { code: 2, err: problemsText(error.problems, world.style()) }
  }
}

async function setUp(world: World, flags: InitFlags): Promise<Outcome> {
  const { cwd: folder, version } = world
  const io = disk(folder)
  const tree = workTreeOf(folder)
  if (tree === undefined && flags.git === true)
    throw new RunError([
      { where: folder, message: 'is in no work tree of git', fix: 'git init, and then: tks-trust init --git' },
    ])
  const place = { folder, top: folder, way: '', ...tree }
  const [config, other] = configsIn(folder)
  if (config !== undefined && other !== undefined)
    throw new RunError([
      { where: folder, message: `two configurations: ${config} and ${other}`, fix: 'keep one of them' },
    ])
  const configText = config === undefined ? '' : ((await io.readText(config)) ?? '')
  const choices = readChoices(flags, {
    version,
    folder: place.way,
    config,
    configText,
    origin: tree === undefined ? undefined : originOf(folder),
    branch: tree === undefined ? undefined : branchOf(folder),
    manifest: (await io.readText('package.json')) ?? '',
    hasLock: (await io.readText('package-lock.json')) !== undefined,
  })
  const rival = choices.gitops === undefined ? undefined : gitopsFile(choices.gitops === 'flux' ? 'argocd' : 'flux')
  const hasRival = rival !== undefined && (await io.isFile(rival))
  const said: string[] = []
  try {
    for (const step of await stepsFor(filesFor(choices), place, flags)) {
      await step.write()
      said.push(step.said)
    }
    if (flags.git === true) said.push(...configure(place, await commandFor(place, world), flags))
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return { code: 2, err: said.join('') + problemsText(error.problems, world.style()) }
  }
  if (hasRival) said.push(`${rival} is there as well: one Supervisor must not be synced by both\n`)
  const next = said.some(text => /: written$/m.test(text)) ? nextSteps(tree !== undefined, flags, choices) : ''
  return { code: 0, err: said.join('') + next }
}

/** With the copy of the nearest folder above that has one, as npx would take it. */
async function commandFor({ top, way }: Place, { program }: World): Promise<string> {
  const outside = insideOf(top, program) === undefined ? program : undefined
  const folders = way.split('/').map((_, index, steps) => steps.slice(0, steps.length - index).join('/'))
  for (const folder of [...folders, ''])
    if ((await disk(top).readText(join(folder, 'node_modules/tks-trust/package.json'))) !== undefined)
      return textconvCommand(folder, outside)
  return textconvCommand(way, outside)
}

/** `cachetextconv` would keep what an older version said, and is turned off where somebody has it on for all of git. */
function configure({ folder }: Place, command: string, flags: InitFlags): string[] {
  const values = [
    ['diff.tks-trust.textconv', command],
    ['diff.tks-trust.cachetextconv', 'false'],
  ] as const
  return values.map(([key, value]) => {
    const there = localConfig(folder, key)
    const name = `git config ${key}`
    if (there.length === 1 && there[0] === value) return `${name}: exists, left unchanged\n`
    if (there.length > 0 && flags.force !== true)
      return `${name}: exists, left unchanged (not as init would set it; --force replaces it)\n`
    if (flags['dry-run'] === true) return `${name}: would be set\n`
    if (setLocalConfig(folder, key, value)) return `${name}: set\n`
    throw new RunError([
      { where: name, message: 'git does not set it', fix: `git config --local ${key} ${JSON.stringify(value)}` },
    ])
  })
}

const CONTROLLER = { argocd: 'Argo CD', flux: 'Flux' } as const

function nextSteps(isInGit: boolean, { git }: InitFlags, { gitops, outputs }: Choices): string {
  const steps = ['npx tks-trust add FILE, or copy the certificate of a CA into certs', 'npx tks-trust generate']
  if (isInGit && git !== true) steps.push('npx tks-trust init --git, so that git diff shows certificates as text')
  if (gitops !== undefined)
    steps.push(
      `fill in what is in capitals in ${gitopsFile(gitops)}`,
      `kubectl apply -f ${gitopsFile(gitops)}, once, where ${CONTROLLER[gitops]} runs: it syncs ${printable(outputs.join(' and '))}, never this file`,
    )
  return `next:\n${steps.map(step => `  ${step}\n`).join('')}`
}
