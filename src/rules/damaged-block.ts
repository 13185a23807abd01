import { defineRule } from './rule.ts'

export default defineRule({
  name: 'damaged-block',
  on: 'block',
  severity: 'error',
  least: 'error',
  summary: 'Every block is whole',
  why: 'Most readers pass over a damaged block without a word, and the CA is then missing on the nodes.',
  fix: 'export or copy the certificate again, whole',
  source: 'RFC 7468 sections 2 and 3; golang/go issue 34069',
  example: 'no END line: the block is cut off',
})
