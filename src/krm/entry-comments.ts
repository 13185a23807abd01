import { isNode, isSeq, visit } from 'yaml'
import type { Problem } from '../run-error.ts'
import type { ObjectNode } from './objects.ts'

/**
 * kpt copies comments into what a function gives back, by the index of what they stand at (kyaml, comments.CopyComments): where the
 * function writes none, a fingerprint would stand above the certificate of another.
 * @param path of the file @param listAt the way to the list
 */
export function strayComments(path: string, object: ObjectNode, listAt: readonly string[]): Problem[] {
  const list: unknown = object.getIn(listAt, true)
  if (!isSeq(list)) return []
  let isCommented = false
  // What stands behind the key belongs to the list, and stays with it.
  for (const item of list.items.filter(isNode))
    visit(item, {
      Node: (_, { comment, commentBefore }) => {
        isCommented ||= Boolean(comment) || Boolean(commentBefore)
      },
    })
  if (!isCommented) return []
  const message = 'has comments among its entries, and kpt would put them to other entries with comments: false'
  return [{ where: path, message, fix: 'delete them from the file, or remove comments: false' }]
}
