import type { Certificate } from '../../model.ts'

/** What Go's verifier understands (crypto/x509, processExtensions); of critical key identifiers see `go-cannot-load`. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  '2.5.29.14',
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.19',
  '2.5.29.30',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.33',
  '2.5.29.35',
  '2.5.29.36',
  '2.5.29.37',
  '2.5.29.54',
])

const [ALTERNATIVE_NAMES, NAME_CONSTRAINTS] = ['2.5.29.17', '2.5.29.30']

/** Kinds of names that Go's verifier knows; in particular directory names are not among them. */
const KNOWN = /^(?:DNS|email|IP|URI):/

/** A critical extension that Go does not understand, for which it refuses the certificate, in roots too. */
export interface Unhandled {
  readonly id: string
  /** The name for whose sake Go counts an extension that it knows among those that it does not understand. */
  readonly name?: string
}

/** @returns in the order in which they stand */
export const unhandledExtensions = (certificate: Certificate): Unhandled[] =>
  certificate.extensions.flatMap(({ id, critical }): Unhandled[] => {
    if (!critical) return []
    const name = unknownName(id, certificate)
    if (name !== undefined) return [{ id, name }]
    return UNDERSTOOD.has(id) ? [] : [{ id }]
  })

function unknownName(id: string, { nameConstraints, subjectAltNames = [] }: Certificate): string | undefined {
  if (id === ALTERNATIVE_NAMES)
    return subjectAltNames.some(name => KNOWN.test(name)) ? undefined : (subjectAltNames[0] ?? 'nobody')
  if (id !== NAME_CONSTRAINTS || nameConstraints === undefined) return undefined
  return [...nameConstraints.permitted, ...nameConstraints.excluded].find(name => !KNOWN.test(name))
}
