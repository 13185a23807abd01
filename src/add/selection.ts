import { issuerUrls } from '../inspect/authority-access.ts'
import { describe } from '../inspect/describe.ts'
import { keyId } from '../inspect/key-id.ts'
import { selfSignedAmong } from '../inspect/self-signed.ts'
import type { Certificate } from '../model.ts'
import { printable } from '../printable.ts'
import type { Problem } from '../run-error.ts'
import { chainIn } from './chain-end.ts'
import type { Offer, Unpacked } from './delivery.ts'

/** What of a delivery is to be added. */
export interface Selection {
  readonly wanted: readonly Offer[]
  /** Certificates of servers beside their CAs. */
  readonly leftOut: readonly Offer[]
  /** Why nothing is wanted. */
  readonly refusal?: Problem
  /** What a person should know all the same. */
  readonly note?: Problem
}

/**
 * Picks what was asked for by fingerprint; else the end of a TLS chain, where its root is or should be; else everything
 * but the certificates of servers that stand beside a CA. What has a name in a manifest is there on purpose.
 * @param now `YYYY-MM-DDTHH:MM:SSZ`
 */
export async function select(unpacked: Unpacked, fingerprints: ReadonlySet<string>, now: string): Promise<Selection> {
  const { offers, delivery } = unpacked
  if (offers.length === 0) return { wanted: [], leftOut: [] }
  if (fingerprints.size > 0) return byFingerprint(unpacked, fingerprints)
  const selfSigned = await selfSignedAmong(offers.map(({ certificate }) => certificate))
  if (delivery.by === 'tls') return endOfChain(unpacked, await chainIn(offers, selfSigned, now), selfSigned)
  const isOfServer = ({ certificate }: Offer) => !selfSigned.has(certificate.id) && isEndCertificate(certificate)
  const hasCa = offers.some(offer => !isOfServer(offer))
  const isWanted = (offer: Offer) => !hasCa || offer.name !== undefined || !isOfServer(offer)
  return { wanted: offers.filter(isWanted), leftOut: offers.filter(offer => !isWanted(offer)) }
}

/** No CA; version 1 knew no such thing. */
const isEndCertificate = ({ basicConstraints, version }: Certificate): boolean =>
  basicConstraints === 'not-ca' || (basicConstraints === 'absent' && version === 3)

/** Beyond this a list no longer helps. */
const MOST = 10

function byFingerprint({ offers, delivery }: Unpacked, fingerprints: ReadonlySet<string>): Selection {
  const wanted = offers.filter(
    ({ certificate }) => fingerprints.has(certificate.id) || fingerprints.has(keyId(certificate)),
  )
  if (wanted.length > 0) return { wanted, leftOut: [] }
  const list = offers
    .slice(0, MOST)
    .map(({ certificate }) => `\n    ${certificate.id}  ${describe(certificate)}`)
    .join('')
  const more = offers.length > MOST ? `\n    and ${offers.length - MOST} more` : ''
  return {
    wanted: [],
    leftOut: [],
    refusal: {
      where: delivery.called,
      message: 'no certificate there has the fingerprint',
      fix: `compare with what is there:${list}${more}`,
    },
  }
}

function endOfChain(
  { delivery: { called: where } }: Unpacked,
  chain: readonly Offer[],
  selfSigned: ReadonlySet<string>,
): Selection {
  const end = chain.at(-1)
  if (end === undefined) return { wanted: [], leftOut: [] }
  if (selfSigned.has(end.certificate.id)) return { wanted: [end], leftOut: [] }
  const highest = chain.findLast(({ certificate }) => certificate.basicConstraints === 'ca')
  const root = issuerText(end.certificate)
  const fix = waysTo(end.certificate)
  if (highest === undefined) {
    const message = `the server sends no CA, only its own certificate, which was issued by ${root}`
    return { wanted: [], leftOut: [], refusal: { where, message, fix } }
  }
  return { wanted: [highest], leftOut: [], note: { where, message: `the server does not send its root, ${root}`, fix } }
}

const issuerText = ({ issuer, authorityKeyId }: Certificate): string =>
  `${printable(issuer.text) || 'without a name'} (key identifier ${authorityKeyId?.slice(0, 64) ?? 'not stated'})`

/** Nothing is fetched from there: where a certificate sends its readers is not known to be a good place. */
function waysTo(certificate: Certificate): string {
  const [url] = issuerUrls(certificate)
  const named = url === undefined ? '' : `from ${printable(url)} (so the certificate says), `
  return `get it ${named}from the Secret that holds it (kubectl get secret NAME -o jsonpath="{.data.ca\\.crt}") or from the owner of the CA, and add that`
}
