import { decode } from './decode/index.ts'
import { inspect } from './inspect/index.ts'
import type { Json } from './model.ts'
import type { Named } from './rules/rule.ts'
import type { TargetOptions } from './targets/index.ts'
import type { Target } from './targets/target.ts'
import { parseObject } from './yaml.ts'

/** A name in a manifest with its certificate; without one where its data cannot be read. */
export interface ListedCertificate {
  readonly name: string
  readonly certificate: Named['certificate'] | undefined
  /** As it stands in the manifest. */
  readonly data: string
}

/** The certificates that a manifest lists, under their names: all of an entry that bundles several. */
export const listedIn = (object: Json, target: Target<TargetOptions>): ListedCertificate[] =>
  (target.list(object) ?? []).flatMap(entry => certificatesOf(entry, target))

/** The certificates of one entry of a list; one without a certificate where its data cannot be read. */
export function certificatesOf(
  { name, data }: Pick<ListedCertificate, 'name' | 'data'>,
  target: Target<TargetOptions>,
): ListedCertificate[] {
  const read = decode('', target.decode(data)).map(inspect)
  const certificates = read.flatMap(result =>
    'certificate' in result ? [{ name, certificate: result.certificate, data }] : [],
  )
  return certificates.length > 0 ? certificates : [{ name, certificate: undefined, data }]
}

/**
 * The certificates of an output as it is committed. In a text that is no YAML, such as one with a merge conflict in it,
 * every value that reads as certificates counts: what both sides hold is new to neither.
 */
export function committedIn(text: string, target: Target<TargetOptions>): Named[] {
  const listed =
    parsed(text, target) ??
    [...text.matchAll(/: ['"]?([A-Za-z0-9+/]{64,}={0,2})/g)].flatMap(([, data = '']) =>
      certificatesOf({ name: '', data }, target),
    )
  return listed.flatMap(({ name, certificate }) => (certificate === undefined ? [] : [{ name, certificate }]))
}

function parsed(text: string, target: Target<TargetOptions>): ListedCertificate[] | undefined {
  try {
    return listedIn(parseObject(text), target)
  } catch {
    // Whatever keeps it from being YAML is said when it is compared or replaced.
    return undefined
  }
}

/** What the first of two manifests lists and the second does not, by certificate. @throws {Error} where one is not YAML */
export function onlyBefore(before: string, after: string, target: Target<TargetOptions>): ListedCertificate[] {
  const there = new Set(listedIn(parseObject(after), target).map(({ certificate }) => certificate?.id))
  return listedIn(parseObject(before), target).filter(
    ({ certificate }) => certificate === undefined || !there.has(certificate.id),
  )
}
