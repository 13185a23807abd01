import { defineRule } from './rule.ts'

export default defineRule({
  name: 'name-encoding',
  on: 'certificate',
  severity: 'error',
  summary: 'The strings of a name hold only what their type can hold',
  why: 'Go refuses to load a certificate with such a name, so that containerd trusts nothing that it issued.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'ITU-T X.680 section 41; Go crypto/x509 parser.go, parseASN1String',
  example: 'CN=Example_Root,O=Example,C=GB: the CN in its name is no PrintableString',
  check: ({ subject, issuer }) => {
    const bad = [...subject.attributes, ...issuer.attributes].find(({ misencoded }) => misencoded !== undefined)
    return bad === undefined ? undefined : `the ${bad.type} in its name is no ${bad.misencoded}`
  },
})
