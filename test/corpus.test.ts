import { X509Certificate as NodeCertificate } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import 'reflect-metadata'
import { BasicConstraintsExtension, X509Certificate } from '@peculiar/x509'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../src/index.ts'
import { buildFolder, seriousAmong, textOf, trustedIn } from './support/build-in-memory.ts'

const derOf = (pem: string) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
const DEBIAN = '/usr/share/ca-certificates/mozilla'

describe("Node's own roots go through whole", async () => {
  const distinct = [...new Set(rootCertificates.map(pem => derOf(pem).toString('hex')))].sort()
  const bundle = await buildFolder({ 'certs/roots.pem': rootCertificates.join('\n') })
  const entries: readonly Entry[] = bundle.outputs[0]?.entries ?? []

  test('from one file', () => {
    expect(trustedIn(textOf(bundle)).sort()).toEqual(distinct)
  })

  test('from a file each', async () => {
    const folder = Object.fromEntries(rootCertificates.map((pem, index) => [`certs/${index}.crt`, pem]))
    expect(trustedIn(textOf(await buildFolder(folder))).sort()).toEqual(distinct)
  })

  // What is said of them is explained by their age alone, and by their number: nobody should put all of them into a
  // Supervisor. No certificate of theirs is an error.
  test('without an error, and with no warning but these', () => {
    const warned = seriousAmong(bundle.findings).filter(
      ({ rule }) => !/^(expired|not-yet-valid|expires-soon)$/.test(rule),
    )
    const explained = [
      /^warning uncritical-basic-constraints: OU=ePKI Root Certification Authority,O=Chunghwa Telecom Co\.\\, Ltd\.,C=TW$/,
      /^warning bootstrap-size: about \d+ KiB/,
      /^warning output-size: \d+ KiB/,
    ]
    const said = warned.map(({ severity, rule, message }) => `${severity} ${rule}: ${message.split(':', 1)[0]}`)
    expect(said.filter(line => !explained.some(pattern => pattern.test(line)))).toEqual([])
    expect(said.some(line => line.includes('bootstrap-size'))).toBe(true)
  })

  test('each of them noted as a public root', () => {
    const noted = bundle.findings.filter(({ rule }) => rule === 'public-root').map(({ certificate }) => certificate)
    expect(new Set(noted).size).toBe(entries.length)
  })

  test.each(
    entries.map(({ certificate }) => [certificate.subject.text, certificate] as const),
  )('with the facts that @peculiar/x509 and OpenSSL read: %s', (_, certificate) => {
    const [other, node] = [new X509Certificate(Uint8Array.from(certificate.der)), new NodeCertificate(certificate.der)]
    expect(certificate.id).toBe(node.fingerprint256.replaceAll(':', '').toLowerCase())
    expect(certificate.notBefore).toBe(other.notBefore.toISOString().replace('.000', ''))
    expect(certificate.notAfter).toBe(other.notAfter.toISOString().replace('.000', ''))
    expect(certificate.serial.replace(/^00(?=[89a-f])/, '')).toBe(other.serialNumber.replace(/^00(?=[89a-f])/, ''))
    expect(certificate.subject.attributes.map(({ value }) => value)).toEqual(
      other.subjectName.toJSON().flatMap(set => Object.values(set).flat()),
    )
    expect(certificate.selfIssued).toBe(other.subject === other.issuer)
    const constraints = other.getExtension(BasicConstraintsExtension)
    expect(certificate.basicConstraints).toBe(constraints === null ? 'absent' : constraints.ca ? 'ca' : 'not-ca')
    const { asymmetricKeyType, asymmetricKeyDetails } = node.publicKey
    const bits = asymmetricKeyType === 'rsa' ? `RSA ${asymmetricKeyDetails?.modulusLength}` : 'ECDSA'
    expect(certificate.key.label).toContain(bits)
  })
})

// The package ca-certificates is Debian's; another system may have its roots elsewhere.
describe.skipIf(!existsSync(DEBIAN))("Debian's folder of roots goes through whole", () => {
  const paths = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter(name => name.endsWith('.crt')) : []

  test('as many entries as distinct certificates, every DER equal, every name its own', async () => {
    const contents = paths.map(name => readFileSync(join(DEBIAN, name), 'latin1'))
    const folder = Object.fromEntries(paths.map((name, index) => [`certs/${name}`, contents[index] ?? '']))
    // Four of them have expired since 2023: new, they are errors, and so the first output comes from a day before.
    const built = await buildFolder(folder, undefined, new Date('2023-01-01'))
    const distinct = new Set(contents.map(pem => derOf(pem).toString('hex')))
    expect(trustedIn(textOf(built)).sort()).toEqual([...distinct].sort())
    expect(built.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    const today = await buildFolder({ ...folder, 'tks.yaml': textOf(built) })
    expect(today.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(textOf(today)).toBe(textOf(built))
  })
})
