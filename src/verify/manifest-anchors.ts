import { objectIn } from '../compare/snapshot.ts'
import { decode } from '../decode/index.ts'
import { inspect } from '../inspect/index.ts'
import type { Anchor } from './anchor.ts'

/** What a node takes out of a manifest, and the entries that it takes nothing out of. */
export interface ManifestAnchors {
  readonly anchors: readonly Anchor[]
  readonly useless: readonly string[]
}

/**
 * Takes a manifest as a node does: each entry is decoded once, and what is PEM then is trusted. That is less than `generate` would
 * read of the same octets. @throws {Error} where the text is not YAML, or of no target
 */
export function anchorsIn(text: string, path: string): ManifestAnchors {
  const { object, target } = objectIn(text)
  const read = (target.list(object) ?? []).map(({ name, data }) => {
    const line = text.slice(0, Math.max(text.indexOf(data), 0)).split('\n').length
    const anchors = decode('', target.decode(data)).flatMap((block): Anchor[] => {
      const seen = block.formats[0] === 'pem' ? inspect(block) : undefined
      if (seen === undefined || !('certificate' in seen)) return []
      return [{ certificate: seen.certificate, name, origin: { path, index: block.index, line } }]
    })
    return { name, anchors }
  })
  return {
    anchors: read.flatMap(({ anchors }) => anchors),
    useless: read.filter(({ anchors }) => anchors.length === 0).map(({ name }) => name),
  }
}
