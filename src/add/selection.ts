import { issuerUrls } from '../inspect/authority-access.ts'
import { describe } from '../inspect/describe.ts'
import { keyId } from '../inspect/key-id.ts'
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
 */
export function select(unpacked: Unpacked, fingerprints: ReadonlySet<string>): Selection {
  const { offers, delivery } = unpacked
  if (offers.length === 0) return { wanted: [], leftOut: [] }
  if (fingerprints.size > 0) return byFingerprint(unpacked, fingerprints)
  if (delivery.by === 'tls') return endOfChain(unpacked)
  const hasCa = offers.some(({ certificate }) => !isOfServer(certificate))
  const isWanted = ({ certificate, name }: Offer) => !hasCa || name !== undefined || !isOfServer(certificate)
  return { wanted: offers.filter(isWanted), leftOut: offers.filter(offer => !isWanted(offer)) }
}

/** Issued by somebody, and no CA; version 1 knew no such thing as a CA. */
const isOfServer = ({ selfIssued, basicConstraints, version }: Certificate): boolean =>
  !selfIssued && (basicConstraints === 'not-ca' || (basicConstraints === 'absent' && version === 3))

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

function endOfChain({ offers, delivery: { called: where } }: Unpacked): Selection {
  const chain = chainIn(offers)
  const end = chain.at(-1)
  if (end === undefined || end.certificate.selfIssued) return { wanted: end === undefined ? [] : [end], leftOut: [] }
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
