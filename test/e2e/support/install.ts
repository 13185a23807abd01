import { spawnSync } from 'node:child_process'

/** What the proof runs, and the packages of Debian that have it. */
const PACKAGES = { 'docker-registry': 'docker-registry', skopeo: 'skopeo', openssl: 'openssl', etcd: 'etcd-server' }

const isMissing = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status !== 0

const missingPackages = (): string[] =>
  Object.entries(PACKAGES).flatMap(([program, name]) => (isMissing(program) ? [name] : []))

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Installs what is missing and says so; without the rights for it, says what to install. */
export default function installPrograms(): void {
  const missing = missingPackages()
  if (missing.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || isMissing('apt-get'))
    throw new Error(`the proof needs ${missing.join(', ')}: on Debian or Ubuntu, sudo ${command}`)
  say(`not on this machine: ${missing.join(', ')}; installing with: apt-get update && ${command}`)
  const { status, stderr } = spawnSync('sh', ['-c', `apt-get update -qq && ${command} -qq`], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
  })
  if (status !== 0 || missingPackages().length > 0) throw new Error(`${command} failed:\n${stderr}`)
}
