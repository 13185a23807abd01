import { nameOf } from '../../support/certificates.ts'
import { element } from '../../support/der.ts'
import { constraints, dns, HOST, ip, root, server, under } from '../support/pki.ts'
import { type Row, row } from '../support/row.ts'
import { CORP } from './corp.ts'

const NOT_PERMITTED = 'is not permitted by any constraint'
const EXCLUDED = 'is excluded by constraint'
const LOOPBACK = ip(127, 0, 0, 0, 255, 0, 0, 0)
const PRIVATE = ip(10, 0, 0, 0, 255, 0, 0, 0)

/** A server below an intermediate that is limited to some names. */
function limited(
  name: string,
  limit: Parameters<typeof constraints>[0],
  says = '',
  more: Partial<Row> & { names?: Buffer[] } = {},
): Row {
  const { names, ...rest } = more
  const ca = under(CORP, 'Limited CA', { also: [constraints(limit)] })
  return row(name, [CORP], [server(ca, names), ca], says, rest)
}

const limitedRoot = root('Limited Root', { also: [constraints({ permitted: [dns('lab.example')] })] })
const directory = element(0xa4, nameOf('Corp'))
const LOCAL = { host: '127.0.0.1', names: [ip(127, 0, 0, 1)] }

/** nameConstraints (RFC 5280 4.2.1.10). */
export const CONSTRAINTS: readonly Row[] = [
  limited('a permitted name', { permitted: [dns('corp.example')] }),
  limited('a name that is not permitted', { permitted: [dns('lab.example')] }, NOT_PERMITTED),
  limited('a permitted name, with a dot in front', { permitted: [dns('.corp.example')] }),
  limited('a name that only ends like a permitted one', { permitted: [dns('orp.example')] }, NOT_PERMITTED),
  limited('an excluded name', { excluded: [dns('corp.example')] }, EXCLUDED),
  limited('another name is excluded', { excluded: [dns('lab.example')] }),
  limited('a name that is permitted and excluded', { permitted: [dns('example')], excluded: [dns(HOST)] }, EXCLUDED),
  limited('a name that is not asked for is not permitted', { permitted: [dns('corp.example')] }, NOT_PERMITTED, {
    names: [dns(HOST), dns('registry.lab.example')],
  }),
  limited('a wildcard, and one of its names is excluded', { excluded: [dns(HOST)] }, EXCLUDED, {
    names: [dns('*.corp.example')],
    older: { since: ['1.24.11', '1.25.5'], says: '' },
  }),
  limited('a permitted address', { permitted: [LOOPBACK] }, '', LOCAL),
  limited('an address that is not permitted', { permitted: [PRIVATE] }, NOT_PERMITTED, LOCAL),
  limited('an excluded address', { excluded: [LOOPBACK] }, EXCLUDED, LOCAL),
  limited('names are limited, and an address is asked for', { permitted: [dns('corp.example')] }, '', LOCAL),
  limited('a critical limit to directory names', { permitted: [directory] }, 'x509: unhandled critical extension'),
  row('a root with a limit', [limitedRoot], [server(limitedRoot)], NOT_PERMITTED),
]
