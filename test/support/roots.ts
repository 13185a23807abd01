import { certificate, pem } from './certificates.ts'
import { ecKey, edKey, rsaKey } from './keys.ts'

/** Three self-signed roots with three kinds of keys, made once for all tests. */
export const RSA_ROOT: Buffer = certificate({ key: rsaKey('root one'), subject: 'Root One', serial: 0x11 })
export const EC_ROOT: Buffer = certificate({ key: ecKey('root two'), subject: 'Root Two', serial: 0x22 })
export const ED_ROOT: Buffer = certificate({ key: edKey('root three'), subject: 'Root Three', serial: 0x33 })

export const ROOTS: readonly Buffer[] = [RSA_ROOT, EC_ROOT, ED_ROOT]

/** The three of them in one PEM file. */
export const BUNDLE: string = ROOTS.map(der => pem(der)).join('')
