import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { tksTrust } from '../support/cli.ts'
import { folderWith } from '../support/folder.ts'
import { describeWith } from '../support/programs.ts'
import { copyOf, EXAMPLES, ran } from '../support/rendering.ts'
import { startCmpServer } from './support/cmp-server.ts'

/** The plugin below the cmp-server of Argo CD itself, asked as the repo-server asks it. test/argocd plays both in all detail. */
const cleaning: (() => void)[] = []
afterAll(() => {
  for (const clean of cleaning.reverse()) clean()
})

describeWith(['argocd-cmp-server'], 'the cmp-server of Argo CD', pathOf => {
  let socket = ''
  beforeAll(async () => {
    socket = await startCmpServer(pathOf('argocd-cmp-server'), clean => void cleaning.push(clean))
  })

  const application = () => copyOf('argocd-plugin')

  /** What comes of an Application whose folder is `app`: parameters that are announced, and manifests; or an error. */
  function asked(repository: string, env: readonly string[] = []) {
    const args = ['ask', socket, repository, join(repository, 'app'), 'ARGOCD_APP_SOURCE_PATH=app', ...env]
    const { code, out, err } = ran(pathOf('argocd-cmp-server'), args, repository, { PATH: process.env.PATH ?? '' })
    const [parameters = '[]', ...manifests] = out.split('\n').slice(0, -1)
    return { code, err, parameters: JSON.parse(parameters), manifests: manifests.map(text => JSON.parse(text)) }
  }

  test('announces the parameters of plugin.yaml', () => {
    const { spec } = parse(readFileSync(join(EXAMPLES, 'argocd-plugin/plugin.yaml'), 'utf8'))
    expect(asked(application()).parameters).toEqual(spec.parameters.static)
  })

  test.each([
    ['without a plugin section', []],
    ['without parameters', ['ARGOCD_APP_PARAMETERS=null']],
    ['with parameters', ['ARGOCD_APP_PARAMETERS=[{"name":"outputs","array":["tks.yaml"]}]']],
  ])('an Application %s gets what generate would commit', (_, env) => {
    const repository = application()
    const { code, manifests } = asked(repository, env)
    expect(code).toBe(0)
    expect(tksTrust(join(repository, 'app'), ['generate']).code).toBe(0)
    expect(manifests).toEqual([parse(readFileSync(join(repository, 'app/tks.yaml'), 'utf8'))])
  })

  test('what fails is what the UI shows, and nothing is rendered', () => {
    const repository = application()
    writeFileSync(join(repository, 'app/certs/bad.crt'), 'x')
    const { code, err, manifests } = asked(repository)
    expect({ code, manifests }).toEqual({ code: 1, manifests: [] })
    expect(err).toContain('certs/bad.crt:1\n  error    nothing in it is a certificate [no-certificate]')
    expect(err).toContain('nothing was rendered; paths start at app')
  })

  test('a configuration that is a program is refused, and says why', () => {
    const repository = application()
    renameSync(join(repository, 'app/trust.config.yaml'), join(repository, 'app/trust.config.ts'))
    expect(asked(repository).err).toContain('is a program, and is not run here: whoever can push to the repository')
  })

  test('a folder without certificates is an error, not an empty list that would be pruned', () => {
    const config = readFileSync(join(EXAMPLES, 'argocd-plugin/app/trust.config.yaml'))
    const { code, err } = asked(folderWith({ 'app/trust.config.yaml': config }))
    expect(code).toBe(1)
    expect(err).toContain('[empty-set]')
  })
})
