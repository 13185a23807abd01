import { decodeOneDer } from '../decode/der-blocks.ts'
import { inspect } from '../inspect/index.ts'
import type { Certificate } from '../model.ts'

/**
 * Reads octets as one certificate and nothing else, which is all that Go takes off a wire or out of a block of PEM (crypto/x509,
 * ParseCertificate): strict DER, with nothing behind it.
 */
export function certificateIn(der: Uint8Array): { readonly certificate: Certificate } | { readonly message: string } {
  const [part, ...more] = decodeOneDer(der, { line: 1, formats: [] })
  if (part === undefined || more.length > 0 || part.formats.includes('pkcs7')) return { message: 'no certificate' }
  const seen = inspect({ ...part, path: '', index: 0 })
  return 'certificate' in seen ? seen : { message: seen.fault.message }
}
