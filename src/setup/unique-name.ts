import { createHash } from 'node:crypto'

/** What a person would recognise of a text, in small letters, digits and dashes: `prod/EU 1` becomes `prod-eu-1`. It may be that of another one, too. */
export const slugOf = (text: string, most: number): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, most)
    .replace(/-$/, '')

/** Six hexadecimal digits by which names are told apart that look the same. @param of what the name is for, part by part */
export const shortHash = (...of: readonly string[]): string =>
  createHash('sha256').update(of.join('\0')).digest('hex').slice(0, 6)

/** A word for a path that no other path gets: the path itself where it is such a word. */
export function uniqueSlug(path: string, most = 40): string {
  const slug = slugOf(path, most)
  if (slug === path) return slug
  return [slug, shortHash(path)].filter(part => part !== '').join('-')
}
