import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Builds dist/, which is not committed, where this repository is installed as a package from git, as pre-commit does. Not for
 * `npm ci`: every script of this package that needs dist/ builds it. Not without the devDependencies either, or
 * `npm install --omit=dev` in a clone would fail; but `npm install --global` from git forgets to install them (npm 11 hands
 * `global` on to where it should not), so that they are fetched here.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const { npm_command, npm_config_global, _PACOTE_NO_PREPARE_, ...env } = process.env
const canBuild = () => ['esbuild', 'typescript'].every(name => existsSync(`${root}node_modules/${name}`))
const fetchTools = () =>
  execFileSync('npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env,
    // Standard output is that of npm pack.
    stdio: ['ignore', 'ignore', 'inherit'],
  })

if (npm_command !== 'ci' || _PACOTE_NO_PREPARE_ !== undefined) {
  if (!canBuild() && npm_config_global === 'true') fetchTools()
  if (canBuild()) await import('./build.js')
}
