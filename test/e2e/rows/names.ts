import { dns, HOST, ip, server } from '../support/pki.ts'
import { type Row, row } from '../support/row.ts'
import { CORP } from './corp.ts'

const LEGACY = 'x509: certificate relies on legacy Common Name field, use SANs instead'
const NO_IP = "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs"
const named = (...names: Buffer[]) => [server(CORP, names)]
const at = (host: string, more: Partial<Row> = {}): Partial<Row> => ({ host, ...more })

/** Which names a certificate is good for (RFC 6125 and 9525, as crypto/x509 has them). */
export const NAMES: readonly Row[] = [
  row('a certificate for its name', [CORP], named(dns(HOST))),
  row('the name as CN, and no SAN', [CORP], named(), LEGACY),
  row(
    'the name as CN, another one as SAN',
    [CORP],
    named(dns('old.corp.example')),
    `x509: certificate is valid for old.corp.example, not ${HOST}`,
  ),
  row('several names, the last is right', [CORP], named(dns('a.example'), ip(10, 0, 0, 1), dns(HOST))),
  row('an IP address, as such in the SAN', [CORP], named(ip(127, 0, 0, 1)), '', at('127.0.0.1')),
  row('an IP address, as a DNS name in the SAN', [CORP], named(dns('127.0.0.1')), NO_IP, at('127.0.0.1')),
  row('an IP address, as CN alone', [CORP], [server(CORP, [], { subject: '127.0.0.1' })], LEGACY, at('127.0.0.1')),
  row(
    'another IP address in the SAN',
    [CORP],
    named(ip(10, 0, 0, 1)),
    'x509: certificate is valid for 10.0.0.1, not 127.0.0.1',
    at('127.0.0.1'),
  ),
  row('an IP address, and only a name in the SAN', [CORP], named(dns(HOST)), NO_IP, at('127.0.0.1')),
  row('a wildcard', [CORP], named(dns('*.corp.example'))),
  row(
    'a wildcard, one label too few',
    [CORP],
    named(dns('*.corp.example')),
    'x509: certificate is valid for *.corp.example, not a.registry.corp.example',
    at('a.registry.corp.example'),
  ),
  row(
    'a wildcard, the name itself without a label',
    [CORP],
    named(dns('*.corp.example')),
    'x509: certificate is valid for *.corp.example, not corp.example',
    at('corp.example'),
  ),
  row('a wildcard for a part of a label', [CORP], named(dns('reg*.corp.example')), 'x509: certificate is'),
  row('a wildcard that is not in front', [CORP], named(dns('registry.*.example')), 'x509: certificate is'),
  row('capital letters in the SAN', [CORP], named(dns('Registry.Corp.Example'))),
  row('capital letters in the host', [CORP], named(dns(HOST)), '', at('Registry.CORP.example')),
  row('a dot behind the host', [CORP], named(dns(HOST)), '', at(`${HOST}.`, { notSkopeo: 'no such reference' })),
  row('a dot behind the name in the SAN', [CORP], named(dns(`${HOST}.`)), 'x509: certificate is'),
  row('an internationalised name', [CORP], named(dns('xn--bcher-kva.example')), '', at('xn--bcher-kva.example')),
  row(
    'an underscore in the name',
    [CORP],
    named(dns('my_registry.corp.example')),
    '',
    at('my_registry.corp.example', { notSkopeo: 'no such reference' }),
  ),
  row(
    'a name without dots',
    [CORP],
    named(dns('registry')),
    '',
    at('registry', { notSkopeo: 'a short name, of Docker Hub' }),
  ),
]
