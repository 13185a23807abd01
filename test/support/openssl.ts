import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs openssl with bytes on standard input. It is part of every system these tests run on; without it they fail. */
export const openssl = (args: readonly string[], input?: Uint8Array | string): Buffer =>
  execFileSync('openssl', [...args], { ...(input !== undefined && { input }), stdio: ['pipe', 'pipe', 'ignore'] })

/** A PKCS#7 bag of the certificates in a PEM text, as `openssl crl2pkcs7` makes it. */
export function certificateBag(pem: string, form: 'PEM' | 'DER' = 'PEM'): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'tks-trust-'))
  try {
    writeFileSync(join(folder, 'chain.pem'), pem)
    return openssl(['crl2pkcs7', '-nocrl', '-certfile', join(folder, 'chain.pem'), '-outform', form])
  } finally {
    rmSync(folder, { recursive: true })
  }
}
