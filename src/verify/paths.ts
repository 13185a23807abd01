import { extensionOf, type Member } from './member.ts'
import type { Pool } from './pool.ts'
import { quoted, type Refusal } from './refusal.ts'
import { whyNotSignedBy } from './signer.ts'
import { type Role, whyInvalid } from './validity.ts'

/** What paths may be built of. */
export interface Material {
  /** What the node trusts. */
  readonly roots: Pool
  /** What the server sends beside its own certificate. */
  readonly intermediates: Pool
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly now: string
}

/** Every path from a certificate to a root, its own certificate first; or why there is none. */
export type Paths =
  | { readonly paths: readonly (readonly Member[])[] }
  | { readonly paths: readonly []; readonly refusal: Refusal }

/** So many candidates Go looks at: hostile servers must not cost their square. */
const MOST_CHECKS = 100

const SUBJECT_ALTERNATIVE_NAMES = '2.5.29.17'

/**
 * Builds paths as Go does (crypto/x509, Certificate.buildChains), with the reason that Go gives where there is none: the last that
 * was found with a candidate whose signature held, else that nobody vouches, with the first candidate that did not.
 */
export const pathsFrom = (leaf: Member, material: Material): Promise<Paths> =>
  grow([leaf], leaf, material, { checks: 0 })

async function grow(
  path: readonly Member[],
  child: Member,
  material: Material,
  budget: { checks: number },
): Promise<Paths> {
  const paths: (readonly Member[])[] = []
  let last: Refusal | undefined
  let hint: Refusal | undefined
  for (const [role, candidate] of candidatesFor(child, material)) {
    budget.checks++
    if (budget.checks > MOST_CHECKS) last = signatureLimit(child)
    if (last?.kind === 'signature-limit') break
    if (!candidate.isKnownKey || isAmong(candidate, path)) continue
    const unsigned = await whyNotSignedBy(child, candidate)
    if (unsigned !== undefined) {
      hint ??= unsigned
      continue
    }
    last = whyInvalid(candidate, role, path, material.now)
    if (last !== undefined) {
      hint ??= last
      continue
    }
    if (role === 'root') paths.push([...path, candidate])
    else {
      const further = await grow([...path, candidate], candidate, material, budget)
      paths.push(...further.paths)
      last = 'refusal' in further ? further.refusal : undefined
    }
    if (last?.kind === 'signature-limit') break
  }
  if (paths.length > 0) return { paths }
  return { paths: [], refusal: last ?? unknownAuthority(child, hint) }
}

const candidatesFor = (child: Member, { roots, intermediates }: Material): (readonly [Role, Member])[] => [
  ...roots.candidatesFor(child).map(root => ['root', root] as const),
  ...intermediates.candidatesFor(child).map(intermediate => ['intermediate', intermediate] as const),
]

/** crypto/x509, alreadyInChain: rings of cross-signed CAs are cut by subject, key and subjectAltName. */
function isAmong(candidate: Member, path: readonly Member[]): boolean {
  const names = alternativeNames(candidate)
  for (const member of path) {
    if (member.subject !== candidate.subject || member.key !== candidate.key) continue
    const others = alternativeNames(member)
    if (names === others) return true
    if (names === undefined || others === undefined) return false
  }
  return false
}

function alternativeNames(member: Member): string | undefined {
  const extension = extensionOf(member, SUBJECT_ALTERNATIVE_NAMES)
  if (extension === undefined) return undefined
  const { start, end } = extension.value
  return Buffer.from(member.certificate.der.subarray(start, end)).toString('latin1')
}

const signatureLimit = ({ certificate }: Member): Refusal => ({
  kind: 'signature-limit',
  says: 'x509: signature check attempts limit reached while verifying certificate chain',
  certificate,
})

function unknownAuthority({ certificate }: Member, hint: Refusal | undefined): Refusal {
  const says = 'x509: certificate signed by unknown authority'
  if (hint === undefined) return { kind: 'unknown-authority', says, certificate }
  const because = `possibly because of ${quoted(hint.says)} while trying to verify candidate authority certificate`
  return {
    kind: 'unknown-authority',
    says: `${says} (${because} ${quoted(shortName(hint.certificate))})`,
    certificate,
    hint,
  }
}

/** crypto/x509, UnknownAuthorityError: of attributes that stand twice the last common name, and the first organisation. */
function shortName({ subject: { attributes }, serial }: Refusal['certificate']): string {
  const common = attributes.findLast(({ type }) => type === 'CN')?.value
  const organisation = attributes.find(({ type }) => type === 'O')?.value
  return common || organisation || `serial:${BigInt(`0x${serial}`)}`
}
