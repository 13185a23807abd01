import { selfSignedAmong } from '../inspect/self-signed.ts'
import type { Certificate } from '../model.ts'
import { judgeServer } from './accept.ts'
import { adviceOn } from './advice.ts'
import { type Anchor, anchorOf, type Trusted } from './anchor.ts'
import { certificateIn } from './certificate-in.ts'
import { topOf } from './chain-top.ts'
import type { Evidence } from './evidence.ts'
import type { Advice, Refusal } from './refusal.ts'
import { type Remark, remarksOn } from './remarks.ts'

/** Whether a node that trusts something accepts a server. */
export type Verdict = Accepted | Refused

export interface Accepted {
  readonly accepted: true
  /** What vouches for the server. */
  readonly anchor: Anchor
  /** From the server's own certificate to that of the anchor. */
  readonly path: readonly Certificate[]
  /** Of them what ends first, and with it the path. */
  readonly endsFirst: Certificate
  readonly remarks: readonly Remark[]
}

export interface Refused extends Advice {
  readonly accepted: false
  /** What a client of Go says. */
  readonly says: string
}

/** What a server sends, read. */
export type Chain = { readonly certificates: readonly Certificate[] } | { readonly refused: Refused }

/** Reads certificates as they came over a wire. @param ders one or more, in the order in which they came */
export function readChain(ders: readonly Uint8Array[]): Chain {
  const certificates: Certificate[] = []
  for (const [index, der] of ders.entries()) {
    const seen = certificateIn(der)
    if ('certificate' in seen) {
      certificates.push(seen.certificate)
      continue
    }
    const which = index === 0 ? 'its own certificate' : `certificate ${index + 1} of ${ders.length}`
    return {
      refused: {
        accepted: false,
        // What follows in Go depends on what it has come to when it gives up.
        says: 'tls: failed to parse certificate from server',
        why: `what the server sends cannot be read, ${which}: ${seen.message}`,
        fix: 'have it replaced in the chain of the server',
      },
    }
  }
  return { certificates }
}

/**
 * Whether a node that trusts something accepts a server, and why, or why not.
 * @param server its host as the client asks for it, and what advice is made of @param now `YYYY-MM-DDTHH:MM:SSZ`
 */
export async function verdictOn(
  { host, ...server }: { readonly host: string } & Pick<Evidence, 'source' | 'add' | 'objections'>,
  chain: readonly Certificate[],
  trusted: Trusted,
  now: string,
): Promise<Verdict> {
  const judgement = await judgeServer({
    host,
    chain,
    trusted: trusted.anchors.map(({ certificate }) => certificate),
    now,
  })
  if ('refusal' in judgement) {
    const { refusal } = judgement
    const selfSigned = await selfSignedAmong(chain)
    const evidence = { ...server, chain, selfSigned, trusted, now }
    const advice = adviceOn(refusal, host, evidence)
    return { accepted: false, says: refusal.says, ...((await adviceBehind(refusal, advice, host, evidence)) ?? advice) }
  }
  const [longest] = judgement.paths
    .map(path => ({ path, endsFirst: endingFirst(path) }))
    .sort((a, b) =>
      a.endsFirst.notAfter > b.endsFirst.notAfter ? -1 : a.endsFirst.notAfter < b.endsFirst.notAfter ? 1 : 0,
    )
  const anchor = longest && anchorOf(trusted, longest.path.at(-1) ?? longest.endsFirst)
  if (longest === undefined || anchor === undefined) throw new RangeError('accepted over no path')
  const selfSigned = await selfSignedAmong(chain)
  return { accepted: true, anchor, ...longest, remarks: remarksOn(chain, longest.path, selfSigned) }
}

/** Where it would not help to trust what comes last of what is sent: what else is wrong, which nobody should find out by trusting it. */
async function adviceBehind(
  refusal: Refusal,
  advice: Advice,
  host: string,
  evidence: Evidence,
): Promise<Advice | undefined> {
  if (refusal.kind !== 'unknown-authority') return undefined
  const { chain, trusted, now } = evidence
  const more = topOf(refusal.certificate, evidence)
  const judged = await judgeServer({
    host,
    chain,
    trusted: [...trusted.anchors.map(({ certificate }) => certificate), more],
    now,
  })
  if (!('refusal' in judged) || judged.refusal.kind === 'unknown-authority') return undefined
  const next = adviceOn(judged.refusal, host, evidence)
  return { why: `${advice.why}; and if it were trusted: ${next.why}`, fix: next.fix }
}

function endingFirst(path: readonly Certificate[]): Certificate {
  const [first, ...rest] = path
  if (first === undefined) throw new RangeError('a path of nothing')
  return rest.reduce((soonest, one) => (one.notAfter < soonest.notAfter ? one : soonest), first)
}
