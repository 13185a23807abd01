import { DerError, readHeader, Tag } from '../asn1/reader.ts'
import { checkDer } from '../asn1/strict.ts'
import type { Fault } from '../model.ts'
import { kindOfDer } from './der.ts'
import type { Part, Wrapping } from './part.ts'
import { readCertificateBag } from './pkcs7.ts'
import { FAULT_OF_KIND } from './refusals.ts'

/** DER files may hold several structures one after the other, as Go's `x509.ParseCertificates` reads them. */
export function decodeSeveralDer(bytes: Uint8Array, { line, formats }: Wrapping): Part[] {
  const parts: Part[] = []
  const at: Wrapping = { line, formats: [...formats, 'der'] }
  for (let from = 0; from < bytes.length; ) {
    const header = readHeader(bytes, from, bytes.length)
    if (header?.tag !== Tag.sequence && from > 0) return [...parts, { ...at, fault: trailing(bytes.length - from) }]
    const end = header?.length === undefined ? bytes.length : header.content + header.length
    for (const part of decodeOneDer(bytes.subarray(from, Math.min(end, bytes.length)), at)) parts.push(part)
    from = end
  }
  return parts
}

/** What one DER structure is: a certificate, the certificates of a PKCS#7 bag, or a fault. */
export function decodeOneDer(bytes: Uint8Array, at: Wrapping): Part[] {
  const kind = kindOfDer(bytes)
  const header = readHeader(bytes, 0, bytes.length)
  if (kind === 'private-key') return refuse(at, FAULT_OF_KIND[kind])
  if (header?.tag !== Tag.sequence) return refuse(at, notDer)
  const end = header.length === undefined ? bytes.length : header.content + header.length
  if (end > bytes.length) return refuse(at, cutOff(end, bytes.length))
  if (FAULT_OF_KIND[kind] !== undefined) return refuse(at, FAULT_OF_KIND[kind])
  if (end < bytes.length) return refuse(at, { ...trailing(bytes.length - end), refused: bytes.subarray(0, end) })
  return kind === 'pkcs7' ? fromBag(bytes, at) : [certificatePart(bytes, at)]
}

function fromBag(bytes: Uint8Array, { line, formats }: Wrapping): Part[] {
  const at: Wrapping = { line, formats: [...formats, 'pkcs7'] }
  try {
    const { certificates, others } = readCertificateBag(bytes)
    const parts = certificates.map(der => certificatePart(der, at))
    if (parts.length === 0) parts.push({ ...at, fault: emptyBag })
    return parts.concat(others.map(other => ({ ...at, fault: besideCertificates(other) })))
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    const form = at.formats.includes('pem') ? 'PEM' : 'DER'
    return refuse(at, ber(error, `openssl pkcs7 -inform ${form} -in FILE -print_certs -out ca.crt`))
  }
}

function certificatePart(der: Uint8Array, at: Wrapping): Part {
  try {
    checkDer(der, 0, der.length)
    return { ...at, der }
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    const fix = 'ask the CA for the certificate in DER or PEM: re-encoding it here would break its signature'
    return { ...at, fault: { ...ber(error, fix), refused: der } }
  }
}

const refuse = (at: Wrapping, fault: Fault | undefined): Part[] => (fault === undefined ? [] : [{ ...at, fault }])

const ber = (error: DerError, fix: string): Fault => ({
  rule: 'not-der',
  message: `not what it should be at octet ${error.offset}: ${error.message}`,
  fix,
})

const notDer: Fault = {
  rule: 'damaged-block',
  message: 'what is inside is not DER at all; perhaps it was encoded twice',
  fix: 'export the certificate again; -----BEGIN CERTIFICATE----- must hold the base64 of DER',
}

const cutOff = (said: number, there: number): Fault => ({
  rule: 'damaged-block',
  message: `cut off: the structure says ${said} octets, ${there} are there`,
  fix: 'copy or download the file again, whole',
})

const trailing = (octets: number): Fault => ({
  rule: 'trailing-bytes',
  message: `${octets} octet${octets === 1 ? '' : 's'} after the end of the DER`,
  fix: 'openssl x509 -in FILE -out ca.crt',
})

const emptyBag: Fault = {
  rule: 'no-certificate',
  message: 'a PKCS#7 structure without certificates',
  fix: 'export the chain again, with the certificates included',
}

function besideCertificates(other: Uint8Array): Fault {
  const kind = kindOfDer(other)
  if (kind !== 'revocation-list') return FAULT_OF_KIND[kind] ?? notDer
  return { rule: 'left-out', message: 'a revocation list beside the certificates: nodes do not read them' }
}
