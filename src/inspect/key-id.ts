import { hash } from 'node:crypto'
import type { Certificate } from '../model.ts'

/** SHA-256 of the SubjectPublicKeyInfo, 64 lower-case hexadecimal digits: what RFC 7469 pins, in another encoding. */
export const keyId = ({ der, key: { info } }: Pick<Certificate, 'der' | 'key'>): string =>
  hash('sha256', der.subarray(info.start, info.end))

/** The SubjectPublicKeyInfo as text of one character an octet: cheaper to compare than a digest is to make. */
export const keyOctets = ({ der, key: { info } }: Certificate): string =>
  Buffer.from(der.buffer, der.byteOffset + info.start, info.end - info.start).toString('latin1')
