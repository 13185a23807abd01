import { subjectOf } from '../inspect/describe.ts'
import { addressOctets } from '../inspect/go/address.ts'
import type { Certificate } from '../model.ts'
import { printable } from '../printable.ts'
import type { Evidence } from './evidence.ts'
import { isHostName } from './host.ts'
import type { Advice, Refusal } from './refusal.ts'

export const REISSUE = 'have the certificate of the server issued anew'

/** Why the certificate of a server is not for a host, and what to do about it. @param host as the client asks for it */
export function adviceOnName({ kind, certificate }: Refusal, host: string, evidence: Evidence): Advice {
  const disordered = adviceOnOrder(evidence)
  if (disordered !== undefined) return disordered
  const names = namesOf(certificate)
  switch (kind) {
    case 'legacy-common-name':
      return {
        why: `${host} stands only in the common name of the certificate, ${subjectOf(certificate)}, where Go has not looked since 1.15`,
        fix: withName(host),
      }
    case 'no-address-names':
      return {
        why: `the certificate of the server is for ${names}, and for no IP address`,
        fix: otherName(certificate, host, ['name', ['DNS']]),
      }
    default:
      return {
        why: `the certificate of the server is for ${names}, and not for ${host}`,
        fix: otherName(certificate, host, ['one of these names', ['DNS', 'IP']]),
      }
  }
}

/** Where the first certificate is not that of the server, nothing that is said of it is of use. */
function adviceOnOrder({ chain }: Evidence): Advice | undefined {
  const [first, ...others] = chain
  const server = others.find(({ basicConstraints }) => basicConstraints !== 'ca')
  if (first?.basicConstraints !== 'ca' || server === undefined) return undefined
  return {
    why: `the first certificate that the server sends is that of a CA, ${subjectOf(first)}: the chain is in the wrong order`,
    fix: `give the server one file: its own certificate first, perhaps ${subjectOf(server)}, then each issuer, without the root`,
  }
}

/** The name that a certificate has to have: no dot behind it, which Go takes off the name of the host. */
const alternativeName = (host: string): string =>
  addressOctets(host) === undefined ? `DNS:${host.replace(/\.$/, '')}` : `IP:${host}`

const namesOf = ({ subjectAltNames = [] }: Certificate): string =>
  printable(subjectAltNames.join(', '), 400) || 'no name at all'

/** Whether there is a name in it by which a client of Go would accept it. */
const hasName = ({ subjectAltNames = [] }: Certificate, kinds: readonly string[]): boolean =>
  subjectAltNames.some(name => {
    const [, kind = '', value = ''] = /^(DNS|IP):(.*)$/s.exec(name) ?? []
    // Go looks for an address among addresses only.
    const isUsable = kind === 'IP' || (isHostName(value, true) && addressOctets(value) === undefined)
    return kinds.includes(kind) && isUsable
  })

/** Where a name is missing, Harbor's own documentation and most self-made certificates have an answer of openssl. */
export const withName = (host: string): string =>
  `${REISSUE}, with subjectAltName=${alternativeName(host)} (openssl x509 -req ... -extfile <(echo subjectAltName=${alternativeName(host)}))`

/** What to do where a certificate is for other hosts. @param by what people then pull by, and of which kinds that is */
function otherName(certificate: Certificate, host: string, [by, kinds]: readonly [string, readonly string[]]): string {
  const address = /^([\d.]+)\.$/.exec(host)?.[1] ?? ''
  if (addressOctets(address) !== undefined) return `name it ${address}, without a dot behind it`
  return hasName(certificate, kinds) ? `pull by ${by}, or ${withName(host)}` : withName(host)
}
