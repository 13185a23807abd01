/**
 * The one PEM of a certificate: label CERTIFICATE, 64 columns, LF, one final LF (RFC 7468 sections 2 and 5). The final
 * LF matters: nodes concatenate these files, and a missing one breaks the whole bundle.
 */
export function toPem(der: Uint8Array): string {
  const base64 = Buffer.from(der.buffer, der.byteOffset, der.length).toString('base64')
  let lines = ''
  for (let at = 0; at < base64.length; at += 64) lines += `${base64.slice(at, at + 64)}\n`
  return `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`
}
