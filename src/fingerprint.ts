/** A SHA-256 in hexadecimal as people copy it: with or without colons, in either case (JSON Schema pattern). */
export const FINGERPRINT = '^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$'

/** The digits of a fingerprint, in lower case and without colons. */
export const bareHex = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase()
