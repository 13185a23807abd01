import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WhenDone } from '../../support/folder.ts'

/**
 * Starts docker-registry on TLS, on a free port of the loopback. The shell around it ends it as soon as its standard
 * input is closed, so that it does not outlive the tests, whatever ends them.
 *
 * @param folder has tls.crt and tls.key, and gets the images
 * @returns its port
 */
export async function startRegistry(folder: string, whenDone: WhenDone): Promise<number> {
  const config = {
    version: '0.1',
    log: { level: 'info', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'storage') } },
    http: { addr: '127.0.0.1:0', secret: 'e2e', tls: { certificate: 'tls.crt', key: 'tls.key' } },
  }
  // JSON is YAML.
  writeFileSync(join(folder, 'registry.yaml'), JSON.stringify(config))
  const script = 'docker-registry serve registry.yaml 2>&1 & cat; kill $!'
  const child = spawn('sh', ['-c', script], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] })
  whenDone(() => child.stdin.destroy())
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const port = /listening on 127\.0\.0\.1:(\d+), tls/.exec(said)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    child.on('close', () => reject(new Error(`docker-registry ended: ${said}`)))
    setTimeout(() => reject(new Error(`docker-registry does not listen: ${said}`)), 20_000).unref()
  })
}
