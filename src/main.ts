import type { Outcome } from './commands/command.ts'

/** What a program may know of its process, and where its words go. */
export interface Process {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether a stream is a terminal. */
  readonly isTerminal: (stream: 'in' | 'out' | 'err') => boolean
  /** The width of the terminal behind standard output, where it is one. */
  readonly columns: () => number | undefined
  readonly stdin: () => AsyncIterable<Uint8Array>
  /** Asks a person; undefined where nobody sits at a terminal. */
  readonly ask: (question: string) => Promise<string | undefined>
  /** Shows how far the work is, where standard error is a terminal. */
  readonly progress: (line: string) => void
  /** Has the program end once all is said, though something is under way that nobody waits for. */
  readonly exitWhenDone: () => void
  readonly clock: () => Date
}

/** Runs a program: prints what it comes to, and leaves its exit code. What it throws is its own fault, and code 2. */
export async function main(run: (around: Process) => Promise<Outcome>): Promise<void> {
  const cwd = workingFolder()
  if (cwd === undefined) {
    process.exitCode = 2
    return say('error: the working folder is not there any more\n  fix: cd into a folder that is\n')
  }
  let mayLeave = false
  try {
    const {
      code,
      out = '',
      err = '',
    } = await run({
      argv: process.argv.slice(2),
      cwd,
      env: process.env,
      isTerminal: stream => STREAMS[stream]().isTTY,
      columns: () => process.stdout.columns,
      stdin: STREAMS.in,
      ask,
      progress,
      exitWhenDone: () => {
        mayLeave = true
      },
      clock: () => new Date(),
    })
    process.exitCode = code
    say(err)
    print(out)
    if (mayLeave) leaveWhenSaid()
  } catch (error) {
    process.exitCode = 2
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
    say(`internal error: this is a fault of tks-trust, please report it\n${told}\n`)
  }
}

/** Undefined where somebody has deleted it meanwhile. */
function workingFolder(): string | undefined {
  try {
    return process.cwd()
  } catch {
    return undefined
  }
}

/** An empty write is done when all before it are, so that nothing is cut off. */
function leaveWhenSaid(): void {
  process.stderr.write('', () => process.stdout.write('', () => process.exit()))
}

/** Streams are made when they are needed: making one takes as long as reading ten certificates. */
const STREAMS = { in: () => process.stdin, out: () => process.stdout, err: () => process.stderr } as const

/** A reader that closed its end early (`| head`) is no error; a full disk behind standard output is. */
function onStreamError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return
  process.exitCode = 2
  say(`error: standard output cannot be written: ${error.code === 'ENOSPC' ? 'the disk is full' : error.message}\n`)
}

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

/** ECMA-48, EL: what is on the line goes. */
const ERASE = '\r\u001b[2K'

let isProgressShown = false

function progress(line: string): void {
  if (!process.stderr.isTTY || process.env.TERM === 'dumb') return
  // Whoever ends it gets a clean line for the prompt, and the end that the shell knows.
  if (!isProgressShown)
    process.once('SIGINT', () => {
      process.stderr.write(ERASE)
      process.kill(process.pid, 'SIGINT')
    })
  isProgressShown = true
  process.stderr.write(ERASE + line)
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
