import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeAuthorities } from './authorities.ts'

/** A whole process: its command line, and the folder it runs in. */
interface Work {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  readonly cwd: string
  /** A file that is removed before each run. */
  readonly without?: string
}

/** A ratio of two works that are timed in turns, and what it should not exceed. */
interface Goal {
  readonly name: string
  readonly of: Work
  readonly to: Work
  /** Undefined where there is no goal. */
  readonly atMost?: number
  readonly runs: number
}

const cli = join(process.cwd(), 'dist', 'cli.js')
const node = process.execPath
const folder = mkdtempSync(join(tmpdir(), 'tks-trust-bench-'))
const YAML = `sources: ['certs/*.crt']
outputs:
  - { path: tks.yaml, apiVersion: run.tanzu.vmware.com/v1alpha3, spec: { defaultCNI: antrea } }
`
/**
 * A thousand CAs are more than etcd takes, which is an error, and these share a few keys, which would be a note for nearly
 * each of them.
 */
const OF_MANY = "rules: { output-size: warning, same-key: 'off' }\n"
const TYPESCRIPT = `import { defineConfig } from 'tks-trust'
export default defineConfig({
  sources: ['certs/*.crt'],
  outputs: [{ path: 'tks.yaml', apiVersion: 'run.tanzu.vmware.com/v1alpha3', spec: { defaultCNI: 'antrea' } }],
})
`

function prepare(name: string, count: number, config: 'yaml' | 'ts'): Work {
  const cwd = join(folder, name)
  writeAuthorities(join(cwd, 'certs'), count)
  writeFileSync(join(cwd, `trust.config.${config}`), config === 'ts' ? TYPESCRIPT : count > 10 ? YAML + OF_MANY : YAML)
  return { name: `generate, ${count} CAs, trust.config.${config}`, command: [node, cli, 'generate', '--quiet'], cwd }
}

/** The same files through kustomize, which reads and encodes them and judges nothing. */
function kustomize(cwd: string, count: number): Work {
  const files = Array.from({ length: count }, (_, index) => `  - certs/root-${String(index).padStart(5, '0')}.crt`)
  writeFileSync(join(cwd, 'kustomization.yaml'), `secretGenerator:\n- name: cas\n  files:\n${files.join('\n')}\n`)
  return { name: `kubectl kustomize, ${count} files`, command: ['kubectl', 'kustomize', '.'], cwd }
}

/** Milliseconds of wall time of one process. @throws {Error} where it fails */
function once({ command: [program, ...args], cwd, name, without }: Work): number {
  if (without !== undefined) rmSync(join(cwd, without), { force: true })
  const start = process.hrtime.bigint()
  const { status, error } = spawnSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'ignore'] })
  if (status !== 0) throw error ?? new Error(`${name} exited with ${status}`)
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Times two works in turns, so that a slow minute of the machine hits both, and compares pair by pair. */
function compare({ of, to, runs }: Goal): { a: number; b: number; ratio: number } {
  once(of)
  once(to)
  const pairs = Array.from({ length: runs }, () => ({ a: once(of), b: once(to) }))
  return {
    a: median(pairs.map(({ a }) => a)),
    b: median(pairs.map(({ b }) => b)),
    ratio: median(pairs.map(({ a, b }) => a / b)),
  }
}

/** Peak resident memory in MiB, as the process itself reports it when it ends. */
function peakMemory({ cwd }: Work): number {
  const report = 'data:text/javascript,process.on("exit",()=>console.log(process.resourceUsage().maxRSS))'
  const output = execFileSync(node, ['--import', report, cli, 'generate', '--quiet'], { cwd, encoding: 'utf8' })
  return Number(output.trim()) / 1024
}

const hasKubectl = spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status === 0

try {
  const empty: Work = { name: 'node -e 0', command: [node, '-e', '0'], cwd: folder }
  mkdirSync(folder, { recursive: true })
  const ten = prepare('ten', 10, 'yaml')
  const typed = prepare('typed', 10, 'ts')
  const thousand = prepare('thousand', 1000, 'yaml')
  const tenThousand = prepare('ten-thousand', 10_000, 'yaml')
  const kubectl = kustomize(thousand.cwd, 1000)
  const goals: Goal[] = [
    { name: '10 CAs, static config', of: ten, to: empty, atMost: 2, runs: 31 },
    { name: '10 CAs, trust.config.ts', of: typed, to: empty, atMost: 3, runs: 31 },
    ...(hasKubectl
      ? [
          { name: '1,000 CAs', of: thousand, to: kubectl, atMost: 1, runs: 21 },
          { name: '1,000 CAs, no output yet', of: { ...thousand, without: 'tks.yaml' }, to: kubectl, runs: 21 },
        ]
      : []),
    { name: '10,000 CAs', of: tenThousand, to: thousand, atMost: 11, runs: 5 },
  ]
  const rows = goals.map(goal => {
    const { atMost } = goal
    const { a, b, ratio } = compare(goal)
    return [
      goal.name,
      `${a.toFixed(0)} ms`,
      goal.to.name,
      `${b.toFixed(0)} ms`,
      ratio.toFixed(2),
      atMost === undefined ? '' : `<= ${atMost}`,
      atMost === undefined ? '' : ratio <= atMost ? 'yes' : 'NO',
    ]
  })
  const memory = peakMemory(tenThousand)
  rows.push([
    '10,000 CAs, peak memory',
    `${memory.toFixed(0)} MiB`,
    '',
    '',
    '',
    '<= 512 MiB',
    memory <= 512 ? 'yes' : 'NO',
  ])
  const head = ['work', 'median', 'beside it', 'median', 'ratio', 'goal', 'reached']
  const table = [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
  process.stdout.write(`Node ${process.versions.node}, medians of whole processes, timed in turns\n\n${table}\n`)
  if (!hasKubectl) process.stdout.write('\nkubectl is not installed: the row for 1,000 CAs is left out\n')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
