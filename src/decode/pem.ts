import type { Fault } from '../model.ts'
import { toPem } from '../pem.ts'
import { decodeBase64 } from './base64.ts'
import { boundaryLike, boundaryOf, type PemBlock, type PemLine, pemLines } from './pem-lines.ts'
import { privateKey } from './refusals.ts'
import { strayBlocks } from './stray-text.ts'

interface Open {
  readonly label: string
  readonly line: number
  readonly body: string[]
  /** RFC 1421 headers; `Proc-Type: 4,ENCRYPTED` announces a key whatever the label says. */
  headers: 'none' | 'plain' | 'encrypted'
}

const FIX_RE_EXPORT =
  'export the certificate again, or copy it whole, from -----BEGIN to -----END, each on its own line'

/**
 * Every block of a text in the textual encoding of RFC 7468, the damaged ones too: each BEGIN, each END and each run
 * of base64 outside of them gives either bytes or a fault, so that no certificate is passed over in silence.
 * Explanatory text, any column width, LF, CRLF, CR and trailing blanks are accepted.
 * @param text one character an octet (latin1)
 */
export function readPem(text: string): PemBlock[] {
  const whole = asPrinted(text)
  if (whole !== undefined) return [{ line: 1, label: 'CERTIFICATE', bytes: whole }]
  const blocks: PemBlock[] = []
  let open: Open | undefined
  let skipping = false
  let outside: PemLine[] = []

  const damaged = (line: number, label: string, message: string) =>
    blocks.push({ line, label, fault: faultFor(label, message) })

  let number = 0
  for (const line of pemLines(text)) {
    number++
    const boundary = boundaryOf(line)
    if (boundary === undefined && !boundaryLike(line)) {
      if (open !== undefined) addToBody(open, line)
      else if (!skipping) outside.push({ text: line, number })
      continue
    }
    if (outside.length > 0) for (const block of strayBlocks(outside)) blocks.push(block)
    outside = []
    if (boundary === undefined) {
      const label = open?.label ?? labelIn(line)
      damaged(
        open?.line ?? number,
        label,
        `the boundary on line ${number} does not stand alone, complete and unindented`,
      )
      open = undefined
      skipping = true
    } else if (boundary.kind === 'BEGIN') {
      if (open !== undefined) damaged(open.line, open.label, `no END line before the next BEGIN on line ${number}`)
      open = { label: boundary.label, line: number, body: [], headers: 'none' }
      skipping = false
    } else {
      if (open !== undefined) blocks.push(close(open, boundary.label, number))
      else if (!skipping) damaged(number, boundary.label, 'an END line without a BEGIN line')
      open = undefined
      skipping = false
    }
  }
  if (open !== undefined) damaged(open.line, open.label, 'no END line: the block is cut off')
  return blocks.concat(strayBlocks(outside)).sort((a, b) => a.line - b.line)
}

const BEGIN = '-----BEGIN CERTIFICATE-----\n'
const END = '\n-----END CERTIFICATE-----\n'

/**
 * The octets of a text that is one certificate, laid out as this program would print it, as most files are: printed, they
 * are the text again, so that there is nothing else in it. Takes half of the time that reading line by line takes.
 */
function asPrinted(text: string): Uint8Array | undefined {
  if (!text.startsWith(BEGIN) || text.indexOf(END) !== text.length - END.length) return undefined
  const bytes = Buffer.from(text.slice(BEGIN.length, -END.length), 'base64')
  return bytes.length > 0 && toPem(bytes) === text ? bytes : undefined
}

function addToBody(open: Open, line: string): void {
  if (line.includes(':'))
    open.headers = line.includes('ENCRYPTED') || open.headers === 'encrypted' ? 'encrypted' : 'plain'
  open.body.push(line)
}

function close({ label, line, body, headers }: Open, endLabel: string, endLine: number): PemBlock {
  if (isPrivate(label) || headers === 'encrypted') return { line, label, fault: privateKey(`PEM, ${label}`) }
  if (endLabel !== label)
    return { line, label, fault: faultFor(endLabel, `BEGIN and END do not match: the END is on line ${endLine}`) }
  if (headers !== 'none') return { line, label, fault: headerFault }
  const decoded = decodeBase64(body)
  if ('bytes' in decoded) return { line, label, bytes: decoded.bytes }
  return { line, label, fault: faultFor(label, `${decoded.message} on line ${line + 1 + decoded.index}`) }
}

const headerFault: Fault = {
  rule: 'pem-headers',
  message: 'header lines inside the block (RFC 1421), which RFC 7468 forbids',
}

/** Whether a label announces a key: PKCS#1, PKCS#8, encrypted, EC, DSA, OpenSSH, PGP and SSH2 labels all say so. */
const isPrivate = (label: string): boolean => label.toUpperCase().includes('PRIVATE')

function faultFor(label: string, message: string): Fault {
  if (isPrivate(label)) return privateKey('PEM')
  return { rule: 'damaged-block', message, fix: FIX_RE_EXPORT }
}

/** What a broken boundary seems to announce; only used to tell a key from everything else. */
const labelIn = (text: string): string => (isPrivate(text) ? 'PRIVATE KEY' : 'CERTIFICATE')
