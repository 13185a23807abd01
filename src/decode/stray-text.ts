import type { PemBlock } from './pem.ts'
import type { PemLine } from './pem-lines.ts'

/** Shorter than any certificate, longer than the words and numbers people write on a line of their own. */
const SHORTEST = 64

/**
 * Faults in the text outside of blocks: binary data, and the body of a block that lost its boundaries, that is, lines
 * of nothing but base64 which together are too long, and too mixed, to be a word, a path or a fingerprint.
 */
export function strayBlocks(lines: readonly PemLine[]): PemBlock[] {
  const found: PemBlock[] = []
  let run = ''
  let from = 0
  const endRun = () => {
    if (isBase64Body(run))
      found.push(strayBlock(from, 'base64 outside of any BEGIN and END: a block that lost its boundaries'))
    run = ''
  }
  for (const { text, number } of lines) {
    if (text === '') continue
    if (/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
      if (run === '') from = number
      run += text
    } else {
      endRun()
      if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text))
        found.push(strayBlock(number, 'binary data between the blocks'))
    }
  }
  endRun()
  return found
}

const isBase64Body = (run: string): boolean =>
  run.length >= SHORTEST && /[A-Z]/.test(run) && /[a-z]/.test(run) && /[0-9]/.test(run) && !/^[0-9A-Fa-f]+$/.test(run)

const strayBlock = (line: number, message: string): PemBlock => ({
  line,
  label: '',
  fault: {
    rule: 'damaged-block',
    message,
    fix: 'put the block back between its BEGIN and END lines, or delete the text',
  },
})
