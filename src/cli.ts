#!/usr/bin/env node
import { run } from './program.ts'

/** A reader that closed its end early (`| head`) is no error; a full disk behind standard output is. */
function onStreamError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return
  process.exitCode = 2
  process.stderr.write(`error: standard output cannot be written: ${error.code === 'ENOSPC' ? 'the disk is full' : error.message}\n`)
}
process.stdout.on('error', onStreamError)
process.stderr.on('error', () => {})

try {
  const { code, out, err } = await run(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    terminal: process.stderr.isTTY,
    clock: () => new Date(),
  })
  process.exitCode = code
  if (err !== undefined && err !== '') process.stderr.write(err)
  if (out !== undefined && out !== '') process.stdout.write(out)
} catch (error) {
  process.exitCode = 2
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`internal error: this is a fault of tks-trust, please report it\n${told}\n`)
}
