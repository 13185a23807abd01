import type { Block } from '../model.ts'

/** Octets of the two boundaries with their line breaks. */
const BOUNDARIES = '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'.length

/**
 * How a PEM file differs from what a strict generator writes (RFC 7468 sections 2 and 3), empty where it does not. The
 * length alone tells, for all but contrived files; texts are compared only where it is another one.
 */
export function layoutOf(bytes: Uint8Array, blocks: readonly Block[]): string[] {
  let length = 0
  for (const block of blocks) {
    if ('fault' in block || block.formats.length !== 1 || block.formats[0] !== 'pem') return []
    const base64 = Math.ceil(block.der.length / 3) * 4
    length += BOUNDARIES + base64 + Math.ceil(base64 / 64)
  }
  return length === bytes.length ? [] : differences(Buffer.from(bytes).toString('latin1'))
}

function differences(text: string): string[] {
  const body = text.replace(/^\u00ef\u00bb\u00bf/, '')
  const lines = body.split(/\r\n|\r|\n/)
  const inside = linesInside(lines)
  const outside = lines.length - inside.length
  const long = inside.filter((line, at) => line.length > 64 || (line.length < 64 && !endsBlock(inside, at)))
  return [
    body === text ? '' : 'a byte order mark',
    body.includes('\r') ? 'CR line breaks' : '',
    lines.some(line => /[ \t]$/.test(line)) ? 'blanks at the end of lines' : '',
    /-----BEGIN X509 CERTIFICATE-----|-----BEGIN X\.509 CERTIFICATE-----/.test(body) ? 'an old label' : '',
    long.some(line => !line.startsWith('-----')) ? 'lines of other than 64 characters' : '',
    outside > 1 ? 'text outside of the blocks' : '',
    /[\r\n]$/.test(body) ? '' : 'no line break at the end',
  ].filter(difference => difference !== '')
}

/** The lines from each BEGIN to its END. */
function linesInside(lines: readonly string[]): string[] {
  let open = false
  return lines
    .map(line => line.trimEnd())
    .filter(line => {
      if (line.startsWith('-----BEGIN')) open = true
      const inside = open
      if (line.startsWith('-----END')) open = false
      return inside
    })
}

/** Whether the next line is an END: the last line of a block may be short. */
const endsBlock = (lines: readonly string[], at: number): boolean => lines[at + 1]?.startsWith('-----END') ?? true
