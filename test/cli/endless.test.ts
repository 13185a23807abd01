import { spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CLI, KRM } from '../support/cli.ts'
import { folderWith } from '../support/folder.ts'

/** What the program says when standard input never ends. */
function withEndlessInput(program: string, args: readonly string[]) {
  const zero = openSync('/dev/zero', 'r')
  try {
    const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: folderWith({}),
      stdio: [zero, 'pipe', 'pipe'],
      timeout: 20_000,
      encoding: 'utf8',
    })
    return { code: status, err: stderr }
  } finally {
    closeSync(zero)
  }
}

describe('input without an end is given up:', () => {
  it.each([
    ['inspect', CLI, ['inspect', '-'], 'standard input'],
    ['add', CLI, ['add', '-'], 'standard input'],
    ['diff', CLI, ['diff', '-'], 'standard input'],
    ['verify', CLI, ['verify', '--manifest', '-', 'localhost:1'], 'standard input'],
    ['diff of a device', CLI, ['diff', '/dev/zero'], '/dev/zero'],
    ['verify by a device', CLI, ['verify', '--manifest', '/dev/zero', 'localhost:1'], '/dev/zero'],
    ['the function of kustomize', KRM, [], 'standard input'],
  ])('%s', (_, program, args, where) => {
    const { code, err } = withEndlessInput(program, args)
    expect(err).toContain(`${where}: error: does not end within 256 MiB\n`)
    expect(code).toBe(2)
  })
})
