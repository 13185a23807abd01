import { readObjectIdentifier } from '../asn1/oid.ts'
import { children, contentText, DerError, expectTag, readElement, Tag } from '../asn1/reader.ts'
import type { Certificate } from '../model.ts'

/** authorityInfoAccess, and the access method that leads to the issuer's certificate (RFC 5280 4.2.2.1). */
const AUTHORITY_INFO_ACCESS = '1.3.6.1.5.5.7.1.1'
const CA_ISSUERS = '1.3.6.1.5.5.7.48.2'

/** uniformResourceIdentifier of a GeneralName. */
const URI = 0x86

/**
 * Where a certificate says that its issuer's can be had from a web server; empty where it does not, or not in DER. Directories of Windows
 * (`ldap:///CN=...`) answer to their own domain alone, and other kinds of addresses are not for people to follow.
 */
export function issuerUrls({ der, extensions }: Certificate): string[] {
  const access = extensions.find(({ id }) => id === AUTHORITY_INFO_ACCESS)
  if (access === undefined) return []
  try {
    const list = expectTag(readElement(der, access.value.start, access.value.end), Tag.sequence, 'authorityInfoAccess')
    return children(der, list).flatMap(description => {
      const [method, location] = children(der, description)
      if (location?.tag !== URI || readObjectIdentifier(der, expectTag(method, Tag.oid, 'the method')) !== CA_ISSUERS)
        return []
      const url = contentText(der, location, 'latin1')
      return /^https?:\/\//i.test(url) ? [url] : []
    })
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return []
  }
}
