import { certificate, extension } from './certificates.ts'
import { element, oid, sequence } from './der.ts'
import { authorityKeyId, dnsNames, extendedKeyUsage, keyIdentifier, keyUsage, subjectKeyId } from './extensions.ts'
import { ecKey } from './keys.ts'

const [rootKey, issuingKey] = [ecKey('chain/root'), ecKey('chain/issuing')]

/** The key of {@link LEAF}, for servers. */
export const LEAF_KEY = ecKey('chain/leaf')

const issuerAt = (url: string): Buffer =>
  extension('1.3.6.1.5.5.7.1.1', false, sequence(sequence(oid('1.3.6.1.5.5.7.48.2'), element(0x86, Buffer.from(url)))))

/** A root, an intermediate that says where its issuer can be had, and the certificate of a server. */
export const CHAIN_ROOT: Buffer = certificate({
  key: rootKey,
  subject: 'Chain Root',
  serial: 1,
  extensions: [keyUsage('keyCertSign', 'cRLSign'), subjectKeyId(keyIdentifier(rootKey.spki))],
})

export const ISSUING: Buffer = certificate({
  key: issuingKey,
  subject: 'Chain Issuing CA',
  issuer: { key: rootKey, subject: 'Chain Root' },
  serial: 2,
  extensions: [
    keyUsage('keyCertSign', 'cRLSign'),
    subjectKeyId(keyIdentifier(issuingKey.spki)),
    authorityKeyId(keyIdentifier(rootKey.spki)),
    issuerAt('http://pki.example/chain-root.crt'),
  ],
})

export const LEAF: Buffer = certificate({
  key: LEAF_KEY,
  subject: 'registry.example',
  issuer: { key: issuingKey, subject: 'Chain Issuing CA' },
  serial: 3,
  ca: false,
  extensions: [
    keyUsage('digitalSignature'),
    extendedKeyUsage('1'),
    dnsNames('registry.example'),
    subjectKeyId(keyIdentifier(LEAF_KEY.spki)),
    authorityKeyId(keyIdentifier(issuingKey.spki)),
  ],
})
