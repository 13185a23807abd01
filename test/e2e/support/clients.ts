import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folderWith, type WhenDone } from '../../support/folder.ts'
import { hasGo } from '../../support/go.ts'

/** The version of Go that skopeo was built with, from the build information in the program: the number behind `go1.` */
export function goOfSkopeo(): { readonly name: string; readonly minor: number } {
  const path = execFileSync('sh', ['-c', 'command -v skopeo'], { encoding: 'utf8' }).trim()
  const [, name = 'go?', minor = '0'] =
    /\xff Go buildinf:[\s\S]{0,99}?(go1\.(\d+)[\d.]*)/.exec(readFileSync(path, 'latin1')) ?? []
  return { name, minor: Number(minor) }
}

/** A client in today's Go, where there is a compiler for it. */
export function liveGo(whenDone: WhenDone): { readonly name: string; readonly path: string } | undefined {
  if (!hasGo()) return undefined
  const path = join(folderWith({}, whenDone), 'client')
  execFileSync('go', ['build', '-o', path, fileURLToPath(new URL('../client.go', import.meta.url))])
  return { name: execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim(), path }
}
