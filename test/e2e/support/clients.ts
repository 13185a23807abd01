import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folderWith, type WhenDone } from '../../support/folder.ts'
import { hasGo } from '../../support/go.ts'

/** The version of Go that skopeo was built with, from the build information in the program. */
export function goOfSkopeo(): string {
  const path = execFileSync('sh', ['-c', 'command -v skopeo'], { encoding: 'utf8' }).trim()
  return /\xff Go buildinf:[\s\S]{0,99}?(go1\.[\d.]+)/.exec(readFileSync(path, 'latin1'))?.[1] ?? 'go?'
}

/** A client in today's Go, where there is a compiler for it. */
export function liveGo(whenDone: WhenDone): { readonly name: string; readonly path: string } | undefined {
  if (!hasGo()) return undefined
  const path = join(folderWith({}, whenDone), 'client')
  execFileSync('go', ['build', '-o', path, fileURLToPath(new URL('../client.go', import.meta.url))])
  return { name: execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim(), path }
}
