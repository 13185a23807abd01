import { RunError } from './run-error.ts'

/** The text, without a byte order mark; undefined where octets are not UTF-8 (RFC 3629). */
export function decodeUtf8(octets: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    // The only thing that a fatal decoder can say.
    return undefined
  }
}

/** The same for what has to be text. @param where what messages call it @throws {RunError} */
export function requireUtf8(where: string, octets: Uint8Array, fix?: string): string {
  const text = decodeUtf8(octets)
  if (text === undefined) throw new RunError([{ where, message: 'is not UTF-8', ...(fix !== undefined && { fix }) }])
  return text
}
