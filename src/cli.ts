#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import type { Outcome } from './commands/command.ts'
import type { Surroundings } from './program.ts'

/** A reader that closed its end early (`| head`) is no error; a full disk behind standard output is. */
function onStreamError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return
  process.exitCode = 2
  say(`error: standard output cannot be written: ${error.code === 'ENOSPC' ? 'the disk is full' : error.message}\n`)
}

/** Streams are made when there is something to write: making one takes as long as reading ten certificates. */
function say(text: string): void {
  if (text === '') return
  process.stderr.on('error', () => {})
  process.stderr.write(text)
}

function print(text: string): void {
  if (text === '') return
  process.stdout.on('error', onStreamError)
  process.stdout.write(text)
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Nobody is asked where input or talk are not a terminal; the end of the input is no answer. */
async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined
  const { createInterface } = await import('node:readline')
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  return new Promise(resolve => {
    reader.once('close', () => resolve(''))
    reader.question(question, answer => {
      resolve(answer)
      reader.close()
    })
  })
}

/**
 * A run is over before most optimised code has paid for its making, which was a quarter of the processor time for a
 * thousand certificates: V8 waits some four times as long before it optimises a function. Once everything is loaded, for
 * Node's own modules come from a cache that is of no use after a flag has changed; and on V8 11 (Node 20) only, for
 * later ones have no such flag.
 */
function optimiseLater(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=600000')
}

/** git runs `textconv FILE` for every version of every file in a log, and all that it needs is a small part of the program. */
async function run(argv: readonly string[], around: Surroundings): Promise<Outcome> {
  const [command, file, ...rest] = argv
  const isTextconv = command === 'textconv' && file !== undefined && !file.startsWith('-') && rest.length === 0
  if (isTextconv) return (await import('./commands/textconv.ts')).run(around.cwd, [file])
  return (await import('./program.ts')).run(argv, around)
}

try {
  const {
    code,
    out = '',
    err = '',
  } = await run(process.argv.slice(2), {
    cwd: process.cwd(),
    program: fileURLToPath(import.meta.url),
    env: process.env,
    isTerminal: stream => (stream === 'out' ? process.stdout : process.stderr).isTTY,
    columns: () => process.stdout.columns,
    readStdin,
    ask,
    clock: () => new Date(),
    onLoaded: optimiseLater,
  })
  process.exitCode = code
  say(err)
  print(out)
} catch (error) {
  process.exitCode = 2
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
  say(`internal error: this is a fault of tks-trust, please report it\n${told}\n`)
}
