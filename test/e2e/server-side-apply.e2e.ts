import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { publicRoots } from '../../src/commands/public-roots.ts'
import { pem } from '../support/certificates.ts'
import { readPage } from '../support/page.ts'
import { describeWith } from '../support/programs.ts'
import { objectWith, PROGRAMS, type Supervisor, startSupervisor } from './support/supervisor.ts'

/** What docs/gitops.md says of applying the object, and of what is said where it does not work. */
const PAGE = readPage('docs/gitops.md')

const cleaning: (() => void)[] = []
afterAll(() => {
  for (const clean of cleaning.reverse()) clean()
})

const ENTRY = { name: 'corp', data: Buffer.from('a CA').toString('base64') }
const PROXY = { httpProxy: 'http://proxy:3128', httpsProxy: 'http://proxy:3128', noProxy: ['10.0.0.0/8'] }
const MANIFEST = { defaultCNI: 'antrea', trust: { additionalTrustedCAs: [ENTRY] } }
/** More than a client-side apply can remember. */
const MANY = {
  ...MANIFEST,
  trust: {
    additionalTrustedCAs: publicRoots().map(({ name, certificate }, index) => ({
      name: `${index}-${name.replace(/[^A-Za-z0-9]+/g, '-')}`,
      data: Buffer.from(pem(Buffer.from(certificate.der))).toString('base64'),
    })),
  },
}
const APPLY = 'kubectl apply --server-side -f manifest.yaml'

describeWith(PROGRAMS, 'what an API server makes of an apply', pathOf => {
  let supervisor: Supervisor
  const run: Supervisor['run'] = (...command) => supervisor.run(...command)
  const spec = () => supervisor.spec()
  const patch = (value: object) =>
    run(
      `kubectl patch tkgserviceconfiguration tkg-service-configuration --type=merge -p '${JSON.stringify({ spec: value })}'`,
    )

  beforeAll(async () => {
    supervisor = await startSupervisor(pathOf, clean => void cleaning.push(clean))
    supervisor.write('manifest.yaml', objectWith(MANIFEST))
    supervisor.write('proxy.yaml', objectWith({ defaultCNI: 'antrea', proxy: PROXY }))
  })
  beforeEach(() => supervisor.anew())

  test('server-side, a proxy that kubectl apply has set goes, and neither a dry run nor kubectl diff says so', async () => {
    await run('kubectl apply -f proxy.yaml')
    expect((await run(`${APPLY} --dry-run=server -o yaml`)).said).toContain('httpProxy')
    expect((await run('kubectl diff --server-side -f manifest.yaml', 1)).said).not.toMatch(/^- +httpProxy/m)
    const { said } = await run('kubectl get tkgserviceconfigurations -o yaml | tks-trust diff - manifest.yaml')
    expect(said).toContain('spec.proxy.httpProxy: "http://proxy:3128" -> nothing')
    await run(APPLY)
    expect(await spec()).toEqual(MANIFEST)
  })

  test('server-side, a proxy that kubectl patch has set stays', async () => {
    await patch({ proxy: PROXY })
    await run(APPLY)
    expect(await spec()).toEqual({ ...MANIFEST, proxy: PROXY })
  })

  test('a list that somebody else has written is a conflict, and then replaced as a whole', async () => {
    await patch({ trust: { additionalTrustedCAs: [{ name: 'by-hand', data: 'eA==' }] } })
    const { said } = await run(APPLY, 1)
    expect(said).toContain('Apply failed with 1 conflict: conflict with "kubectl-patch"')
    await run(`${APPLY} --force-conflicts`)
    expect(await spec()).toEqual(MANIFEST)
  })

  test('client-side, a manifest without defaultCNI takes it away', async () => {
    supervisor.write('without.yaml', objectWith({ trust: MANIFEST.trust }))
    await run('kubectl apply -f without.yaml')
    expect(await spec()).toEqual({ trust: MANIFEST.trust })
  })

  test('client-side, more than about a hundred CAs are too many, and server-side they are not', async () => {
    supervisor.write('many.yaml', objectWith(MANY))
    expect((await run('kubectl apply -f many.yaml', 1)).said).toContain('metadata.annotations: Too long')
    await run('kubectl apply --server-side -f many.yaml')
    expect(await spec()).toEqual(MANY)
  })

  /** Somebody who may write the object where it is, and not make it. */
  const allow = async () => {
    const role = '--verb=get,patch --resource=tkgserviceconfigurations.run.tanzu.vmware.com'
    await run(`kubectl create clusterrole writer ${role}`)
    await run('kubectl create clusterrolebinding writer --clusterrole=writer --user=writer')
  }
  test.each<{ says: string; command: string; before?: () => Promise<unknown> }>([
    {
      says: 'cannot patch resource "tkgserviceconfigurations"',
      command: 'kubectl patch --type=merge -p "{}" -f manifest.yaml --as=nobody',
    },
    {
      says: 'cannot create resource "tkgserviceconfigurations"',
      command: `kubectl delete tkgserviceconfiguration --all >/dev/null && ${APPLY} --as=writer`,
      before: allow,
    },
    { says: 'metadata.annotations: Too long', command: 'kubectl apply -f many.yaml' },
    {
      says: 'Apply failed with 1 conflict',
      command: APPLY,
      before: () => patch({ trust: { additionalTrustedCAs: [] } }),
    },
    { says: 'no matches for kind "TkgServiceConfiguration"', command: 'kubectl apply -f elsewhere.yaml' },
  ])('$says: the page knows what it means', async ({ says, command, before }) => {
    await before?.()
    supervisor.write('many.yaml', objectWith(MANY))
    supervisor.write('elsewhere.yaml', objectWith(MANIFEST).replace('v1alpha3', 'v1'))
    expect((await run(command, 1)).said).toContain(says)
    expect(PAGE).toContain(`| \`${says}`)
  })
})
