import type { ExpiryPrinter } from './expiry.ts'
import { type Wanted, wantedAmong } from './wanted.ts'

/** Every format is the product of the command, and goes to standard output; each is loaded when it is asked for. */
interface Format {
  readonly stream: 'out'
  readonly load: () => Promise<ExpiryPrinter>
}

/** The formats of `expiry`, in the order in which they are listed. */
export const EXPIRY_FORMATS = {
  text: { stream: 'out', load: async () => (await import('./expiry-text.ts')).expiryText },
  json: { stream: 'out', load: async () => (await import('./expiry-json.ts')).expiryJson },
  prometheus: { stream: 'out', load: async () => (await import('./expiry-prometheus.ts')).expiryPrometheus },
  markdown: { stream: 'out', load: async () => (await import('./expiry-markdown.ts')).expiryMarkdown },
  ics: { stream: 'out', load: async () => (await import('./expiry-ics.ts')).expiryIcs },
} as const satisfies Record<string, Format>

type ExpiryFormat = keyof typeof EXPIRY_FORMATS

/** Reads the values of `--format`. @throws {RunError} */
export const wantedExpiryFormats = (values?: readonly string[]): Wanted<ExpiryFormat>[] =>
  wantedAmong(EXPIRY_FORMATS, values)
