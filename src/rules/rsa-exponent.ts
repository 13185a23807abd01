import { defineRule } from './rule.ts'

export default defineRule({
  name: 'rsa-exponent',
  on: 'certificate',
  severity: 'error',
  summary: 'The public exponent of an RSA key is odd and at least 3',
  why: 'With an even exponent, or with 1, anybody can make signatures, or nobody can.',
  fix: 'ask the owner of the CA for a certificate without this fault; where it has to stay, waive it with reason and end',
  source: 'RFC 8017 section 3.1; FIPS 186-5 section A.1.1',
  example: 'CN=Even Exponent,O=Example,C=GB: its RSA exponent is 10000 (hexadecimal)',
  check: ({ key: { rsa } }) => {
    if (rsa === undefined || (/[13579bdf]$/.test(rsa.exponent) && !/^-|^1$/.test(rsa.exponent))) return undefined
    return `its RSA exponent is ${rsa.exponent === '' ? '0' : rsa.exponent.slice(0, 20)} (hexadecimal)`
  },
})
