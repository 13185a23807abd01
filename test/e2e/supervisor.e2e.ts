import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest'
import { certificate, pem } from '../support/certificates.ts'
import { edKey } from '../support/keys.ts'
import { blocksIn, readPage } from '../support/page.ts'
import { describeWith } from '../support/programs.ts'
import { expectStory } from './support/page.ts'
import { record } from './support/record.ts'
import type { Ran } from './support/shell.ts'
import { objectWith, PROGRAMS, type Supervisor, startSupervisor } from './support/supervisor.ts'

/** What docs/gitops.md says of the Supervisor, on an API server. A step needs those before it. */
const PAGE = 'docs/gitops.md'
const shown = (pattern: RegExp): string => blocksIn(readPage(PAGE), 'yaml').find(text => pattern.test(text)) ?? ''

const LIVE = 'kubectl get tkgserviceconfiguration tkg-service-configuration -o yaml'
const AS = ' --as=system:serviceaccount:platform:tks-trust'
const mayI = (verb: string, as = '') => `kubectl auth can-i ${verb} tkgserviceconfigurations.run.tanzu.vmware.com${as}`

const cleaning: (() => void)[] = []
const whenDone = (clean: () => void) => void cleaning.push(clean)
afterAll(() => {
  for (const clean of cleaning.reverse()) clean()
})

describeWith(PROGRAMS, 'an API server in place of a Supervisor', pathOf => {
  const story: Ran[] = []
  let supervisor: Supervisor
  const run: Supervisor['run'] = (...command) => supervisor.run(...command)

  const tell = (context: TestContext, heading: string, ran: readonly Ran[]) => {
    record(context, heading, ran)
    story.push(...ran)
  }

  beforeAll(async () => {
    supervisor = await startSupervisor(pathOf, whenDone)
    const { write, anew } = supervisor
    const proxy = { httpProxy: 'http://proxy.corp.example:3128', httpsProxy: 'http://proxy.corp.example:3128' }
    const noProxy = ['10.246.0.0/16', '192.168.144.0/20']
    write('proxy.yaml', objectWith({ defaultCNI: 'antrea', proxy: { ...proxy, noProxy } }))
    const byHand = pem(certificate({ key: edKey('by hand'), subject: 'Harbor CA', serial: 1 }))
    const additionalTrustedCAs = [{ name: 'harbor', data: Buffer.from(byHand).toString('base64') }]
    write('by-hand.json', JSON.stringify({ spec: { trust: { additionalTrustedCAs } } }))
    await run('kubectl create namespace platform')
    await run('kubectl create rolebinding dev --clusterrole=edit --user=dev --namespace=platform')
    await anew()
    await run('kubectl apply -f proxy.yaml')
    await run('kubectl patch tkgserviceconfiguration tkg-service-configuration --type=merge --patch-file=by-hand.json')
  })

  test('diff shows what is about to go, and add takes over what is there', async context => {
    const before = [await run(`${LIVE} | tks-trust diff - tks.yaml`), await run(`${LIVE} | tks-trust add -`)]
    const config = (await run('cat trust.config.yaml')).said
    supervisor.write('trust.config.yaml', config.replace(/^ {6}defaultCNI: .*\n/m, shown(/^ {6}defaultCNI: /)))
    const after = [await run('tks-trust generate'), await run(`${LIVE} | tks-trust diff - tks.yaml`)]
    tell(context, 'What a Supervisor has is taken over', [...before, ...after])
  })

  test('an identity may write the object, and may not delete it', async context => {
    supervisor.write('identity.yaml', shown(/^kind: ClusterRole$/m))
    tell(context, 'An identity for a controller', [
      { ...(await run(mayI('patch', ' --as=dev'), 1)), command: mayI('patch') },
      await run('kubectl apply -f identity.yaml'),
      await run(mayI('patch', AS)),
      await run(mayI('delete', AS), 1),
      await run(`kubectl apply --server-side --force-conflicts -f tks.yaml${AS}`),
      await run(`kubectl delete tkgserviceconfiguration tkg-service-configuration${AS}`, 1),
    ])
    expect((await run(`${LIVE} | tks-trust diff --exit-code - tks.yaml`)).said).toContain(
      'the same certificates, names and fields',
    )
  })

  test('the kubeconfig for Flux is whole in itself', async () => {
    const token = (await run('kubectl create token tks-trust --namespace=platform')).said.trim()
    const [, text = ''] = /^ {2}value: \|\n([\s\S]*)/m.exec(shown(/^ {2}name: \S+-kubeconfig$/m)) ?? []
    const kubeconfig = text
      .replace('TOKEN', token)
      .replace('https://SUPERVISOR:6443', supervisor.url)
      .replace(/certificate-authority-data: .*/, 'insecure-skip-tls-verify: true')
    supervisor.write('flux.yaml', kubeconfig)
    expect((await run(`env -i "$(command -v kubectl)" --kubeconfig=flux.yaml ${mayI('patch').slice(8)}`)).said).toMatch(
      /^yes$/m,
    )
  })

  test('the page tells the story as it was', () => expectStory(PAGE, story))
})
