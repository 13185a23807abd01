/** Everything that reads certificates, in one module: one file to load, whichever way leads here. */
export { buildConfig } from './build.ts'
export { run as check } from './check.ts'
export { failed } from './failed.ts'
export { run as generate } from './generate.ts'

/** Loaded when it is asked for: `generate` and `check` run in hooks, and pay for nothing else. */
export const add: typeof import('./add.ts').run = async (...args) => (await import('./add.ts')).run(...args)
