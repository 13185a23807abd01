/** Everything that reads certificates, in one module: one file to load, whichever way leads here. */
export { buildConfig } from './build.ts'
export { run as check } from './check.ts'
export { failed } from './failed.ts'
export { run as generate } from './generate.ts'
