import { extension } from '../../support/certificates.ts'
import { basicConstraints, dnsNames, extendedKeyUsage, keyUsage } from '../../support/extensions.ts'
import { HOST, type Odd, root, server, UNKNOWN_EXTENSION, under } from '../support/pki.ts'
import { type Row, row } from '../support/row.ts'
import { CORP, ISSUING } from './corp.ts'

const NOT_A_CA = 'x509: invalid signature: parent certificate cannot sign this kind of certificate'
const EKU = 'x509: certificate specifies an incompatible key usage'
const CRITICAL = 'x509: unhandled critical extension'
const TOO_MANY = 'x509: too many intermediates for path length constraint'

/** A server below an intermediate, or below a root, that is odd. */
const belowCa = (name: string, odd: Odd, says = '', more: Partial<Row> = {}): Row => {
  const ca = under(CORP, 'Odd CA', odd)
  return row(name, [CORP], [server(ca), ca], says, more)
}
const belowRoot = (name: string, odd: Odd, says = '', more: Partial<Row> = {}): Row => {
  const ca = root('Odd Root', odd)
  return row(name, [ca], [server(ca)], says, more)
}
const pathLength = (length: number): Odd => ({ ca: 'absent', also: [basicConstraints(true, { pathLength: length })] })
const limited = root('Limited Root', pathLength(0))
const belowLimited = under(limited, 'One too many')
const limitedBelow = under(CORP, 'Limited CA', pathLength(0))
const tooLow = under(limitedBelow, 'One too many')
/** A server for what its extendedKeyUsage says. */
const serverFor = (name: string, extensions: readonly Buffer[], says = ''): Row =>
  row(name, [CORP], [server(CORP, undefined, { extensions: [dnsNames(HOST), ...extensions] })], says)

/** An extension whose value has something in it that DER does not, and that Go does not look at. */
const unread = (arc: number, hex: string): Odd => ({
  also: [extension(`2.5.29.${arc}`, false, Buffer.from(hex.replaceAll(' ', ''), 'hex'))],
})

/** What makes a CA, how far it reaches, and what for. */
export const AUTHORITIES: readonly Row[] = [
  belowRoot('a root without basicConstraints', { ca: 'absent' }, NOT_A_CA, {
    waive: ['no-basic-constraints', 'cert-sign-without-ca'],
  }),
  belowCa('an intermediate without basicConstraints', { ca: 'absent' }, NOT_A_CA),
  belowRoot('a root with CA=FALSE', { ca: false }, NOT_A_CA, { waive: ['not-a-ca', 'cert-sign-without-ca'] }),
  belowCa('an intermediate with CA=FALSE', { ca: false }, NOT_A_CA),
  belowRoot('a root without keyCertSign', { extensions: [keyUsage('cRLSign')] }, NOT_A_CA, {
    waive: ['missing-cert-sign'],
  }),
  belowCa('an intermediate without keyCertSign', { extensions: [keyUsage('cRLSign')] }, NOT_A_CA),
  belowRoot('a root without keyUsage', { extensions: [] }),
  belowRoot('a root of version 1', { version: 1, ca: 'absent', extensions: [] }, '', { waive: ['old-version'] }),
  belowCa(
    'an intermediate of version 1',
    { version: 1, ca: 'absent', extensions: [] },
    'x509: certificate is not authorized to sign other certificates',
  ),
  row('path length 0, and none below', [limited], [server(limited)]),
  row('path length 0 in the root, and one below', [limited], [server(belowLimited), belowLimited], TOO_MANY),
  row('path length 0 in an intermediate, and one below', [CORP], [server(tooLow), tooLow, limitedBelow], TOO_MANY),
  belowRoot('a root for servers only', { also: [extendedKeyUsage('1')] }),
  belowRoot('a root for clients only', { also: [extendedKeyUsage('2')] }, EKU),
  belowCa('an intermediate for clients only', { also: [extendedKeyUsage('2')] }, EKU),
  belowCa('an intermediate for any purpose', { also: [extendedKeyUsage('2.5.29.37.0')] }),
  belowCa('a critical extension that nobody knows, in an intermediate', { also: [UNKNOWN_EXTENSION] }, CRITICAL),
  belowRoot('a critical extension that nobody knows, in a root', { also: [UNKNOWN_EXTENSION] }, CRITICAL, {
    waive: ['unknown-critical-extension'],
  }),
  row(
    'a critical extension that nobody knows, in the end certificate',
    [CORP],
    [server(ISSUING, undefined, { also: [UNKNOWN_EXTENSION] }), ISSUING],
    CRITICAL,
  ),
  belowCa('a policy with half an element behind it, in an intermediate', unread(32, '3009 3007 0603 2a0304 3010')),
  belowCa('policy constraints with half an element behind them', unread(36, '3005 800103 3010')),
  belowCa('a policy mapping with half an element behind it', unread(33, '300e 300c 0603 2a0304 0603 2a0305 3010')),
  serverFor('an end certificate for servers and clients', [extendedKeyUsage('1', '2')]),
  serverFor('an end certificate for clients only', [extendedKeyUsage('2')], EKU),
  serverFor('an end certificate for any purpose', [extendedKeyUsage('2.5.29.37.0')]),
  serverFor('an end certificate without extendedKeyUsage', []),
  serverFor('an end certificate whose keyUsage is for agreement only', [keyUsage('keyAgreement')]),
]
