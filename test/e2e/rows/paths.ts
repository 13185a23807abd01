import { dnsNames, extendedKeyUsage } from '../../support/extensions.ts'
import { ecKey } from '../../support/keys.ts'
import { HOST, root, server, under } from '../support/pki.ts'
import { type Row, row } from '../support/row.ts'
import { CORP, ISSUING, LEAF, OTHER, UNKNOWN } from './corp.ts'

const key = ecKey('e2e/cross')
const CROSS = under(CORP, 'Cross CA', { key })
const CROSS_BY_OTHER = under(OTHER, 'Cross CA', { key })
const BELOW_CROSS = server(CROSS)
const TWIN = root('Corp Root', { key: ecKey('e2e/twin') })
const WRONG_TWIN = `${UNKNOWN} (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "Corp Root")`
const alone = (ca: boolean) =>
  root(`self ${ca}`, { subject: HOST, ca, extensions: [extendedKeyUsage('1'), dnsNames(HOST)] })
const OTHERS = Array.from({ length: 98 }, (_, index) => under(OTHER, `Other CA ${index}`))
const OLD_ROOT = root('Renewed Root', { key: ecKey('e2e/old root') })
const NEW_ROOT = root('Renewed Root', { key: ecKey('e2e/new root') })
const NEW_BY_OLD = under(OLD_ROOT, 'Renewed Root', { key: ecKey('e2e/new root') })
const OLD_BY_NEW = under(NEW_ROOT, 'Renewed Root', { key: ecKey('e2e/old root') })
const NAMESAKE = root(HOST, { key: ecKey('e2e/namesake') })
const LOW = under(ISSUING, 'Lowest CA')

/** From the server's certificate to what is trusted. */
export const PATHS: readonly Row[] = [
  row('the intermediate is sent', [CORP], [LEAF, ISSUING]),
  row('two intermediates are sent', [CORP], [server(LOW), LOW, ISSUING]),
  row('the intermediate is not sent', [CORP], [LEAF], UNKNOWN),
  row('the intermediate is not sent, and trusted as well as the root', [CORP, ISSUING], [LEAF]),
  row('the intermediate is trusted without its root', [ISSUING], [LEAF, ISSUING]),
  row('one intermediate of two is not sent', [CORP], [server(LOW), LOW], UNKNOWN),
  row('the root is another one', [OTHER], [LEAF, ISSUING, CORP], UNKNOWN),
  row('the root is sent as well', [CORP], [LEAF, ISSUING, CORP]),
  row('the chain is sent in the wrong order', [CORP], [server(LOW), CORP, ISSUING, LOW]),
  row('others are sent between', [CORP], [LEAF, OTHER, CROSS, ISSUING]),
  row('ninety-eight others are sent as well', [CORP], [LEAF, ...OTHERS, ISSUING]),
  row('the same is sent twice', [CORP], [LEAF, LEAF, ISSUING, ISSUING]),
  row('the end certificate alone is trusted', [LEAF], [LEAF], '', { waive: ['not-a-ca'] }),
  row('another end certificate of that CA is trusted', [server(ISSUING, [], { serial: 8 })], [LEAF, ISSUING], UNKNOWN, {
    waive: ['not-a-ca'],
  }),
  row('a self-signed end certificate is trusted', [alone(false)], [alone(false)]),
  row('a self-signed end certificate that is a CA is trusted', [alone(true)], [alone(true)]),
  row('a self-signed end certificate is not trusted', [CORP], [alone(false)], UNKNOWN),
  row('a CA of two issuers, the trusted one is sent', [OTHER], [BELOW_CROSS, CROSS_BY_OTHER]),
  row('a CA of two issuers, only the other is sent', [OTHER], [BELOW_CROSS, CROSS], UNKNOWN),
  row('a CA of two issuers, both are sent', [OTHER], [BELOW_CROSS, CROSS, CROSS_BY_OTHER]),
  row('two CAs of one name, the wrong key is trusted', [TWIN], [LEAF, ISSUING], WRONG_TWIN),
  row('two CAs of one name, both are trusted', [TWIN, CORP], [LEAF, ISSUING]),
  row(
    'a renewed root of the same key is trusted',
    [root('Corp Root', { serial: 9, notAfter: '2045-01-01' })],
    [LEAF, ISSUING],
  ),
  row('a root has a new key, which the old one has signed', [OLD_ROOT], [server(NEW_ROOT), NEW_BY_OLD]),
  row('a root has a new key, and has signed the old one with it', [NEW_ROOT], [server(OLD_ROOT), OLD_BY_NEW]),
  row(
    'a root has a new key, and both have signed each other',
    [OTHER],
    [server(NEW_ROOT), NEW_BY_OLD, OLD_BY_NEW],
    UNKNOWN,
  ),
  row('the CA has the name of the server', [NAMESAKE], [server(NAMESAKE)]),
  row('the CA has the name of the server, and is not trusted', [CORP], [server(NAMESAKE), NAMESAKE], UNKNOWN),
  row('the key id of the issuer is another one', [CORP], [server(CORP, undefined, { authorityKey: OTHER.key })]),
]
