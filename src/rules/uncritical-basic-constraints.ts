import { defineRule } from './rule.ts'

const BASIC_CONSTRAINTS = '2.5.29.19'

export default defineRule({
  name: 'uncritical-basic-constraints',
  on: 'certificate',
  severity: 'warning',
  summary: 'The basicConstraints of a CA are critical',
  why: 'A reader that does not know the extension may pass over it and take any certificate for a CA.',
  fix: 'mark it critical when the CA is next renewed',
  source: 'RFC 5280 section 4.2.1.9',
  example: 'CN=Uncritical,O=Example,C=GB: its basicConstraints are not critical',
  check: ({ basicConstraints, extensions }) =>
    basicConstraints === 'ca' && extensions.some(({ id, critical }) => id === BASIC_CONSTRAINTS && !critical)
      ? 'its basicConstraints are not critical'
      : undefined,
})
