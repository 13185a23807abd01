import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import manifest from '../../package.json' with { type: 'json' }
import { PARAMETERS, readParameters } from '../../src/argocd/parameters.ts'
import type { JsonSchema } from '../../src/json-schema.ts'
import { violations } from '../../src/validate.ts'
import { COMMAND, rendered } from '../support/cmp-server.ts'
import { folderWith } from '../support/folder.ts'
import { objectsIn, violationsOfKind } from '../support/kinds.ts'
import { describeWith } from '../support/programs.ts'
import { EXAMPLES } from '../support/rendering.ts'
import { REPO_SERVER } from '../support/repo-server.ts'

const example = join(EXAMPLES, 'argocd-plugin')
const read = (path: string) => readFileSync(join(example, path), 'utf8')
const plugin = parse(read('plugin.yaml'))
const patch = parse(read('sidecar.yaml'))
const [sidecar] = patch.spec.template.spec.containers
const [project, application] = parseAllDocuments(read('application.yaml')).map(document => document.toJS())

describe('plugin.yaml', () => {
  const text: JsonSchema = { type: 'string', minLength: 1 }
  const texts: JsonSchema = { type: 'array', items: text, minItems: 1 }
  const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
    type: 'object',
    additionalProperties: false,
    properties,
    required,
  })
  const command = object({ command: texts, args: texts }, ['command'])
  const announcement = object(
    {
      name: text,
      title: text,
      tooltip: text,
      required: { type: 'boolean' },
      itemType: text,
      collectionType: { type: 'string', enum: ['string', 'array', 'map'] },
      string: text,
      array: texts,
      map: { type: 'object', additionalProperties: text },
    },
    ['name'],
  )
  /** The file is no custom resource, and has no public schema: argo-cd, docs/operator-manual/config-management-plugins.md. */
  const PLUGIN = object(
    {
      apiVersion: { const: 'argoproj.io/v1alpha1' },
      kind: { const: 'ConfigManagementPlugin' },
      metadata: object({ name: text }, ['name']),
      spec: object(
        {
          version: text,
          init: command,
          generate: command,
          discover: object({ fileName: text, find: object({ glob: text, command: texts, args: texts }) }),
          parameters: object({ static: { type: 'array', items: announcement }, dynamic: command }),
          preserveFileMode: { type: 'boolean' },
          provideGitCreds: { type: 'boolean' },
        },
        ['generate'],
      ),
    },
    ['apiVersion', 'kind', 'metadata', 'spec'],
  )

  test('has the keys that Argo CD documents, and no other', () => {
    expect(violations(plugin, PLUGIN)).toEqual([])
    expect(violations({ ...plugin, spec: { ...plugin.spec, generates: [] } }, PLUGIN)).not.toEqual([])
  })

  test('announces the parameters of the program, with their kinds', () => {
    const announced: { name: string; collectionType: string }[] = plugin.spec.parameters.static
    expect(Object.fromEntries(announced.map(({ name, collectionType }) => [name, collectionType]))).toEqual(PARAMETERS)
  })

  test('runs one program without a shell, fetches nothing, asks for no more than it gets, and takes no Application uncalled', () => {
    expect(Object.keys(plugin.spec)).toEqual(['version', 'generate', 'parameters'])
    expect(COMMAND).toEqual([expect.stringMatching(/^\/.*\/node$/), expect.stringMatching(/^\/.*\.mjs$/)])
  })
})

describe('application.yaml', () => {
  const { source } = application.spec

  test('names the plugin as Argo CD calls it', () =>
    expect(source.plugin.name).toBe(`${plugin.metadata.name}-${plugin.spec.version}`))

  test('asks for an output that there is, of a folder that there is, and of a kind that its project may write', () => {
    expect(readParameters(JSON.stringify(source.plugin.parameters))).toEqual({ outputs: ['tks.yaml'] })
    const { code, out, err } = rendered(example, { path: source.path, parameters: source.plugin.parameters })
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('tks.yaml: rendered') })
    const objects = objectsIn(out) as readonly { apiVersion: string; kind: string }[]
    expect(objects.map(({ apiVersion, kind }) => ({ group: apiVersion.split('/')[0], kind }))).toEqual(
      project.spec.clusterResourceWhitelist,
    )
  })

  test('syncs as the example does that commits its manifest', () => {
    const committed = readFileSync(join(EXAMPLES, 'argocd/gitops/argocd.yaml'), 'utf8')
    const [otherProject, other] = parseAllDocuments(committed).map(document => document.toJS())
    expect(project.spec).toEqual(otherProject.spec)
    const { source: _, project: name, ...rest } = application.spec
    const { source: __, project: otherName, ...otherRest } = other.spec
    expect(rest).toEqual(otherRest)
    expect([name, otherName]).toEqual([project.metadata.name, otherProject.metadata.name])
    expect(application.metadata.annotations).toMatchObject(other.metadata.annotations)
    expect(application.metadata).not.toHaveProperty('finalizers')
  })
})

describe('Dockerfile', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n')
  const copies = lines.flatMap(line => {
    const [word, ...words] = line.split(/\s+/)
    const paths = words.filter(part => !part.startsWith('--'))
    const flags = words.filter(part => part.startsWith('--'))
    return word === 'COPY' ? [{ from: paths.slice(0, -1), to: paths.at(-1) ?? '', flags }] : []
  })

  test('copies files that the package has, and those beside it', () => {
    const root = fileURLToPath(new URL('../..', import.meta.url))
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], {
        cwd: root,
        encoding: 'utf8',
      }),
    )
    const inPackage = new Set(packed.files.map(({ path }: { path: string }) => path))
    const stage = '/package/node_modules/tks-trust/'
    for (const { from, flags } of copies)
      for (const path of from)
        if (flags.includes('--from=package')) {
          expect(path).toMatch(new RegExp(`^${stage}`))
          expect(inPackage).toContain(path.slice(stage.length))
        } else expect(read(path)).not.toBe('')
    expect(copies).toHaveLength(3)
  })

  test('puts them where plugin.yaml and Argo CD look for them', () => {
    const [program] = copies.filter(({ from }) => from.some(path => path.endsWith('/dist/argocd.js')))
    expect(program?.to).toBe(COMMAND.at(-1))
    const [configuration] = copies.filter(({ from }) => from.includes('plugin.yaml'))
    expect(configuration?.to).toBe('/home/argocd/cmp-server/config/plugin.yaml')
    const entry = lines.find(line => line.startsWith('ENTRYPOINT '))?.replace('ENTRYPOINT ', '') ?? ''
    expect(JSON.parse(entry)).toEqual(COMMAND)
  })

  test('gives no mode that would keep a user out of the folders that COPY makes with it', () => {
    for (const { flags } of copies) expect(flags).toContain('--chmod=0555')
  })

  test('runs as the user of the sidecar', () => expect(lines).toContain(`USER ${sidecar.securityContext.runAsUser}`))

  test('is built in the version of this package, under the name that the sidecar has', () => {
    expect(sidecar.image).toMatch(new RegExp(`:${manifest.version.replaceAll('.', '\\.')}$`))
    for (const path of ['Dockerfile', 'README.md'])
      expect(read(path)).toContain(`--build-arg VERSION=${manifest.version} --tag ${sidecar.image} .`)
  })
})

/** A part of an object of Kubernetes, in which lists have members with names. */
type Part = { readonly [key: string]: unknown }
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A strategic merge, as it is for the parts of a Deployment that the patch has: lists are merged by name. */
function merged(old: unknown, change: unknown): unknown {
  if (Array.isArray(old) && Array.isArray(change) && [...old, ...change].every(isPart)) {
    const added = change.filter(({ name }) => !old.some(one => one.name === name))
    return [...added, ...old.map(one => merged(one, change.find(({ name }) => name === one.name) ?? {}))]
  }
  if (!isPart(old) || !isPart(change)) return change
  const keys = Object.keys({ ...old, ...change })
  return Object.fromEntries(keys.map(key => [key, key in change ? merged(old[key], change[key]) : old[key]]))
}

interface Container {
  readonly name: string
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[]
}

describe('sidecar.yaml, laid over the repo-server of Argo CD', () => {
  const patched = merged(REPO_SERVER, patch) as {
    spec: { template: { spec: { containers: Container[]; initContainers: Container[]; volumes: { name: string }[] } } }
  }
  const { containers, initContainers, volumes } = patched.spec.template.spec

  test('is a valid Deployment', () => {
    expect(violationsOfKind(REPO_SERVER)).toEqual([])
    expect(violationsOfKind(patched)).toEqual([])
  })

  test('adds one container and one volume, and changes nothing else', () => {
    expect(containers.map(({ name }) => name)).toEqual(['tks-trust', 'argocd-repo-server'])
    const { containers: before, volumes: volumesBefore } = REPO_SERVER.spec.template.spec
    expect(containers.slice(1)).toEqual(before)
    expect(volumes.slice(1)).toEqual(volumesBefore)
  })

  test('every mount has its volume', () => {
    const names = volumes.map(({ name }) => name)
    for (const { name, volumeMounts } of [...containers, ...initContainers])
      for (const mount of volumeMounts) expect(names, `${name} ${mount.mountPath}`).toContain(mount.name)
  })

  test('the sidecar finds the cmp-server and puts its socket where the repo-server looks, and shares nothing else', () => {
    const mountsOf = (wanted: string) =>
      new Map(
        [...containers, ...initContainers]
          .filter(({ name }) => name === wanted)
          .flatMap(({ volumeMounts }) => volumeMounts.map(({ name, mountPath }) => [mountPath, name])),
      )
    const own = mountsOf('tks-trust')
    const server = mountsOf('argocd-repo-server')
    expect(own.get('/home/argocd/cmp-server/plugins')).toBe(server.get('/home/argocd/cmp-server/plugins'))
    expect(own.get('/var/run/argocd')).toBe(mountsOf('copyutil').get('/var/run/argocd'))
    expect(sidecar.command).toEqual(['/var/run/argocd/argocd-cmp-server'])
    expect(own.get('/tmp')).not.toBe(server.get('/tmp'))
    expect(own.size).toBe(3)
  })

  test('may write to its tmp only, and be nobody else', () =>
    expect(sidecar.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 999,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    }))

  describeWith(['kubectl'], 'kubectl', pathOf => {
    test('merges it in the same way', () => {
      const folder = folderWith({ 'deployment.json': JSON.stringify(REPO_SERVER), 'patch.yaml': read('sidecar.yaml') })
      const args = ['patch', '--local', '--filename=deployment.json', '--type=strategic', '--patch-file=patch.yaml']
      writeFileSync(join(folder, 'kubeconfig'), '')
      const out = execFileSync(pathOf('kubectl'), [...args, '--output=json'], {
        cwd: folder,
        env: { PATH: process.env.PATH ?? '', HOME: folder, KUBECONFIG: join(folder, 'kubeconfig') },
        encoding: 'utf8',
      })
      expect(JSON.parse(out)).toEqual(patched)
    })
  })
})
