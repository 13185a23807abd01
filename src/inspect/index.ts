import { DerError } from '../asn1/reader.ts'
import type { Block, Certificate, Fault } from '../model.ts'
import { readCertificate } from './certificate.ts'

/** What a block turns out to be. Nothing is thrown: one unreadable certificate must not hide the others. */
export function inspect(block: Block): { readonly certificate: Certificate } | { readonly fault: Fault } {
  if ('fault' in block) return { fault: block.fault }
  try {
    return { certificate: readCertificate(block.der) }
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return { fault: unreadable(error, block.der) }
  }
}

const unreadable = ({ message }: DerError, refused: Uint8Array): Fault => ({
  rule: 'unreadable-certificate',
  message: `not an X.509 certificate as RFC 5280 has it: ${message}`,
  fix: 'ask the CA for a new copy of the certificate',
  refused,
})
