import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import type { Json } from '../../../src/model.ts'
import { isRecord, valueAt } from '../../../src/object.ts'
import { parseObject } from '../../../src/yaml.ts'
import { folderWith, type WhenDone } from '../../support/folder.ts'
import type { Variables } from './shell.ts'

/**
 * What a node does when it starts, after Photon's SPECS/openssl/rehash_ca_certificates.sh, below a folder of its own. The
 * script goes on after an error; what it says is kept, for there should be nothing.
 */
const REHASH = `
openssl rehash etc/ssl/certs
find -L etc/ssl/certs -type l -delete
cat etc/ssl/certs/*.pem > etc/pki/tls/certs/ca-bundle.crt
`

/** Stands for a node: where its trust store lies, and what a client that uses this one and no other has in its environment. */
export interface TrustingNode {
  readonly root: string
  readonly env: Variables
}

/** A node as the image has it, without a CA of its own. */
export function bareNode(whenDone?: WhenDone): TrustingNode {
  const root = folderWith({ 'etc/pki/tls/certs/ca-bundle.crt': '' }, whenDone)
  mkdirSync(join(root, 'etc/ssl/certs'), { recursive: true })
  const env = {
    SSL_CERT_FILE: join(root, 'etc/pki/tls/certs/ca-bundle.crt'),
    SSL_CERT_DIR: join(root, 'etc/ssl/certs'),
  }
  return { root, env }
}

/** A new node with the entries of a manifest. `said` is what the rehash says; on a good set it says nothing. */
export function nodeWith(entries: readonly NodeEntry[], whenDone?: WhenDone): TrustingNode & { readonly said: string } {
  const node = bareNode(whenDone)
  for (const { name, pem } of entries) writeFileSync(join(node.root, `etc/ssl/certs/tkg-${name}-ca.pem`), pem)
  const said = execFileSync('sh', ['-c', `exec 2>&1; ${REHASH}`], { cwd: node.root, encoding: 'utf8' })
  return { ...node, said }
}

/** A file that a node gets. */
export interface NodeEntry {
  readonly name: string
  readonly pem: Buffer
}

/** The entries of a TkgServiceConfiguration: each is decoded once. */
export function entriesOf(manifest: string): NodeEntry[] {
  const list = valueAt(parseObject(manifest), ['spec', 'trust', 'additionalTrustedCAs'])
  if (!Array.isArray(list)) throw new Error('no additionalTrustedCAs')
  return list.map(entry => ({ name: textAt(entry, 'name'), pem: decoded(textAt(entry, 'data')) }))
}

/**
 * The entries of the Secrets among manifests, as `cluster-trust` and `cluster-os-configuration` have them: each value is
 * decoded as the API server does, and once more as the vendor does.
 */
export function secretEntriesOf(manifests: string): NodeEntry[] {
  const objects: unknown[] = loadAll(manifests)
  return objects.flatMap(object => {
    if (typeof object !== 'object' || object === null || !('kind' in object) || object.kind !== 'Secret') return []
    const data: object = 'data' in object && typeof object.data === 'object' ? (object.data ?? {}) : {}
    return Object.entries(data).map(([name, value]) => ({ name, pem: decoded(decoded(String(value)).toString()) }))
  })
}

const textAt = (value: Json, key: string): string => {
  const text = isRecord(value) ? value[key] : undefined
  if (typeof text !== 'string') throw new Error(`no ${key}`)
  return text
}

/** base64 as Go decodes it: Node would pass over whatever does not belong there. */
function decoded(text: string): Buffer {
  const octets = Buffer.from(text, 'base64')
  if (octets.toString('base64') !== text.replaceAll(/[\r\n]/g, '')) throw new Error('illegal base64 data')
  return octets
}
