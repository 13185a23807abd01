import { defineRule } from './rule.ts'

export default defineRule({
  name: 'bad-self-signature',
  on: 'certificate',
  severity: 'error',
  summary: 'The signature of a self-issued certificate holds under its own key',
  why: 'A changed octet anywhere in a root shows here and nowhere else; every root of Node passes.',
  fix: 'get the certificate again from the CA: this copy was changed or damaged; or, if it is that of a server whose CA has the same name, commit the CA',
  source: 'RFC 5280 section 6.1.3 (a) (1)',
  example: 'CN=One Bit,O=Example,C=GB: its own key does not verify its signature',
  check: (_, { signature }) => (signature === 'broken' ? 'its own key does not verify its signature' : undefined),
})
