import type { TestContext } from 'vitest'
import type { Ran } from './shell.ts'

/** A step of the story, for the report of the run. */
export interface Step {
  readonly heading: string
  readonly ran: readonly Ran[]
}

/** What each client says of one server: nothing where it accepts it, undefined where it was not asked. */
export interface Answers {
  readonly group: string
  readonly name: string
  readonly skopeo: string | undefined
  /** As recorded in the row where there is no Go. */
  readonly go: string
  readonly verify: string | undefined
  /** Why a client was not asked, or says something else. */
  readonly remark: string
  /** By what names the columns go. */
  readonly clients: { readonly skopeo: string; readonly go: string }
}

/** What `verify` says of a server that does not behave, and after how long. */
export interface Misbehaviour {
  readonly name: string
  readonly said: string
  readonly seconds: number
}

declare module '@vitest/runner' {
  interface TaskMeta {
    step?: Step
    answers?: Answers
    misbehaviour?: Misbehaviour
  }
}

/** Hands what was done to the report. */
export function record({ task }: TestContext, heading: string, ran: readonly Ran[]): void {
  task.meta.step = { heading, ran }
}
