import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Where a file of the project is, by its path from the top folder. */
export const pagePath = (path: string): string => join(ROOT, path)

export const readPage = (path: string): string => readFileSync(pagePath(path), 'utf8')

/** What stands in the blocks of a language, whatever stands behind its name. */
export const blocksIn = (page: string, language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}(?: .*)?\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text)

/** A page in which each block that names a file behind its language, as in `yaml file=ci/github.yml`, is that file. */
export const withFiles = (page: string): string =>
  page.replace(/^(```\w+ file=(\S+)\n)[\s\S]*?(?=^```$)/gm, (_, head: string, path: string) => head + readPage(path))

/** A page with the part that stands between `<!-- NAME: … -->` and `<!-- end of NAME -->`. */
export const withPart = (page: string, name: string, part: string): string =>
  page.replace(
    new RegExp(`(<!-- ${name}: .*? -->\n)[\\s\\S]*?(?=<!-- end of ${name} -->)`),
    (_, head: string) => `${head}\n${part}\n`,
  )

/** Holds a page against what it has to be; with UPDATE=1 it becomes that. */
export function expectPage(path: string, made: (page: string) => string): void {
  if (process.env.UPDATE === '1') writeFileSync(pagePath(path), made(readPage(path)))
  expect(readPage(path)).toBe(made(readPage(path)))
}
