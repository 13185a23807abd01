/** Everything that reads certificates, in one module: one file to load, whichever way leads here. */
export { buildConfig } from './build.ts'
export { run as check } from './check.ts'
export { failed } from './failed.ts'
export { run as generate } from './generate.ts'

/** The others are loaded when they are asked for: `generate` and `check` run in hooks, and pay for nothing else. */
export const add: typeof import('./add.ts').run = async (...args) => (await import('./add.ts')).run(...args)
export const diff: typeof import('./diff.ts').run = async (...args) => (await import('./diff.ts')).run(...args)
export const inspect: typeof import('./inspect.ts').run = async (...args) => (await import('./inspect.ts')).run(...args)
export const expiry: typeof import('./expiry.ts').run = async (...args) => (await import('./expiry.ts')).run(...args)
export const rules: typeof import('./rules.ts').run = async (...args) => (await import('./rules.ts')).run(...args)
export const explain: typeof import('./explain.ts').run = async (...args) => (await import('./explain.ts')).run(...args)
export const verify: typeof import('./verify.ts').run = async (...args) => (await import('./verify.ts')).run(...args)
