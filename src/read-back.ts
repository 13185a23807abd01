import { readPem } from './decode/pem.ts'
import type { Entry, Manifest } from './model.ts'
import { differences, parseObject, without } from './object.ts'
import { RunError } from './run-error.ts'
import type { TargetOptions } from './targets/index.ts'
import type { Target } from './targets/target.ts'

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

/** Exactly one PEM block, and in it the certificate, octet for octet. */
function holds(pem: Uint8Array, { certificate }: Entry): boolean {
  const [block, ...rest] = readPem(Buffer.from(pem.buffer, pem.byteOffset, pem.length).toString('latin1'))
  const found = block !== undefined && 'bytes' in block && rest.length === 0 ? block : undefined
  return found?.label === 'CERTIFICATE' && Buffer.compare(found.bytes, certificate.der) === 0
}
