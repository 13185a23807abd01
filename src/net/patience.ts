/** How long somebody waits for something. The time stands still while it is stopped. */
export interface Patience {
  /** Of all of it, in milliseconds. */
  readonly total: number
  /** Aborted when the time is over, with a `TimeoutError`. */
  readonly signal: AbortSignal
  readonly stop: () => void
  readonly go: () => void
}

/** Time that runs from now on. @param total in milliseconds */
export function patienceOf(total: number): Patience {
  const controller = new AbortController()
  let left = total
  let since = 0
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    left -= performance.now() - since
  }
  const go = () => {
    if (timer !== undefined || controller.signal.aborted) return
    since = performance.now()
    timer = setTimeout(() => controller.abort(new DOMException('too late', 'TimeoutError')), Math.max(left, 0))
  }
  go()
  return { total, signal: controller.signal, stop, go }
}
