import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { tksTrust } from '../support/cli.ts'
import { folderWith } from '../support/folder.ts'

/**
 * Each folder in fixtures/cases is a repository with a transcript of commands and what they say, and the files that
 * they leave in `expected/`. `UPDATE=1 npm test` writes both anew; the difference is what a reviewer reads.
 */
const CASES = fileURLToPath(new URL('../../fixtures/cases/', import.meta.url))
const updating = process.env.UPDATE === '1'

/** Runs every `$ ` line of a transcript in a folder and gives the transcript anew. */
function replay(folder: string, transcript: string): string {
  const commands = transcript.split('\n').filter(line => line.startsWith('$ tks-trust'))
  return commands
    .map(command => {
      const { code, out, err } = tksTrust(folder, command.slice('$ tks-trust '.length).split(' '))
      return `${command}\n${out}${err}exit ${code}\n`.replaceAll(folder, '.')
    })
    .join('\n')
}

/** The files that a run left or changed, by their path. */
function outputsIn(folder: string, original: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort()
  const read = (root: string, path: string) => readFileSync(join(root, path), 'latin1')
  const changed = paths.filter(path => !existsSync(join(original, path)) || read(folder, path) !== read(original, path))
  return new Map(changed.map(path => [path, readFileSync(join(folder, path), 'utf8')]))
}

describe('the transcript of', () => {
  test.each(readdirSync(CASES))('%s', name => {
    const original = join(CASES, name)
    const folder = folderWith({})
    cpSync(original, folder, { recursive: true, filter: path => path !== join(original, 'expected') })
    const transcript = replay(folder, readFileSync(join(original, 'transcript.txt'), 'utf8'))
    const outputs = outputsIn(folder, original)
    if (updating) update(original, transcript, outputs)
    expect(transcript).toBe(readFileSync(join(original, 'transcript.txt'), 'utf8'))
    const expected = existsSync(join(original, 'expected')) ? outputsIn(join(original, 'expected'), '') : new Map()
    expect(Object.fromEntries(outputs)).toEqual(Object.fromEntries(expected))
  })
})

function update(original: string, transcript: string, outputs: ReadonlyMap<string, string>): void {
  writeFileSync(join(original, 'transcript.txt'), transcript)
  rmSync(join(original, 'expected'), { recursive: true, force: true })
  for (const [path, text] of outputs) {
    mkdirSync(dirname(join(original, 'expected', path)), { recursive: true })
    writeFileSync(join(original, 'expected', path), text)
  }
}
