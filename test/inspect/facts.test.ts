import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { fileURLToPath } from 'node:url'
import 'reflect-metadata'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
} from '@peculiar/x509'
import { describe, expect, test } from 'vitest'
import { inspect } from '../../src/inspect/index.ts'
import type { Certificate } from '../../src/model.ts'
import { USAGES } from '../support/extensions.ts'

const FIXTURES = fileURLToPath(new URL('../../fixtures/rules/', import.meta.url))

/** Every block of every fixture of the rules, and the roots of Node: odd certificates and good ones. */
const fixtures = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter(path => /^[\w-]+\/[\w-]+\.pem$/.test(path))
  .flatMap(path => blocksOf(readFileSync(join(FIXTURES, path), 'latin1')).map(der => [path, der] as const))
const roots = rootCertificates.flatMap((pem, index) => blocksOf(pem).map(der => [`root ${index}`, der] as const))

function blocksOf(text: string): Buffer[] {
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----\s([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)
  return [...blocks].map(([, body = '']) => Buffer.from(body, 'base64'))
}

const factsOf = (der: Buffer): Certificate | undefined => {
  const read = inspect({ path: 'x', index: 0, line: 1, formats: ['der'], der })
  return 'certificate' in read ? read.certificate : undefined
}

const readable = [...fixtures, ...roots].flatMap(([name, der]) => {
  const facts = factsOf(der)
  return facts === undefined ? [] : [[name, facts] as const]
})

test('there is something to compare', () => expect(readable.length).toBeGreaterThan(250))

const PURPOSES: Readonly<Record<string, string>> = {
  anyExtendedKeyUsage: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  OCSPSigning: '1.3.6.1.5.5.7.3.9',
}

/** What the other library says, or undefined where it cannot read the certificate or the extension at all. */
function attempt<T>(read: () => T): { readonly value: T } | undefined {
  try {
    return { value: read() }
  } catch {
    return undefined
  }
}

describe('the facts of extensions are those that @peculiar/x509 reads', () => {
  test.each(readable)('%s', (_, facts) => {
    const other = attempt(() => new X509Certificate(Uint8Array.from(facts.der)))?.value
    if (other === undefined || attempt(() => other.extensions) === undefined) return
    expect(facts.extensions.map(({ id, critical }) => `${id} ${critical}`)).toEqual(
      other.extensions.map(({ type, critical }) => `${type} ${critical}`),
    )
    const constraints = attempt(() => other.getExtension(BasicConstraintsExtension))
    if (constraints !== undefined) expect(facts.pathLength).toBe(constraints.value?.pathLength)
    const usage = attempt(() => other.getExtension(KeyUsagesExtension))
    if (usage?.value) {
      const { usages } = usage.value
      expect(facts.keyUsage).toEqual(USAGES.filter((_, bit) => (usages & (1 << bit)) !== 0))
    } else if (usage !== undefined) expect(facts.keyUsage).toBeUndefined()
    const purposes = attempt(() => other.getExtension(ExtendedKeyUsageExtension))
    if (purposes !== undefined)
      expect(facts.extendedKeyUsage?.map(purpose => PURPOSES[purpose] ?? purpose)).toEqual(
        purposes.value?.usages.map(String),
      )
    const subjectKey = attempt(() => other.getExtension(SubjectKeyIdentifierExtension))
    if (subjectKey !== undefined) expect(facts.subjectKeyId).toBe(subjectKey.value?.keyId)
    const authorityKey = attempt(() => other.getExtension(AuthorityKeyIdentifierExtension))
    if (authorityKey !== undefined) expect(facts.authorityKeyId).toBe(authorityKey.value?.keyId)
  })
})
