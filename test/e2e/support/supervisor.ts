import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { stringify } from 'yaml'
import type { WhenDone } from '../../support/folder.ts'
import { copyOf } from '../../support/rendering.ts'
import { startApiServer } from './api-server.ts'
import { DEFINITION } from './definition.ts'
import { type Ran, type Shell, shellIn, type Variables } from './shell.ts'

/** The programs that make one. */
export const PROGRAMS = ['kubectl', 'etcd', 'kube-apiserver'] as const

/** An API server in place of a Supervisor, and a repository with a manifest for it. */
export interface Supervisor {
  readonly url: string
  /** Puts a file into the repository. */
  readonly write: (name: string, text: string) => void
  /** Runs a command in the repository, as an administrator. */
  readonly shell: Shell
  /** The same for a command that must end with a code, 0 where it is not said. @throws {Error} with all that it says */
  readonly run: (command: string, code?: number, env?: Variables) => Promise<Ran>
  /** The spec of the live object. */
  readonly spec: () => Promise<unknown>
  /** Makes the object anew as a Supervisor has it on its first day: `kubectl apply` has made it. */
  readonly anew: () => Promise<void>
}

/** The object with another spec, in YAML. */
export const objectWith = (spec: object): string =>
  stringify({
    apiVersion: 'run.tanzu.vmware.com/v1alpha3',
    kind: 'TkgServiceConfiguration',
    metadata: { name: 'tkg-service-configuration' },
    spec,
  })

/** Starts one. @throws {Error} where it is not ready in time */
export async function startSupervisor(
  pathOf: (name: (typeof PROGRAMS)[number]) => string,
  whenDone: WhenDone,
): Promise<Supervisor> {
  const repository = copyOf('argocd', whenDone)
  const write = (name: string, text: string) => writeFileSync(join(repository, name), text)
  const programs = { etcd: pathOf('etcd'), apiServer: pathOf('kube-apiserver') }
  const { url, kubeconfig } = await startApiServer(programs, whenDone)
  const PATH = `${dirname(pathOf('kubectl'))}:${process.env.PATH}`
  const shell = shellIn(repository, { KUBECONFIG: kubeconfig, SOURCE_DATE_EPOCH: '1781524800', PATH }, whenDone)
  const run = async (command: string, code = 0, env: Variables = {}) => {
    const ran = await shell(command, env)
    if (ran.code !== code) throw new Error(`${command}: exit ${ran.code}, not ${code}\n${ran.said}`)
    return ran
  }
  await ready(shell)
  write('definition.json', JSON.stringify(DEFINITION))
  await run('kubectl apply -f definition.json')
  await run(`kubectl wait --for=condition=Established crd/${DEFINITION.metadata.name}`)
  write('shipped.yaml', objectWith({ defaultCNI: 'antrea' }))
  return {
    url,
    write,
    shell,
    run,
    spec: async () =>
      JSON.parse((await run('kubectl get tkgserviceconfiguration tkg-service-configuration -o json')).said).spec,
    anew: async () => {
      await run('kubectl delete tkgserviceconfiguration --all')
      await run('kubectl apply -f shipped.yaml')
    },
  }
}

async function ready(shell: Shell): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await shell('kubectl get --raw /readyz')).code === 0) return
    await setTimeout(200)
  }
  throw new Error('kube-apiserver is not ready in time')
}
