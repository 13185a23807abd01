import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** When to take a folder away again: after the test, or with `afterAll` after several. */
export type WhenDone = (clean: () => void) => void

/** A folder on the disk for one test, gone when the test is over. */
export function folderWith(
  files: Readonly<Record<string, Uint8Array | string>>,
  whenDone: WhenDone = onTestFinished,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'tks-trust-'))
  whenDone(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** A configuration in YAML for one output. */
export const YAML_CONFIG = `sources: ['certs/**/*']
outputs:
  - path: tks.yaml
    apiVersion: run.tanzu.vmware.com/v1alpha3
    spec:
      defaultCNI: antrea
`
