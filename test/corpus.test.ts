import { X509Certificate as NodeCertificate } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import 'reflect-metadata'
import { BasicConstraintsExtension, X509Certificate } from '@peculiar/x509'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../src/index.ts'
import { buildFolder, placesOf, textOf, trustedIn } from './support/build-in-memory.ts'

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

  test('without an error, and with no warning but of time', () => {
    expect(placesOf(bundle.findings).filter(place => !/ (expired|not-yet-valid) /.test(place))).toEqual([])
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
    const built = await buildFolder(
      Object.fromEntries(paths.map((name, index) => [`certs/${name}`, contents[index] ?? ''])),
    )
    const distinct = new Set(contents.map(pem => derOf(pem).toString('hex')))
    expect(trustedIn(textOf(built)).sort()).toEqual([...distinct].sort())
    expect(built.findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
