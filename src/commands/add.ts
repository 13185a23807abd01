import { isYes, question, type Unconfirmed, unconfirmed } from '../add/confirmation.ts'
import { type Delivery, type Unpacked, unpack } from '../add/delivery.ts'
import { judgeAdditions } from '../add/judgement.ts'
import { type Plan, planOf } from '../add/plan.ts'
import { type Selection, select } from '../add/selection.ts'
import { doneText, notesText } from '../add/talk.ts'
import { type AddFlags, type Wish, wishOf } from '../add/wish.ts'
import { stops } from '../finding.ts'
import { subjectOf } from '../inspect/describe.ts'
import { createAll } from '../io/new-files.ts'
import { findingsOf, inOrder } from '../judge.ts'
import { lookedAt } from '../key-advice.ts'
import type { Law } from '../law.ts'
import type { Finding } from '../model.ts'
import { toPem } from '../pem.ts'
import { findingsOfRefusals } from '../read.ts'
import { problemsText } from '../report/talk.ts'
import { text } from '../report/text.ts'
import type { Problem } from '../run-error.ts'
import { groundOf } from './add-ground.ts'
import { obtain } from './add-sources.ts'
import { generateCommand } from './again.ts'
import type { Outcome, World } from './command.ts'

/** Brings certificates into the folder, all that were asked for or none. @throws {RunError} */
export async function run(world: World, flags: AddFlags, operands: readonly string[]): Promise<Outcome> {
  const wish = wishOf(flags)
  const ground = await groundOf(world, flags)
  const { deliveries, problems: unread } = await obtain(world, operands, wish)
  const unpacked = await Promise.all(deliveries.map(unpack))
  const selections = await Promise.all(unpacked.map(delivery => select(delivery, wish.fingerprints, world.now)))
  const offers = selections.flatMap(({ wanted }) => wanted)
  const misuse = unread.length > 0 ? [...unread] : misuseOfName(wish, offers)
  const plan = planOf(offers, ground, misuse.length > 0 ? undefined : wish.name)
  const { law, sightings, destinations } = ground
  const findings = inOrder(
    withoutLines(
      [
        ...(await sourceFindings(law, unpacked, selections)),
        ...(await judgeAdditions(law, plan.additions, sightings, destinations)),
      ],
      deliveries,
    ),
  )
  const refusals = [...selections.flatMap(refusalOf), ...empty(unpacked, selections, findings), ...plan.problems]
  const open = wish.fingerprints.size > 0 ? [] : unconfirmedIn(unpacked, plan)
  const isGood = misuse.length === 0 && refusals.length === 0 && !findings.some(stops)
  const style = world.style()
  const quiet = flags.quiet === true
  const notes = [...deliveries.flatMap(redirectsOf), ...selections.flatMap(({ note = [] }) => note), ...plan.notes]
  const remarks = text({ config: '', findings }, { style, quiet }) + (quiet ? '' : notesText(notes, style))
  const { left, wasAsked } = isGood && !wish.isDry ? await ask(open, remarks, world) : { left: open, wasAsked: false }
  refusals.push(...left.flatMap(unconfirmed))
  const told = (wasAsked ? '' : remarks) + problemsText([...misuse, ...refusals], style)
  if (misuse.length > 0 || refusals.length > 0 || findings.some(stops))
    return { code: misuse.length > 0 ? 2 : 1, err: `${told}nothing was added\n` }
  if (!wish.isDry && plan.additions.length > 0)
    createAll(
      ground.root,
      plan.additions.map(({ path, certificate }) => ({ path, text: toPem(certificate.der) })),
    )
  return { code: 0, err: told + (quiet ? '' : doneText(plan, wish.isDry, generateCommand(world, flags))) }
}

function misuseOfName({ name }: Wish, offers: readonly Unpacked['offers'][number][]): Problem[] {
  const certificates = new Map(offers.map(({ certificate }) => [certificate.id, certificate]))
  if (name === undefined || certificates.size < 2) return []
  const some = [...certificates.values()].slice(0, 3).map(subjectOf).join('; ')
  const message = `--name ${name} is for one certificate, and there are ${certificates.size}: ${some}`
  return [{ message, fix: 'leave it out, or pick one of them with --fingerprint' }]
}

async function sourceFindings(
  law: Law,
  unpacked: readonly Unpacked[],
  selections: readonly Selection[],
): Promise<Finding[]> {
  const leftOut = selections.flatMap(selection => selection.leftOut)
  return [
    ...(
      await findingsOfRefusals(
        law,
        unpacked.flatMap(({ refusals }) => refusals),
      )
    ).map(lookedAt),
    ...leftOut.flatMap(({ certificate, origin: { path, line } }) => {
      const message = `${subjectOf(certificate)}: the certificate of a server; the CA beside it suffices`
      return findingsOf(law, { rule: 'left-out', message }, { path, line })
    }),
  ]
}

/** A source that gave nothing and has said nothing about it. */
const empty = (
  unpacked: readonly Unpacked[],
  selections: readonly Selection[],
  findings: readonly Finding[],
): Problem[] =>
  unpacked.flatMap(({ delivery: { called } }, index) => {
    const selection = selections[index]
    if (selection === undefined || selection.wanted.length > 0 || selection.refusal !== undefined) return []
    const isSaid = findings.some(finding => stops(finding) && finding.path?.startsWith(called))
    return isSaid ? [] : [{ where: called, message: 'there is no certificate in it to add' }]
  })

const refusalOf = ({ refusal }: Selection): Problem[] => (refusal === undefined ? [] : [refusal])

const redirectsOf = ({ called, redirects = [] }: Delivery): Problem[] =>
  redirects.map(url => ({ where: called, message: `sent on to ${url}, on the same server` }))

/** What comes over the network has no lines that anybody could look up. */
function withoutLines(findings: readonly Finding[], deliveries: readonly Delivery[]): Finding[] {
  const remote = new Set(deliveries.flatMap(({ called, by }) => (by === 'tls' || by === 'https' ? [called] : [])))
  return findings.map(({ line, ...finding }) =>
    line === undefined || remote.has(finding.path ?? '') ? finding : { ...finding, line },
  )
}

/** A certificate that a file holds as well needs nobody's word: whoever named the file has given it. */
function unconfirmedIn(unpacked: readonly Unpacked[], { additions }: Plan): Unconfirmed[] {
  const deliveryOf = new Map(
    unpacked.flatMap(({ delivery, offers }) => offers.map(offer => [offer, delivery] as const)),
  )
  const isRemote = (delivery: Delivery | undefined) => delivery?.by === 'tls' || delivery?.by === 'https'
  const open = additions.filter(({ offers }) => offers.every(offer => isRemote(deliveryOf.get(offer))))
  return unpacked.flatMap(({ delivery }) => {
    const from = open.filter(({ offers: [first] }) => first !== undefined && deliveryOf.get(first) === delivery)
    return from.length === 0 ? [] : [{ delivery, additions: from }]
  })
}

/**
 * Asks on the terminal, where there is one. What there is to say of the certificates is said before.
 * @returns what nobody said yes to, and whether anybody was there to be asked
 */
async function ask(open: readonly Unconfirmed[], remarks: string, world: World) {
  const left: Unconfirmed[] = []
  let before = remarks === '' ? '' : `${remarks}\n`
  let wasAsked = false
  for (const one of open) {
    const answer = left.length > 0 ? undefined : await world.ask(before + question(one))
    if (answer !== undefined) [wasAsked, before] = [true, '']
    if (answer === undefined || !isYes(answer)) left.push(one)
  }
  return { left, wasAsked }
}
