import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { folderWith, type WhenDone } from '../../support/folder.ts'

/** An API server on the loopback, with nothing in it: no controllers, and of admission what is always there. */
export interface ApiServer {
  /** `https://127.0.0.1:PORT` */
  readonly url: string
  /** The file of a kubeconfig of an administrator. */
  readonly kubeconfig: string
}

const ADMIN = 'an-administrator'

/** Starts etcd and kube-apiserver, which end as soon as the tests do, whatever ends them. */
export async function startApiServer(programs: { etcd: string; apiServer: string }, whenDone: WhenDone) {
  const [client = 0, peer = 0, port = 0] = await freePorts(3)
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const files = {
    'account.key': privateKey.export({ type: 'pkcs1', format: 'pem' }),
    'tokens.csv': `${ADMIN},admin,admin,system:masters\n`,
  }
  const folder = folderWith(files, whenDone)
  const etcd = `http://127.0.0.1:${client}`
  const flags = {
    etcd: {
      'data-dir': 'etcd',
      'listen-client-urls': etcd,
      'advertise-client-urls': etcd,
      'listen-peer-urls': `http://127.0.0.1:${peer}`,
      'initial-advertise-peer-urls': `http://127.0.0.1:${peer}`,
      'initial-cluster': `default=http://127.0.0.1:${peer}`,
    },
    apiServer: {
      'etcd-servers': etcd,
      'bind-address': '127.0.0.1',
      'secure-port': String(port),
      'cert-dir': 'certificates',
      'token-auth-file': 'tokens.csv',
      'authorization-mode': 'RBAC',
      'service-account-issuer': 'https://kubernetes.default.svc',
      'service-account-key-file': 'account.key',
      'service-account-signing-key-file': 'account.key',
      // It would wait for accounts that a controller makes.
      'disable-admission-plugins': 'ServiceAccount',
    },
  }
  for (const name of ['etcd', 'apiServer'] as const) {
    const words = Object.entries(flags[name]).map(([flag, value]) => `--${flag}=${value}`)
    const script = 'program=$1; shift; "$program" "$@" >"$program_log" 2>&1 & cat; kill $!'
    const child = spawn('sh', ['-c', script, 'sh', programs[name], ...words], {
      cwd: folder,
      env: { PATH: process.env.PATH, program_log: `${name}.log` },
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    whenDone(() => child.stdin.destroy())
  }
  const kubeconfig = join(folder, 'kubeconfig.json')
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(`https://127.0.0.1:${port}`, ADMIN)))
  return { url: `https://127.0.0.1:${port}`, kubeconfig } satisfies ApiServer
}

const kubeconfigOf = (server: string, token: string) => ({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'supervisor',
  contexts: [{ name: 'supervisor', context: { cluster: 'supervisor', user: 'admin' } }],
  clusters: [{ name: 'supervisor', cluster: { server, 'insecure-skip-tls-verify': true } }],
  users: [{ name: 'admin', user: { token } }],
})

/** All are held until the last is known, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listening))
  const ports = servers.map(server => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  return ports
}

const listening = (): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
