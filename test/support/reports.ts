import type { Finding } from '../../src/model.ts'
import type { Report } from '../../src/report/report.ts'
import { styleFor } from '../../src/report/style.ts'
import type { TextOptions } from '../../src/report/text.ts'

export const PLAIN: TextOptions = { style: styleFor(false), quiet: false }

/** Certificate identities that can be told apart. */
export const id = (digit: string): string => digit.repeat(64)

export const finding = (given: Partial<Finding> = {}): Finding => ({
  rule: 'expired',
  severity: 'warning',
  message: 'CN=a: it expired on 2022-03-10',
  fix: 'remove it',
  path: 'certs/a.crt',
  line: 1,
  certificate: id('a'),
  subject: 'CN=a',
  ...given,
})

const waiver = {
  rule: 'private-key',
  certificate: id('c'),
  reason: 'a test key',
  owner: 'platform team',
  until: '2027-03-31',
} as const

/** One finding of each kind, most of them with all there can be. */
export const FINDINGS: readonly Finding[] = [
  finding(),
  finding({ rule: 'left-out', severity: 'info', message: 'is read already', path: 'certs/b.crt' }),
  finding({
    rule: 'private-key',
    severity: 'error',
    message: 'a private key',
    path: 'certs/c.crt',
    certificate: id('c'),
  }),
  finding({ rule: 'private-key', severity: 'error', message: 'a private key', path: 'certs/d.crt', waiver }),
]

export const report = (given: Partial<Report> = {}): Report => ({
  version: '1.2.3',
  command: 'check',
  now: '2026-06-15T12:00:00Z',
  config: 'trust.config.yaml',
  findings: FINDINGS,
  outputs: [{ path: 'tks.yaml', state: 'up-to-date', certificates: 2 }],
  ...given,
})

export const CLEAN: Report = report({ findings: [] })

/** Everything that a name or a path may hold to do harm somewhere. */
export const NASTY =
  'x\n::error::pwned\r\u001b[2J\u009b31m\u202e\u2066\u2028\u0000\ud800\udc00\ud800\ufffe|`a` ``b``<script>alert(1)</script>' +
  '<!-- --> ]]> &amp; "\' $\x7b{ github.token }} @team #12 [a](http://evil.example) ![i](x) www.evil.example **b** _c_ ~d~ \\| % %0A %3A : , \udc00'

/** A report in which every text is hostile. */
export const HOSTILE: Report = report({
  config: `${NASTY}/trust.config.yaml`,
  findings: FINDINGS.map(one => ({
    ...one,
    message: NASTY,
    fix: NASTY,
    path: NASTY,
    ...(one.certificate !== undefined && { subject: NASTY }),
    ...(one.waiver && { waiver: { ...one.waiver, reason: NASTY, owner: NASTY } }),
  })),
  outputs: [{ path: NASTY, state: 'differs', certificates: 1 }],
})
