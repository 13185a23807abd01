import { octetsOf, unreadable } from './octets.ts'
import type { ServerHello } from './server-hello.ts'

/**
 * The certificates of a Certificate message as they stand in it: RFC 8446 section 4.4.2, RFC 5246 section 7.4.2.
 * @throws {ConnectionError}
 */
export function readCertificates(body: Uint8Array, version: ServerHello['version']): Uint8Array[] {
  const octets = octetsOf(body, 'Certificate message')
  if (version === 'TLS 1.3') octets.vector(1) // certificate_request_context
  const list = octetsOf(octets.vector(3), 'list of certificates')
  if (!octets.isEmpty()) throw unreadable('its Certificate message is longer than it says')
  const certificates: Uint8Array[] = []
  while (!list.isEmpty()) {
    // A copy: the recording is not to be kept for its sake.
    certificates.push(Uint8Array.from(list.vector(3)))
    if (version === 'TLS 1.3') list.vector(2) // extensions
  }
  return certificates
}
