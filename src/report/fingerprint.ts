import { createHash } from 'node:crypto'
import type { Issue } from './report.ts'

/** An issue and what it is known by from run to run. */
export interface Known {
  readonly issue: Issue
  /** 64 hexadecimal digits. */
  readonly hash: string
  /** Counts the issues of one hash from 1. */
  readonly occurrence: number
}

/**
 * Identities that outlive a changed file: the rule and the certificate, or the file where there is none, and
 * the registry with it. Never the line
 * or the message, which change when another certificate comes or goes.
 */
export function known(issues: readonly Issue[]): Known[] {
  const seen = new Map<string, number>()
  return issues.map(issue => {
    const { rule, certificate, path, registry } = issue
    const place = registry === undefined ? path : `${path}\0${registry}`
    const hash = createHash('sha256')
      .update(`${rule}\0${certificate ?? place}`)
      .digest('hex')
    const occurrence = (seen.get(hash) ?? 0) + 1
    seen.set(hash, occurrence)
    return { issue, hash, occurrence }
  })
}
