import { DerError, type Element, readElement } from '../../asn1/reader.ts'

/** The element at `at` if it is whole and has that tag (cryptobyte, ReadASN1): what stands behind it is not looked at. */
export function take(bytes: Uint8Array, at: number, end: number, tag: number): Element | undefined {
  if (at >= end || bytes[at] !== tag) return undefined
  try {
    return readElement(bytes, at, end)
  } catch (error) {
    if (error instanceof DerError) return undefined
    throw error
  }
}

/** Whether a list holds elements of one tag only, each of which is as it should be. */
export function everyIn(
  bytes: Uint8Array,
  list: Element | undefined,
  tag: number,
  isRight: (element: Element) => boolean,
): boolean {
  if (list === undefined) return false
  for (let at = list.content; at < list.end; ) {
    const element = take(bytes, at, list.end, tag)
    if (element === undefined || !isRight(element)) return false
    at = element.end
  }
  return true
}

export const textOf = (bytes: Uint8Array, { content, end }: Element): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + content, end - content).toString('latin1')
