import { describe, expect, test } from 'vitest'
import { pem } from './support/certificates.ts'
import { tksTrust } from './support/cli.ts'
import { folderWith, YAML_CONFIG } from './support/folder.ts'
import { RSA_ROOT } from './support/roots.ts'

/** What the program says of a configuration with this at its end, in line 8 and after. */
function said(end: string): { code: number | null; err: string } {
  const folder = folderWith({ 'trust.config.yaml': `${YAML_CONFIG}${end}\n`, 'certs/a.crt': pem(RSA_ROOT) })
  const { code, err } = tksTrust(folder, ['check', '--quiet'])
  return { code, err }
}

const lines = YAML_CONFIG.split('\n').length

describe('a mistake in the configuration of rules is refused, with its line and the nearest word', () => {
  test.each([
    [
      'an unknown rule',
      'rules: { expires-sooon: error }',
      'rules["expires-sooon"] is not a known key',
      'did you mean expires-soon?',
    ],
    [
      'a rule with the name of a method',
      'rules: { constructor: error }',
      'rules.constructor is not a known key',
      '`tks-trust rules` lists them',
    ],
    [
      'an unknown severity',
      'rules: { expired: eror }',
      'rules.expired must be one of off, info, warning, error',
      'did you mean error?',
    ],
    [
      'an unknown option',
      'rules: { expires-soon: [error, { day: 5 }] }',
      'rules["expires-soon"][1].day is not a known key',
      'did you mean days?',
    ],
    [
      'an option of another kind',
      'rules: { expires-soon: [error, { days: soon }] }',
      'must be an integer, not a string',
      'how many days ahead',
    ],
    [
      'an option out of its bounds',
      'rules: { expires-soon: [error, { days: -1 }] }',
      'must be at least 0',
      'how many days ahead',
    ],
    ['options for a rule that has none', 'rules: { expired: [error, {}] }', 'rules.expired must be one of', ''],
    ['a list without options', 'rules: { denied: [error] }', 'rules.denied must have 2 items', ''],
    ['a list that is off', "rules: { denied: ['off', {}] }", 'rules.denied[0] must be one of info, warning, error', ''],
    [
      'a fingerprint that is none',
      'rules: { denied: [error, { deny: [abc] }] }',
      'must be a SHA-256 in hexadecimal',
      '',
    ],
    ['a private key that passes', "rules: { private-key: 'off' }", 'rules["private-key"] must be error', ''],
    ['a damaged block that passes', 'rules: { damaged-block: warning }', 'rules["damaged-block"] must be error', ''],
    ['a refused block that is not said', "rules: { not-der: 'off' }", 'must be one of info, warning, error', ''],
    [
      'an unknown key of a waiver',
      'waivers: [{ ruel: expired }]',
      'waivers[0].ruel is not a known key',
      'did you mean rule?',
    ],
    ['a waiver that is no object', 'waivers: [expired]', 'waivers[0] must be an object, not a string', ''],
  ])('%s', (_, end, message, fix) => {
    const { code, err } = said(end)
    expect(code).toBe(2)
    expect(err).toContain(`trust.config.yaml:${lines}: error: `)
    expect(err).toContain(message)
    expect(err).toContain(fix)
  })
})
