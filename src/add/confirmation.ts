import { day, subjectOf } from '../inspect/describe.ts'
import { printable } from '../printable.ts'
import type { Problem } from '../run-error.ts'
import { shellWord } from '../shell-word.ts'
import type { Delivery } from './delivery.ts'
import type { Addition } from './plan.ts'

/** Certificates from the network that nobody has vouched for. */
export interface Unconfirmed {
  readonly delivery: Delivery
  readonly additions: readonly Addition[]
}

/** What is asked of a person before such certificates are added. */
export function question({ delivery: { called, by }, additions }: Unconfirmed): string {
  const cards = additions.map(
    ({ certificate }) => `
  subject   ${subjectOf(certificate)}
  issuer    ${certificate.selfIssued ? 'itself' : printable(certificate.issuer.text)}
  valid     ${day(certificate.notBefore)} to ${day(certificate.notAfter)}
  SHA-256   ${certificate.id}
`,
  )
  const how = by === 'tls' ? 'shows' : 'gives'
  return `${printable(called)} ${how}, over a connection that nobody has verified:
${cards.join('')}
Compare the SHA-256 with what the owner of the CA publishes. Add ${additions.length === 1 ? 'it' : 'them'}? [y/N] `
}

export const isYes = (answer: string): boolean => /^\s*y(?:es)?\s*$/i.test(answer)

/** What is said where nobody can be asked. */
export const unconfirmed = ({ delivery: { called }, additions }: Unconfirmed): Problem[] =>
  additions.map(({ certificate }) => ({
    where: called,
    message: `this certificate has not been confirmed: ${subjectOf(certificate)}, SHA-256 ${certificate.id}`,
    fix: `compare that with what the owner of the CA publishes, then: tks-trust add ${shellWord(printable(called))} --fingerprint ${certificate.id}`,
  }))
