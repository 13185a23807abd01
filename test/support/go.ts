import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Whether a Go is at hand that is not older than the one that `go-cannot-load` is about. */
export function hasGo(): boolean {
  const { stdout } = spawnSync('go', ['version'], { encoding: 'utf8' })
  return Number(/go1\.(\d+)/.exec(stdout ?? '')?.[1] ?? 0) >= 26
}

/** Why Go does not load each of them; the empty text where it does. */
export function whyGoDoesNotLoad(certificates: readonly Uint8Array[]): readonly string[] {
  const input = Buffer.concat(
    certificates.flatMap(der => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(der.length)
      return [length, der]
    }),
  )
  const program = fileURLToPath(new URL('../../fixtures/rules/agree/load.go', import.meta.url))
  const text = execFileSync('go', ['run', program], { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
  return text.split('\n').slice(0, -1)
}
