import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ARGOCD } from '../../support/cli.ts'
import { ARGOCD_USER, COMMAND, isRoot } from '../../support/cmp-server.ts'
import { folderWith, type WhenDone } from '../../support/folder.ts'
import { EXAMPLES } from '../../support/rendering.ts'

/**
 * Starts the cmp-server of Argo CD with the plugin.yaml of the example, in which only the paths of Node and of the program are those of this
 * machine: as the user of the sidecar, without a home, and ended as soon as the tests do.
 * @param program argocd-cmp-server
 * @returns its socket
 */
export async function startCmpServer(program: string, whenDone: WhenDone): Promise<string> {
  const [node = '', file = ''] = COMMAND
  const plugin = readFileSync(join(EXAMPLES, 'argocd-plugin/plugin.yaml'), 'utf8')
  const folder = folderWith({ 'argocd.mjs': readFileSync(ARGOCD) }, whenDone)
  const here = plugin.replace(node, process.execPath).replace(file, join(folder, 'argocd.mjs'))
  mkdirSync(join(folder, 'config'))
  writeFileSync(join(folder, 'config/plugin.yaml'), here)
  chmodSync(folder, 0o755)
  for (const name of ['tmp', 'plugins']) {
    mkdirSync(join(folder, name))
    chmodSync(join(folder, name), 0o777)
  }
  const script = '"$0" --config-dir-path config >server.log 2>&1 & cat; kill $!'
  const child = spawn('sh', ['-c', script.replace('server.log', 'tmp/server.log'), program], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      TMPDIR: join(folder, 'tmp'),
      ARGOCD_PLUGINSOCKFILEPATH: join(folder, 'plugins'),
      SOURCE_DATE_EPOCH: '1781524800',
    },
    stdio: ['pipe', 'ignore', 'inherit'],
    ...(isRoot && { uid: ARGOCD_USER, gid: ARGOCD_USER }),
  })
  whenDone(() => child.stdin.destroy())
  const socket = join(folder, 'plugins/tks-trust-v1.sock')
  for (let tries = 0; !existsSync(socket); tries++) {
    if (tries > 100) throw new Error(`no socket:\n${readFileSync(join(folder, 'tmp/server.log'), 'utf8')}`)
    await setTimeout(100)
  }
  return socket
}
