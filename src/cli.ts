#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import type { Outcome } from './commands/command.ts'
import { main, type Process } from './main.ts'

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
async function run({ argv, ...around }: Process): Promise<Outcome> {
  const [command, file, ...rest] = argv
  const isTextconv = command === 'textconv' && file !== undefined && !file.startsWith('-') && rest.length === 0
  if (isTextconv) return (await import('./commands/textconv.ts')).run(around.cwd, [file])
  const program = fileURLToPath(import.meta.url)
  return (await import('./program.ts')).run(argv, { ...around, program, onLoaded: optimiseLater })
}

await main(run)
