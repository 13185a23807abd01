import { spawnSync } from 'node:child_process'

/** What the proof runs, by the names of their packages in Debian. */
const PROGRAMS = ['docker-registry', 'skopeo', 'openssl']

const isMissing = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status !== 0

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Installs what is missing and says so; without the rights for it, says what to install. */
export default function installPrograms(): void {
  const missing = PROGRAMS.filter(isMissing)
  if (missing.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || isMissing('apt-get'))
    throw new Error(`the proof needs ${missing.join(', ')}: on Debian or Ubuntu, sudo ${command}`)
  say(`not on this machine: ${missing.join(', ')}; installing with: apt-get update && ${command}`)
  const { status, stderr } = spawnSync('sh', ['-c', `apt-get update -qq && ${command} -qq`], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
  })
  if (status !== 0 || PROGRAMS.some(isMissing)) throw new Error(`${command} failed:\n${stderr}`)
}
