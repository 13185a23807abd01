import type { Certificate, RuleName } from '../model.ts'
import { CERTIFICATE_RULES } from '../rules/index.ts'
import type { Circumstances } from '../rules/rule.ts'

/** Rules whose errors mean that Go does not load a certificate at all (`test/rules/go-cannot-load.test.ts` holds them to it). */
const ABOUT_LOADING: ReadonlySet<RuleName> = new Set([
  'go-cannot-load',
  'negative-serial',
  'name-encoding',
  'duplicate-extension',
  'signature-algorithm-mismatch',
  'uncommon-curve',
  'explicit-curve',
] as const)

const RULES = CERTIFICATE_RULES.filter(({ name }) => ABOUT_LOADING.has(name))

/** Go's own words for what one of the rules is about, where they are always the same. */
const GO_SAYS: Readonly<Partial<Record<RuleName, string>>> = {
  'negative-serial': 'x509: negative serial number',
  'signature-algorithm-mismatch': "x509: inner and outer signature algorithm identifiers don't match",
  'uncommon-curve': 'x509: unsupported elliptic curve',
  'explicit-curve': 'x509: invalid ECDSA parameters',
}

/** Why Go does not load a certificate. */
export interface Unloaded {
  /** What a person would say. */
  readonly message: string
  /** What Go says, or the like. */
  readonly says: string
}

/** Why Go does not load a certificate: leaves it out where it is to be trusted, ends the connection where a server sends it. */
export function whyNotLoaded(certificate: Certificate, now: string): Unloaded | undefined {
  const circumstances: Circumstances = { now, signature: undefined, isCommitted: true, output: '' }
  for (const { name, severity, check } of RULES) {
    const said = check(certificate, circumstances, {})
    if (said === undefined) continue
    const { message, severity: weight = severity } = typeof said === 'string' ? { message: said } : said
    if (weight === 'error') return { message, says: GO_SAYS[name] ?? `x509: ${message}` }
  }
  const { exponent = '1' } = certificate.key.rsa ?? {}
  if (!/^-|^0*$/.test(exponent)) return undefined
  return {
    message: 'its RSA exponent is not a positive number',
    says: 'x509: RSA public exponent is not a positive number',
  }
}
