import { defineRule } from './rule.ts'

export default defineRule({
  name: 'explicit-curve',
  on: 'certificate',
  severity: 'error',
  summary: 'An elliptic curve is given by its name',
  why: 'Go refuses such a key, and OpenSSL checks it late: parameters of an attacker once passed for those of a CA (CVE-2020-0601).',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'RFC 5480 section 2.1.1',
  example: 'CN=Written Out,O=Example,C=GB: the parameters of its curve are written out',
  check: ({ key: { curve } }) =>
    curve === 'explicit'
      ? 'the parameters of its curve are written out'
      : curve === 'unnamed'
        ? 'its key does not say which curve it is on'
        : undefined,
})
