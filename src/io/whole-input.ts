import { closeSync, openSync, readSync } from 'node:fs'
import { RunError } from '../run-error.ts'

/** Ten thousand CAs have 25 MiB in a manifest. A device, or what another program prints, may have no end. */
const LARGEST = 256 * 1024 * 1024
const AT_ONCE = 64 * 1024

/** Reads a file, a pipe or a device to its end. @param said what messages call it @throws {RunError} where that does not come, and what Node throws */
export function readToEnd(path: string, said: string): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const pieces = piecesFor(said)
    for (let length = -1; length !== 0; ) {
      const piece = Buffer.allocUnsafe(AT_ONCE)
      length = readSync(file, piece)
      pieces.add(piece.subarray(0, length))
    }
    return pieces.joined()
  } finally {
    closeSync(file)
  }
}

/** Reads a stream to its end. @throws {RunError} where that does not come, and what Node throws */
export async function streamToEnd(stream: AsyncIterable<Uint8Array>, said: string): Promise<Uint8Array> {
  const pieces = piecesFor(said)
  for await (const piece of stream) pieces.add(piece)
  return pieces.joined()
}

function piecesFor(said: string) {
  const pieces: Uint8Array[] = []
  let left = LARGEST
  return {
    add(piece: Uint8Array): void {
      left -= piece.length
      if (left < 0)
        throw new RunError([
          { where: said, message: `does not end within ${LARGEST / 1024 ** 2} MiB`, fix: 'name a file with an end' },
        ])
      pieces.push(piece)
    },
    joined: (): Uint8Array => Buffer.concat(pieces),
  }
}

/** Reads an open file of `size` octets. That it is known spares the questions that readFileSync would ask again. */
export function readOpen(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  let length = 0
  for (let got = -1; got !== 0 && length < size; length += got) got = readSync(file, bytes, length, size - length, null)
  return bytes.subarray(0, length)
}
