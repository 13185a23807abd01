import { defineRule } from './rule.ts'

export default defineRule({
  name: 'registry-chain',
  on: 'registry',
  severity: 'warning',
  summary: 'A registry sends its own certificate, then each issuer but the root',
  why: 'Nodes may be lucky where other clients are not: they accept what is out of order or incomplete for reasons that pass.',
  fix: 'give the server one file: its own certificate first, then each issuer, without the root',
  source: 'RFC 8446 section 4.4.2; RFC 5246 section 7.4.2',
  example: 'harbor.corp.example:443 sends a certificate twice',
})
