/** Every command that reads certificates, in one module: one file to load, whichever it is. */
export { run as check } from './check.ts'
export { run as generate } from './generate.ts'
