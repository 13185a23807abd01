import type { Finding } from './model.ts'

/** A key that is only looked at, in a Secret or on its way to a folder, has not leaked for that. */
export const lookedAt = (finding: Finding): Finding =>
  finding.rule === 'private-key'
    ? { ...finding, fix: 'give the certificate alone, such as ca.crt of a Secret; nothing of the key is kept or shown' }
    : finding
