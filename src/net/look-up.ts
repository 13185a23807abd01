import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { ConnectionError } from './failure.ts'
import type { Patience } from './patience.ts'

/**
 * libuv has four threads for this and for files, unless UV_THREADPOOL_SIZE says another number; a name server that does not answer holds
 * each look-up for as long as the system waits, and nothing calls it off. One thread is left for the rest of the work.
 */
const MOST = 3

type Addresses = readonly LookupAddress[]

/** A name that is looked up once for all who want it. */
interface Question {
  readonly host: string
  readonly asking: Set<Patience>
  readonly answer: Promise<Addresses>
  readonly start: () => void
  isUnderway: boolean
}

const questions = new Map<string, Question>()
const underway = (): Question[] => [...questions.values()].filter(({ isUnderway }) => isUnderway)
const waiting = (): Question[] => [...questions.values()].filter(({ isUnderway }) => !isUnderway)

/** Whether somebody still looks a name up that nobody waits for any more: it cannot be called off. */
export const isLookingUp = (): boolean => underway().length > 0

/**
 * The addresses of a host, as the system knows them. Time does not run for who waits for a turn, as long as turns come.
 * @throws {ConnectionError} where the time is over before they are known, and whatever Node throws where there are none
 */
export async function lookUp(host: string, patience: Patience): Promise<Addresses> {
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  const { signal } = patience
  const late = () => new ConnectionError('its name cannot be looked up in time', FIX)
  if (signal.aborted) throw late()
  const question = questions.get(host) ?? questionOf(host)
  question.asking.add(patience)
  proceed()
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      question.asking.delete(patience)
      proceed()
      reject(late())
    })
    question.answer.then(resolve, reject)
  })
}

function questionOf(host: string): Question {
  const { promise: answer, resolve, reject } = withResolvers()
  const question: Question = {
    host,
    asking: new Set(),
    answer,
    isUnderway: false,
    start: () => {
      question.isUnderway = true
      lookup(host, { all: true }, (error, addresses) => {
        questions.delete(host)
        if (error === null) resolve(addresses)
        else reject(error)
        proceed()
      })
    },
  }
  // Who asks hears of it; where nobody does any more, nobody has to.
  answer.catch(() => {})
  questions.set(host, question)
  return question
}

/** Starts what there is a turn for, and has the time of all others run or stand still. */
function proceed(): void {
  for (const question of waiting()) {
    if (question.asking.size === 0) questions.delete(question.host)
    else if (underway().length < MOST) question.start()
  }
  const isStuck = underway().some(({ asking }) => asking.size === 0)
  for (const { asking, isUnderway } of questions.values())
    for (const patience of asking) {
      if (isUnderway || isStuck) patience.go()
      else patience.stop()
    }
}

function withResolvers() {
  let settle: { resolve: (addresses: Addresses) => void; reject: (error: Error) => void } | undefined
  const promise = new Promise<Addresses>((resolve, reject) => {
    settle = { resolve, reject }
  })
  if (settle === undefined) throw new TypeError('a promise runs its executor at once')
  return { promise, ...settle }
}

const FIX = 'check the name server (getent hosts NAME); --timeout 60s waits longer'

/** For Node, which asks for one address or for all, what is known already. */
export const fixedLookup =
  (addresses: Addresses): LookupFunction =>
  (_, { all }, callback) => {
    const [first] = addresses
    if (all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
