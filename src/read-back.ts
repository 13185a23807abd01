import type { Entry, Manifest } from './model.ts'
import { differences, without } from './object.ts'
import { RunError } from './run-error.ts'
import type { TargetOptions } from './targets/index.ts'
import type { Target } from './targets/target.ts'
import { parseObject } from './yaml.ts'

/**
 * Reads the text of a manifest again, with another program's parser, and compares: every entry once, under its name,
 * with the very DER of its source, and around the list exactly the object that was meant.
 * @throws {RunError} where anything differs: a fault of this program, and nothing is written
 */
export function readBack(
  path: string,
  text: string,
  { object }: Pick<Manifest, 'object'>,
  entries: readonly Entry[],
  target: Target<TargetOptions>,
): void {
  const parsed = parseObject(text)
  const listed = target.list(parsed) ?? []
  const wrong = entries.filter((entry, index) => {
    const item = listed[index]
    return item?.name !== entry.name || !holds(target.decode(item.data), entry)
  })
  const around = differences(without(parsed, target.listAt), without(object, target.listAt))
  if (wrong.length === 0 && listed.length === entries.length && around.length === 0) return
  const what = [
    ...wrong.map(({ name }) => name),
    ...around,
    ...(listed.length === entries.length ? [] : ['the number of entries']),
  ]
  throw new RunError([
    {
      where: path,
      message: `internal error: read back, the manifest differs from what was meant, in ${what.slice(0, 5).join(', ')}`,
      fix: 'nothing was written; please report this, with the version and the certificates',
    },
  ])
}

const BEGIN = '-----BEGIN CERTIFICATE-----\n'
const END = '\n-----END CERTIFICATE-----\n'

/** One PEM block, to the letter, and in it the certificate: DER has one base64 only, so that comparing it needs no decoding. */
function holds(pem: Uint8Array, { certificate }: Entry): boolean {
  const text = Buffer.from(pem.buffer, pem.byteOffset, pem.length).toString('latin1')
  if (!text.startsWith(BEGIN) || !text.endsWith(END)) return false
  const { buffer, byteOffset, length } = certificate.der
  return (
    text.slice(BEGIN.length, -END.length).replaceAll('\n', '') ===
    Buffer.from(buffer, byteOffset, length).toString('base64')
  )
}
