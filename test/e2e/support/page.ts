import { writeFileSync } from 'node:fs'
import { expect } from 'vitest'
import { pagePath, readPage } from '../../support/page.ts'
import type { Ran } from './shell.ts'

/** Commands and what they say stand in such blocks; what is not run stands in blocks of another kind. */
const BLOCK = /^```console\n([\s\S]*?)^```$/gm

/** A page with what its commands said this time. They stand in the order of the story; one that is not in it is an error. */
function withSaid(page: string, story: readonly Ran[]): string {
  const left = [...story]
  const told = (command: string): string => {
    const at = left.findIndex(ran => ran.command === command)
    const ran = left[at]
    if (ran === undefined) throw new Error(`the page has a command that was not run, or not there: ${command}`)
    left.splice(0, at + 1)
    return `$ ${command}\n${ran.said}`
  }
  return page.replace(BLOCK, (_, block: string) => {
    const commands = block.split('\n').flatMap(line => (line.startsWith('$ ') ? [line.slice(2)] : []))
    return `\`\`\`console\n${commands.map(told).join('')}\`\`\``
  })
}

/** A page without what is another in every run: keys and what follows from them, days, the width of what is aligned. */
const lasting = (page: string): string =>
  page
    .replaceAll(/\b20\d\d-\d\d-\d\d(?:T[\d:]+Z)?/g, 'DAY')
    .replaceAll(/\b[A-Z][a-z]{2} +\d+ [\d:]{8} 20\d\d GMT/g, 'DAY')
    .replaceAll(/\d+ days left/g, 'N days left')
    .replaceAll(/\b(?:[0-9A-F]{2}:){31}[0-9A-F]{2}\b/g, 'SHA-256')
    .replaceAll(/\b[0-9a-f]{32,64}\b/g, 'HEX')

/** Holds a page against what its commands said this time; with UPDATE=1 it tells that. */
export function expectStory(path: string, story: readonly Ran[]): void {
  const page = readPage(path)
  const renewed = withSaid(page, story)
  if (process.env.UPDATE === '1' && lasting(renewed) !== lasting(page)) writeFileSync(pagePath(path), renewed)
  expect(lasting(renewed)).toBe(lasting(readPage(path)))
}
