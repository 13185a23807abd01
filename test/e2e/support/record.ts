import type { TestContext } from 'vitest'
import type { Ran } from './shell.ts'

/** What a test leaves for the report of the run. */
export interface Step {
  readonly heading: string
  readonly ran: readonly Ran[]
}

declare module '@vitest/runner' {
  interface TaskMeta {
    step?: Step
  }
}

/** Hands what was done to the report. */
export function record({ task }: TestContext, heading: string, ran: readonly Ran[]): void {
  task.meta.step = { heading, ran }
}
