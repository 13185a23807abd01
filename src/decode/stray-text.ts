import type { PemBlock, PemLine } from './pem-lines.ts'
import { privateKey } from './refusals.ts'
import { tracesIn } from './traces.ts'

/** Shorter than the body of any certificate; longer than what people write in one word, or one word a line. */
const SHORTEST_LINE = 200
const SHORTEST_RUN = 100

/**
 * Faults in the text outside of blocks: binary data, base64 of a certificate or a key, and the body of a block that lost
 * its boundaries, that is, lines of equal length that are nothing but base64.
 */
export function strayBlocks(lines: readonly PemLine[]): PemBlock[] {
  const found = tracesIn(lines.map(({ text }) => text).join('\n')).map(({ of, line }) => {
    const number = lines[line - 1]?.number ?? 0
    return of === 'private-key' ? keyBlock(number) : strayBlock(number, LOST)
  })
  let run: PemLine[] = []
  const endRun = () => {
    if (isBody(run.map(({ text }) => text)) && found.length === 0) found.push(strayBlock(run[0]?.number ?? 0, LOST))
    run = []
  }
  for (const { text, number } of lines) {
    const line = text.trimStart()
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(line)) endRun()
    else {
      const first = run[0]
      if (first !== undefined && line.length > first.text.length) endRun()
      run.push({ text: line, number })
      if (line.length < (first?.text.length ?? 0)) endRun()
    }
    if (/^(?:<{7}|>{7})(?: |$)/.test(text)) found.push(strayBlock(number, 'an unresolved merge conflict'))
    if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text))
      found.push(strayBlock(number, 'binary data between the blocks'))
    if (found.length >= MOST) break
  }
  endRun()
  return found
}

/** Beyond this a file is not damaged but something else, and nobody reads on. */
const MOST = 100

const LOST = 'base64 outside of any BEGIN and END: a block that lost its boundaries'

function isBody(run: readonly string[]): boolean {
  const text = run.join('')
  if (text.length < (run.length > 1 ? SHORTEST_RUN : SHORTEST_LINE)) return false
  return /[A-Z]/.test(text) && /[a-z]/.test(text) && /[0-9]/.test(text) && /[+/=]/.test(text)
}

const keyBlock = (line: number): PemBlock => ({ line, label: '', fault: privateKey('outside of any block') })

const strayBlock = (line: number, message: string): PemBlock => ({
  line,
  label: '',
  fault: {
    rule: 'damaged-block',
    message,
    fix: 'put the block back between its BEGIN and END lines, or delete the text',
  },
})
