import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/**
 * Writes src/inspect/public-roots-data.ts from the lists of Mozilla's roots in the Nodes that are named, this one if none is:
 * `node scripts/public-roots.js /path/to/node-20 /path/to/node-24`. `--print` writes to standard output.
 */

const LIST = `
const { createHash } = require('node:crypto')
const der = pem => Buffer.from(pem.replace(/-----[^-]+-----|\\s/g, ''), 'base64')
const ids = require('node:tls').rootCertificates.map(pem => createHash('sha256').update(der(pem)).digest('hex').slice(0, 16))
console.log(JSON.stringify({ node: process.versions.node, ids }))
`

const nodes = process.argv.slice(2).filter(argument => !argument.startsWith('--'))
const lists = (nodes.length === 0 ? [process.execPath] : nodes).map(node =>
  JSON.parse(execFileSync(node, ['-e', LIST], { encoding: 'utf8', env: {} })),
)
const ids = [...new Set(lists.flatMap(list => list.ids))].sort()
const text = `/**
 * Written by scripts/public-roots.js from the roots of Node ${lists.map(({ node }) => node).join(' and Node ')}: the first 16 hexadecimal digits
 * of the SHA-256 of each, sorted, without anything between them.
 */
export const PUBLIC_ROOTS: string =
  // biome-ignore format: one line of data
  '${ids.join('')}'
`

if (process.argv.includes('--print')) process.stdout.write(text)
else await writeFile(fileURLToPath(new URL('../src/inspect/public-roots-data.ts', import.meta.url)), text)
