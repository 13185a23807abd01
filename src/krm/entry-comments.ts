import { isNode, isSeq, visit } from 'yaml'
import type { Problem } from '../run-error.ts'
import type { ObjectNode } from './objects.ts'

/**
 * kpt copies comments into what a function gives back, by the index of what they stand at (kyaml, comments.CopyComments): where the
 * function writes none, a fingerprint would stand above the certificate of another.
 * @param path of the file @param text of the object @param listAt the way to the list
 */
export function strayComments(path: string, text: string, object: ObjectNode, listAt: readonly string[]): Problem[] {
  const list: unknown = object.getIn(listAt, true)
  if (!isSeq(list)) return []
  // What stands behind the key belongs to the list, and stays with it; what stands below it is about the first entry.
  const isKeyCommented = new RegExp(`^ *${listAt.at(-1)}:[ \\t]*#`, 'm').test(text)
  const above = list.commentBefore?.split('\n').length ?? 0
  let isCommented = above > (isKeyCommented ? 1 : 0)
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
