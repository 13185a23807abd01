import { sign } from 'node:crypto'
import { NULL, oid, sequence } from '../../support/der.ts'
import { edKey, type KeyPair, rsaKey } from '../../support/keys.ts'
import type { Scheme } from '../../support/schemes.ts'
import { spkiOf } from '../../support/self-signed.ts'
import { pss } from '../../support/signings.ts'
import { curveKey, type Holder, type Key, type Odd, root, server, under } from '../support/pki.ts'
import { type Row, row } from '../support/row.ts'
import { CORP } from './corp.ts'

const by = ({ privateKey }: KeyPair, digest: string, identifier: string): Scheme => ({
  identifier: sequence(oid(identifier), NULL),
  sign: tbs => sign(digest, tbs, privateKey),
})
const [rsa, rsa1024, rsa768] = [rsaKey('e2e', 2048), rsaKey('e2e', 1024), rsaKey('e2e', 768)]
const sha1 = by(rsa, 'sha1', '1.2.840.113549.1.1.5')
const RSA_ROOT = root('RSA Root', { key: rsa })
const INSECURE = (name: string): string =>
  `x509: certificate signed by unknown authority (possibly because of "x509: cannot verify signature: insecure algorithm ${name}`

/** The key of the server. */
const serverOf = (name: string, key: Key, says = '', more: Partial<Row> = {}): Row =>
  row(name, [CORP], [server(CORP, undefined, { key })], says, more)
/** The key of the CA. */
const belowRootOf = (name: string, key: Key, says = '', more: Partial<Row> = {}, odd: Odd = {}): Row => {
  const ca: Holder = root(`Root, ${name}`, { key, ...odd })
  return row(name, [ca], [server(ca)], says, more)
}
const NEGATIVE = under(CORP, 'Negative CA', { rawSerial: [0xff] })
const P224 = curveKey('secp224r1', 'sha256', '1.2.840.10045.4.3.2')
const BRAINPOOL = curveKey('brainpoolP256r1', 'sha256', '1.2.840.10045.4.3.2')
const { key: pssKey, algorithm, sign: pssSign } = pss('sha256', 'sha256', 32)
const PSS: Scheme = { identifier: Buffer.from(algorithm), sign: pssSign }
const PSS_ROOT = root('PSS Root', { key: { kind: 'rsa', privateKey: pssKey, spki: spkiOf(pssKey) } })

const ODD_PSS = under(PSS_ROOT, 'Odd PSS CA', {
  scheme: { ...PSS, identifier: sequence(oid('1.2.840.113549.1.1.10'), NULL) },
})

/** Keys and signatures. */
export const ALGORITHMS: readonly Row[] = [
  row(
    'a server of RSA 2048 below a CA of RSA',
    [RSA_ROOT],
    [server(RSA_ROOT, undefined, { key: rsaKey('e2e/server', 2048) })],
  ),
  serverOf('a server of RSA 1024', rsa1024),
  serverOf('a server of RSA 768', rsa768, 'crypto/rsa: 768-bit keys are insecure', {
    older: { since: ['1.24.0'], says: '' },
  }),
  belowRootOf('a CA of RSA 1024', rsa1024, '', { waive: ['small-rsa-key'] }),
  belowRootOf('a CA of RSA 768', rsa768, 'crypto/rsa: 768-bit keys are insecure', {
    waive: ['small-rsa-key'],
    older: { since: ['1.24.0'], says: '' },
  }),
  serverOf('a server of P-384', curveKey('P-384', 'sha384', '1.2.840.10045.4.3.3')),
  serverOf('a server of P-521', curveKey('P-521', 'sha512', '1.2.840.10045.4.3.4')),
  serverOf('a server of Ed25519', edKey('e2e')),
  belowRootOf('a CA of P-384', curveKey('P-384', 'sha384', '1.2.840.10045.4.3.3')),
  belowRootOf('a CA of P-521', curveKey('P-521', 'sha512', '1.2.840.10045.4.3.4')),
  belowRootOf('a CA of Ed25519', edKey('e2e/ca')),
  belowRootOf('a CA of P-224', P224, '', { waive: ['uncommon-curve'] }),
  belowRootOf('a CA of brainpoolP256r1', BRAINPOOL, 'x509: certificate signed by unknown authority', {
    waive: ['uncommon-curve'],
  }),
  row(
    'two CAs of RSA of one name, the wrong key is trusted',
    [root('RSA Root', { key: rsaKey('e2e/twin', 2048) })],
    [server(RSA_ROOT)],
    'x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "RSA Root")',
  ),
  row('a signature of RSA-PSS', [PSS_ROOT], [server(PSS_ROOT, undefined, { scheme: PSS })]),
  row(
    'a signature of RSA-PSS with parameters that make no sense, in an intermediate',
    [PSS_ROOT],
    [server(ODD_PSS), ODD_PSS],
    'x509: certificate signed by unknown authority',
  ),
  row('a signature with SHA-1', [RSA_ROOT], [server(RSA_ROOT, undefined, { scheme: sha1 })], INSECURE('SHA1-RSA')),
  belowRootOf('a root that signed itself with SHA-1', rsa, '', { waive: ['sha1-signature'] }, { scheme: sha1 }),
  row(
    'a negative serial number, in the end certificate',
    [CORP],
    [server(CORP, undefined, { rawSerial: [0xff] })],
    'x509: negative serial number',
    {
      older: { since: ['1.23.0'], says: '' },
    },
  ),
  belowRootOf(
    'a negative serial number, in the root',
    rsa,
    'x509: certificate signed by unknown authority',
    {
      waive: ['negative-serial', 'go-cannot-load'],
      older: { since: ['1.23.0'], says: '' },
    },
    { rawSerial: [0xff] },
  ),
  row(
    'a negative serial number, in an intermediate',
    [CORP],
    [server(NEGATIVE), NEGATIVE],
    'x509: negative serial number',
    {
      older: { since: ['1.23.0'], says: '' },
    },
  ),
  row('a serial number of zero', [CORP], [server(CORP, undefined, { serial: 0 })]),
]
