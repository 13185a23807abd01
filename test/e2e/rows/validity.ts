import { root, server, under } from '../support/pki.ts'
import { type Row, row } from '../support/row.ts'
import { CORP, ISSUING } from './corp.ts'

const PAST = { notBefore: '2020-01-01', notAfter: '2021-01-01' }
const FUTURE = { notBefore: '2038-01-01', notAfter: '2039-01-01' }
const EXPIRED = 'x509: certificate has expired or is not yet valid: current time'
const [pastCa, pastRoot, futureRoot] = [
  under(CORP, 'Past CA', PAST),
  root('Past Root', PAST),
  root('Future Root', FUTURE),
]

export const VALIDITY: readonly Row[] = [
  row('the end certificate has expired', [CORP], [server(ISSUING, undefined, PAST), ISSUING], EXPIRED),
  row('the end certificate is not yet valid', [CORP], [server(ISSUING, undefined, FUTURE), ISSUING], EXPIRED),
  row('the intermediate has expired', [CORP], [server(pastCa), pastCa], EXPIRED),
  row('the root has expired', [pastRoot], [server(pastRoot)], EXPIRED, { waive: ['expired'] }),
  row('the root is not yet valid', [futureRoot], [server(futureRoot)], EXPIRED),
  row(
    'the root has expired, and its successor of the same key is trusted as well',
    [pastRoot, root('Past Root', { serial: 2 })],
    [server(pastRoot)],
    '',
    { waive: ['expired'] },
  ),
]
