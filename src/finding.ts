import type { Finding } from './model.ts'

/** Whether a finding keeps outputs from being written: a waiver takes that from an error. */
export const stops = ({ severity, waiver }: Pick<Finding, 'severity' | 'waiver'>): boolean =>
  severity === 'error' && waiver === undefined
