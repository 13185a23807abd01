import { existsSync } from 'node:fs'

/**
 * Builds dist/, which is not committed, where this repository is installed as a package from git, as pre-commit does. Not for
 * `npm ci`: every script of this package that needs dist/ builds it. Not without the devDependencies either, or
 * `npm install --omit=dev` in a clone would fail.
 */
const isNeeded = process.env.npm_command !== 'ci' || process.env._PACOTE_NO_PREPARE_ !== undefined
const canBuild = ['esbuild', 'typescript'].every(name =>
  existsSync(new URL(`../node_modules/${name}`, import.meta.url)),
)
if (isNeeded && canBuild) await import('./build.js')
