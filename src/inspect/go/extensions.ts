import { type Element, Tag } from '../../asn1/reader.ts'
import type { Certificate, Extension } from '../../model.ts'
import { extensionName } from '../extension-names.ts'
import { whyNoAlternativeNames } from './alternative-names.ts'
import { whyNoConstraints } from './constraints.ts'
import { whyNoAccess, whyNoDistributionPoints } from './locations.ts'
import { hasLongArc } from './oid.ts'
import { whyNoInhibition, whyNoMappings, whyNoPolicies, whyNoPolicyConstraints } from './policies.ts'
import { take } from './take.ts'

/** What Go does not take about a value, as the end of a sentence that begins with the extension's name. */
type Check = (bytes: Uint8Array, value: Element) => string | undefined

interface Expected {
  readonly tag: number
  readonly check: Check
}

const list = (check: Check): Expected => ({ tag: Tag.sequence, check })

/**
 * Extensions that Go reads more strictly than `src/inspect` does, by identifier (crypto/x509, processExtensions). The others that
 * it reads, keyUsage, basicConstraints, extKeyUsage and the key identifiers, are facts, and a certificate in which they are of another form is
 * not one.
 */
const CHECKS: ReadonlyMap<string, Expected> = new Map([
  ['2.5.29.17', list(whyNoAlternativeNames)],
  ['2.5.29.30', list(whyNoConstraints)],
  ['2.5.29.31', list(whyNoDistributionPoints)],
  ['2.5.29.32', list(whyNoPolicies)],
  ['2.5.29.33', list(whyNoMappings)],
  ['2.5.29.36', list(whyNoPolicyConstraints)],
  ['2.5.29.54', { tag: Tag.integer, check: whyNoInhibition }],
  ['1.3.6.1.5.5.7.1.1', list(whyNoAccess)],
])

/** subjectKeyIdentifier, authorityKeyIdentifier, authorityInfoAccess: RFC 5280 says that they are not critical, and Go insists. */
const NEVER_CRITICAL: ReadonlySet<string> = new Set(['2.5.29.14', '2.5.29.35', '1.3.6.1.5.5.7.1.1'])

/** Why Go does not take one of the extensions. */
export function whyNoExtensions({ der, version, extensions, extendedKeyUsage }: Certificate): string | undefined {
  if (version !== 3) return undefined
  for (const extension of extensions) {
    const why = whyNoExtension(der, extension)
    if (why !== undefined) return why
  }
  const long = extendedKeyUsage?.find(hasLongArc)
  return long === undefined ? undefined : `its extKeyUsage has ${long}, a number that is too large for Go`
}

function whyNoExtension(der: Uint8Array, { id, critical, value: { start, end } }: Extension): string | undefined {
  if (critical && NEVER_CRITICAL.has(id)) return `its ${extensionName(id)} is marked critical`
  if (hasLongArc(id)) return `an extension is called ${id}, a number that is too large for Go`
  const expected = CHECKS.get(id)
  if (expected === undefined) return undefined
  const value = take(der, start, end, expected.tag)
  const why = value === undefined ? 'is not of the form that RFC 5280 gives it' : expected.check(der, value)
  return why === undefined ? undefined : `its ${extensionName(id)} ${why}`
}
