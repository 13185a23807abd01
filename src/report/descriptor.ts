import type { Severity } from '../model.ts'
import { ruleNamed } from '../rules/index.ts'
import { type Issue, OUT_OF_DATE } from './report.ts'

/** What there is to say of a rule, for formats that explain. */
export interface Descriptor {
  readonly severity: Severity
  readonly summary: string
  readonly why: string
  readonly fix: string
  readonly source: string
}

const OUTPUT: Descriptor = {
  severity: 'error',
  summary: 'Every output is what generate would write',
  why: 'The clusters trust what stands in the committed output, whatever the certificates beside it are.',
  fix: 'npx tks-trust generate, and commit the result',
  source: 'house rule',
}

export const descriptorOf = (rule: Issue['rule']): Descriptor => (rule === OUT_OF_DATE ? OUTPUT : ruleNamed(rule))
