import { hash } from 'node:crypto'
import type { Certificate } from '../model.ts'

/** SHA-256 of the SubjectPublicKeyInfo, 64 lower-case hexadecimal digits: what RFC 7469 pins, in another encoding. */
export const keyId = ({ der, key: { info } }: Pick<Certificate, 'der' | 'key'>): string =>
  hash('sha256', der.subarray(info.start, info.end))

/** The SubjectPublicKeyInfo as text of one character an octet: cheaper to compare than a digest is to make. */
export const keyOctets = ({ der, key: { info } }: Certificate): string => octetsOf(der, info.start, info.end)

/** Its last octets, which tell most keys apart already: an exponent and the end of a modulus, or of a point. */
export const keyEnd = ({ der, key: { info } }: Certificate): string =>
  octetsOf(der, Math.max(info.start, info.end - 24), info.end)

const octetsOf = (der: Uint8Array, start: number, end: number): string =>
  Buffer.from(der.buffer, der.byteOffset + start, end - start).toString('latin1')
