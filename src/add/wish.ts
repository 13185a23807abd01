import { isEntryName } from '../entry-name.ts'
import { bareHex, FINGERPRINT } from '../fingerprint.ts'
import { printable } from '../printable.ts'
import { type Problem, RunError } from '../run-error.ts'
import { timeoutOf } from '../timeout.ts'

/** Flags of `add`, as they were typed. */
export interface AddFlags {
  readonly config?: string | undefined
  readonly name?: string | undefined
  readonly dir?: string | undefined
  readonly fingerprint?: readonly string[] | undefined
  readonly timeout?: string | undefined
  readonly 'dry-run'?: boolean | undefined
  readonly quiet?: boolean | undefined
}

/** What the flags ask for. */
export interface Wish {
  readonly name?: string
  /** SHA-256 of certificates or of their keys, 64 lower-case hexadecimal digits; empty where none was given. */
  readonly fingerprints: ReadonlySet<string>
  /** In milliseconds, for each source that is connected to. */
  readonly timeout: number
  readonly isDry: boolean
}

/** Reads the flags. @throws {RunError} with every mistake in them */
export function wishOf({ name, fingerprint = [], timeout, 'dry-run': dry }: AddFlags): Wish {
  const milliseconds = timeoutOf(timeout)
  const read = fingerprint.map(given => ({ given, digits: digitsOf(given) }))
  const problems: Problem[] = [
    ...(name === undefined ? [] : problemsOfName(name)),
    ...read.flatMap(({ given, digits }) => (digits === undefined ? [noFingerprint(given)] : [])),
    ...(typeof milliseconds === 'number' ? [] : [milliseconds]),
  ]
  if (problems.length > 0 || typeof milliseconds !== 'number') throw new RunError(problems)
  return {
    ...(name !== undefined && { name }),
    fingerprints: new Set(read.flatMap(({ digits }) => (digits === undefined ? [] : [digits]))),
    timeout: milliseconds,
    isDry: dry === true,
  }
}

/** `openssl x509 -fingerprint -sha256` prints `sha256 Fingerprint=` in front. */
function digitsOf(given: string): string | undefined {
  const bare = given.trim().replace(/^sha-?256(?: fingerprint)?[:= ]/i, '')
  return new RegExp(FINGERPRINT).test(bare) ? bareHex(bare) : undefined
}

function noFingerprint(given: string): Problem {
  const isSha1 = /^[0-9a-f]{40}$/i.test(given.replaceAll(':', ''))
  const message = `--fingerprint ${printable(given, 100)} is no SHA-256${isSha1 ? ' but a SHA-1, which can be forged' : ''}`
  return {
    message,
    fix: '64 hexadecimal digits, with or without colons: openssl x509 -noout -fingerprint -sha256 -in FILE',
  }
}

function problemsOfName(name: string): Problem[] {
  const shown = printable(name, 100)
  if (!isEntryName(name) || name.startsWith('.'))
    return [
      {
        message: `--name ${shown} is no name for a certificate`,
        fix: 'letters, digits, dots, dashes and underscores, 240 at most, no dot in front',
      },
    ]
  const bare = name.replace(/\.(?:crt|cer|pem|der)$/i, '')
  return bare === name ? [] : [{ message: `--name ${shown} ends like a file`, fix: `--name ${bare}` }]
}
