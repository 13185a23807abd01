import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { argocdManifests } from '../../src/setup/argocd-text.ts'
import { fluxManifests } from '../../src/setup/flux-text.ts'
import { outputsOf } from '../../src/setup/outputs.ts'
import { repositoryUrl } from '../../src/setup/repository-url.ts'
import { type SourceChoices, sourceOf } from '../../src/setup/synced.ts'
import { repositoryWith } from '../support/git.ts'
import { objectsIn, violationsOfKind } from '../support/kinds.ts'

const USUAL: SourceChoices = {
  folder: 'supervisor',
  origin: 'https://git.example.com/org/platform.git',
  branch: 'main',
  outputs: ['tks.yaml'],
}
/** Repository and folder, and digits of both. */
const NAME = 'tks-trust-platform-supervisor-8e81dd'
const argocd = (choices: Partial<SourceChoices> = {}) => objectsIn(argocdManifests(sourceOf({ ...USUAL, ...choices })))
const flux = (choices: Partial<SourceChoices> = {}) => objectsIn(fluxManifests(sourceOf({ ...USUAL, ...choices })))
const all = (choices: Partial<SourceChoices> = {}) => [...argocd(choices), ...flux(choices)]

/** The patterns of the sources in a text. */
const ignoresOf = (objects: readonly unknown[]) =>
  objects.flatMap(object => {
    const { spec } = Object(object)
    return typeof spec.ignore === 'string' ? [spec.ignore] : []
  })

describe('Argo CD', () => {
  test('has a project that may write one kind, from one repository, to one Supervisor', () =>
    expect(argocd()[0]).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: NAME, namespace: 'argocd' },
      spec: {
        sourceRepos: ['https://git.example.com/org/platform.git'],
        destinations: [{ server: 'https://SUPERVISOR:6443' }],
        clusterResourceWhitelist: [{ group: 'run.tanzu.vmware.com', kind: 'TkgServiceConfiguration' }],
        namespaceResourceBlacklist: [{ group: '*', kind: '*' }],
      },
    }))

  test('has an Application that never deletes', () =>
    expect(argocd()[1]).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: NAME,
        namespace: 'argocd',
        annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' },
      },
      spec: {
        project: NAME,
        source: {
          repoURL: 'https://git.example.com/org/platform.git',
          targetRevision: 'main',
          path: 'supervisor',
          directory: { include: 'tks.yaml' },
        },
        destination: { server: 'https://SUPERVISOR:6443' },
        syncPolicy: {
          automated: { prune: false, selfHeal: true },
          syncOptions: ['ServerSideApply=true', 'FailOnSharedResource=true', 'Prune=false', 'Delete=false'],
        },
      },
    }))

  test.each([
    ['tks.yaml', 'tks.yaml'],
    ['a{b,c}[d]*?.yaml', 'a\\{b,c\\}\\[d\\]\\*\\?.yaml'],
  ])('takes the file %s by the pattern %s', (output, include) =>
    expect(argocd({ outputs: [output] })[1]).toMatchObject({ spec: { source: { directory: { include } } } }))
})

describe('Flux', () => {
  test('has a source with nothing but the manifest, and a Kustomization that never deletes', () =>
    expect(flux()).toEqual([
      {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'GitRepository',
        metadata: { name: NAME, namespace: 'flux-system' },
        spec: {
          interval: '1m',
          url: 'https://git.example.com/org/platform.git',
          ref: { branch: 'main' },
          ignore: '/*\n!/supervisor/\n/supervisor/*\n!/supervisor/tks.yaml\n',
        },
      },
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: NAME, namespace: 'flux-system' },
        spec: {
          interval: '60m',
          retryInterval: '2m',
          timeout: '3m',
          sourceRef: { kind: 'GitRepository', name: NAME },
          path: './supervisor',
          prune: false,
          deletionPolicy: 'Orphan',
          force: false,
          kubeConfig: { secretRef: { name: `${NAME}-kubeconfig` } },
        },
      },
    ]))

  test('needs a key for ssh', () =>
    expect(flux({ origin: 'git@git.example.com:org/platform.git' })[0]).toMatchObject({
      spec: { url: 'ssh://git@git.example.com/org/platform.git', secretRef: { name: 'tks-trust-git' } },
    }))

  test.each([
    ['', 'tks.yaml'],
    ['supervisors/prod', 'tks.yaml'],
    ['supervisors', 'prod/tks.yaml'],
    ["a b/c#d/it's {x,y}", '[1]*?!.yaml'],
    ['back\\slash', ' tks.yaml '],
  ])('lets git itself see one file only: in the folder "%s", %s', (folder, output) => {
    const wanted = join(folder, output)
    const around = [
      'tks.yaml',
      'trust.config.yaml',
      'gitops/flux.yaml',
      'x/tks.yaml',
      'x/supervisors/prod/tks.yaml',
      join(folder, 'trust.config.yaml'),
      join(folder, 'sub/tks.yaml'),
      join(folder, '11a.yaml'),
    ]
    const [patterns = ''] = ignoresOf(flux({ folder, outputs: [output] }))
    const repository = repositoryWith({ 'ignore.txt': patterns })
    const ignored = execFileSync(
      'git',
      ['-C', repository, '-c', 'core.excludesFile=ignore.txt', 'check-ignore', '--no-index', '-z', '--stdin'],
      { input: [wanted, ...around].join('\0'), encoding: 'utf8' },
    )
    expect(ignored.split('\0').slice(0, -1)).toEqual(around.filter(path => path !== wanted))
  })
})

describe('the repository', () => {
  test.each([
    ['https://git.example.com/org/r.git', 'https://git.example.com/org/r.git', undefined],
    ['https://git.example.com:8443/org/r', 'https://git.example.com:8443/org/r', undefined],
    ['http://git.example.com/r.git', 'http://git.example.com/r.git', undefined],
    ['git@git.example.com:org/r.git', 'git@git.example.com:org/r.git', 'ssh://git@git.example.com/org/r.git'],
    ['git@git.example.com:/srv/r.git', 'git@git.example.com:/srv/r.git', 'ssh://git@git.example.com/srv/r.git'],
    ['git@git.example.com:2222/r.git', 'git@git.example.com:2222/r.git', 'ssh://git@git.example.com/2222/r.git'],
    ['ssh://git@git.example.com:2222/org/r.git', 'ssh://git@git.example.com:2222/org/r.git', undefined],
    ["https://git.example.com/o'r/r&d.git", "https://git.example.com/o'r/r&d.git", undefined],
  ])('%s is %s for Argo CD', (remote, expected, forFlux = expected) =>
    expect(repositoryUrl(remote)).toMatchObject({ argocd: expected, flux: forFlux }))

  test.each([
    'https://SECRET@git.example.com/org/r.git',
    'https://user:SECRET@git.example.com/org/r.git',
    'https://user:a@SECRET@git.example.com/org/r.git',
    'ssh://git:SECRET@git.example.com/org/r.git',
  ])('what stands before the host of %s is left out', remote => {
    const { argocd: text = '', flux: other = '' } = repositoryUrl(remote) ?? {}
    expect(text).toMatch(/^(?:https:\/\/|ssh:\/\/git@)git\.example\.com\/org\/r\.git$/)
    expect(other).toBe(text)
  })

  test.each([
    ['a folder', '/srv/git/r.git'],
    ['a folder beside', '../r.git'],
    ['a folder of Windows', 'C:/git/r.git'],
    ['a file URL', 'file:///srv/git/r.git'],
    ['the protocol of git', 'git://git.example.com/r.git'],
    ['a helper', 'codecommit::eu-west-1://profile@r'],
    ['a program', 'ext::sh -c SECRET'],
    ['ssh without a user, which Argo CD refuses', 'ssh://git.example.com/r.git'],
    ['a name of the ssh configuration', 'work:org/r.git'],
    ['a token in the query', 'https://git.example.com/r.git?private_token=SECRET'],
    ['a token behind a slash in the password', 'https://user:12/SECRET@git.example.com/r.git'],
    ['the same, encoded', 'https://user:12/SECRET%40git.example.com/r.git'],
    ['a password in the form of scp', 'user:SECRET@git.example.com:r.git'],
    ['a pattern', 'https://git.example.com/*'],
    ['everything', '*'],
    ['a refusal', '!https://git.example.com/r.git'],
    ['two lines', 'https://git.example.com/r.git\nkind: Secret'],
    ['a turned line', 'https://git.example.com/\u202egit.r'],
    ['nothing', ''],
    ['a host alone', 'https://git.example.com'],
  ])('%s is no repository for a cluster, and a placeholder takes its place', (_, origin) => {
    expect(repositoryUrl(origin)).toBeUndefined()
    const text = JSON.stringify(all({ origin }))
    expect(text).toContain('"https://git.example.com/ORG/REPO.git"')
    expect(text).not.toContain('SECRET')
  })

  test('and its branch are placeholders where there is no git', () => {
    const [, application] = argocd({ origin: undefined, branch: undefined })
    expect(application).toMatchObject({
      spec: { source: { repoURL: 'https://git.example.com/ORG/REPO.git', targetRevision: 'BRANCH' } },
    })
  })
})

describe('every manifest is valid by the schema of its kind', () => {
  const awkward = [
    "a b/c: 'd' #e",
    '"quoted"',
    'yes',
    '- x',
    '{x}',
    'über/straße',
    'tab\tand\u0085line\u2028end',
    '\\n',
  ]
  test.each(['', ...awkward])('in the folder "%s", and its path is that folder', folder => {
    const objects = all({ folder, branch: folder === '' ? 'main' : folder })
    expect(objects.flatMap(violationsOfKind)).toEqual([])
    expect(objects[1]).toMatchObject({ spec: { source: { path: folder === '' ? '.' : folder } } })
    expect(objects[3]).toMatchObject({ spec: { path: `./${folder}` } })
  })

  test('whatever folder, file, remote and branch are called', () => {
    const name = fc.string({ unit: 'binary', minLength: 1 }).filter(text => !/[/\0]/.test(text) && text.isWellFormed())
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map(names => names.join('/'))
    fc.assert(
      fc.property(path, fc.webUrl(), name, fc.array(path, { minLength: 1, maxLength: 3 }), (...values) => {
        const [folder, origin, branch, outputs] = values
        fc.pre(!/(^|\/)\.{1,2}(\/|$)/.test([folder, ...outputs].join('/')))
        const objects = all({ folder, origin, branch, outputs })
        expect(objects.flatMap(violationsOfKind)).toEqual([])
        expect(objects).toHaveLength(1 + 3 * outputs.length)
        expect(objects[1]).toMatchObject({ spec: { source: { targetRevision: branch } } })
      }),
    )
  })

  const [project, application, repository, kustomization] = all()
  const changed = (object: unknown, change: (object: ReturnType<typeof Object>) => void) => {
    const copy = structuredClone(Object(object))
    change(copy)
    return violationsOfKind(copy)
  }
  test.each([
    ['a field that is not known', () => changed(application, ({ spec }) => (spec.sync = {}))],
    ['one far down', () => changed(application, ({ spec }) => (spec.syncPolicy.automated.purge = false))],
    ['one of metadata', () => changed(project, ({ metadata }) => (metadata.nmae = 'x'))],
    ['a string for a boolean', () => changed(kustomization, ({ spec }) => (spec.prune = 'false'))],
    ['a field that is required', () => changed(kustomization, ({ spec }) => delete spec.prune)],
    ['a policy that there is not', () => changed(kustomization, ({ spec }) => (spec.deletionPolicy = 'Keep'))],
    ['the form of scp', () => changed(repository, ({ spec }) => (spec.url = 'git@git.example.com:r.git'))],
    ['a list for a string', () => changed(repository, ({ spec }) => (spec.ignore = ['/*']))],
    ['capitals in a name', () => changed(repository, ({ metadata }) => (metadata.name = 'Tks'))],
    ['no name', () => changed(repository, ({ metadata }) => delete metadata.name)],
    ['another version', () => changed(repository, object => (object.apiVersion = 'source.toolkit.fluxcd.io/v1beta1'))],
    ['a kind without a schema', () => changed(repository, object => (object.kind = 'Bucket'))],
    ['a path in place of a version', () => changed(repository, object => (object.apiVersion = '../x'))],
    ['no object', () => violationsOfKind(undefined)],
  ])('which refuses %s', (_, violations) => expect(violations()).not.toEqual([]))
})

describe('no two places have a name in common', () => {
  const long = 'clusters/eu-central-1/datacenter-frankfurt/supervisor-'
  const places: Partial<SourceChoices>[] = [
    ...['prod', 'lab'].map(team => ({ origin: `https://git.example.com/${team}/trust.git`, folder: '' })),
    ...['prod', 'lab'].map(name => ({ folder: long + name })),
    ...['a/b', 'a-b', 'A/b', 'a b', '日本', '中国', ''].map(folder => ({ folder })),
    ...['a', 'b'].map(folder => ({ origin: undefined, folder })),
  ]
  const nameOf = (choices: Partial<SourceChoices>) => Object(flux(choices)[0]).metadata.name
  test('among repositories and folders', () => expect(new Set(places.map(nameOf)).size).toBe(places.length))
  test.each(
    places.map(place => [JSON.stringify(place), place] as const),
  )('%s: a label takes it, and what is added', (_, place) =>
    expect(nameOf(place)).toMatch(/^tks-trust-(?:[a-z0-9]+-)*[0-9a-f]{6}$(?<=^.{1,50})/))

  test.each([
    'git@git.example.com:org/r.git',
    'ssh://git@git.example.com:2222/org/r.git',
    'https://git.example.com/org/r',
    'https://git.example.com/org/r/',
    'https://me@Git.example.com/Org/R.git',
    'http://git.example.com/org/r.git/',
  ])('as %s the same repository has the same', origin =>
    expect(nameOf({ origin })).toBe(nameOf({ origin: 'https://git.example.com/org/r.git' })))
})

describe('several outputs', () => {
  const outputs = ['prod/tks.yaml', 'lab/tks.yaml', 'lab.yaml']
  test('have names of their own, whatever they are called', () => {
    const names = flux({ outputs: ['a-3.yaml', 'a.yaml', 'A.yaml'] }).map(object => Object(object).metadata.name)
    expect(new Set(names).size).toBe(3)
  })

  test('are one object of a Supervisor each, so that each has an Application and a Kustomization of its own', () => {
    const [project, ...applications] = argocd({ outputs })
    expect(project).toMatchObject({
      spec: { destinations: [1, 2, 3].map(number => ({ server: `https://SUPERVISOR-${number}:6443` })) },
    })
    expect(
      applications.map(object => {
        const { metadata, spec } = Object(object)
        return [metadata.name, spec.source.path, spec.source.directory.include, spec.destination.server]
      }),
    ).toEqual([
      [
        expect.stringMatching(/^tks-trust-platform-supervisor-prod-/),
        'supervisor/prod',
        'tks.yaml',
        'https://SUPERVISOR-1:6443',
      ],
      [
        expect.stringMatching(/^tks-trust-platform-supervisor-lab-/),
        'supervisor/lab',
        'tks.yaml',
        'https://SUPERVISOR-2:6443',
      ],
      [
        expect.stringMatching(/^tks-trust-platform-supervisor-lab-/),
        'supervisor',
        'lab.yaml',
        'https://SUPERVISOR-3:6443',
      ],
    ])
    expect(ignoresOf(flux({ outputs })).map(patterns => patterns.trim().split('\n').at(-1))).toEqual([
      '!/supervisor/prod/tks.yaml',
      '!/supervisor/lab/tks.yaml',
      '!/supervisor/lab.yaml',
    ])
  })
})

describe('what a configuration writes', () => {
  test.each([
    ['trust.config.yaml', 'outputs: [{path: a.yaml, gitops: [flux]}]', ['a.yaml'], undefined],
    ['trust.config.yml', 'outputs: [{path: a.yaml, base: b.yaml}]', ['a.yaml'], 'b.yaml should have these annotations'],
    ['trust.config.yml', 'outputs: [{path: a.txt, gitops: [flux]}]', ['a.txt'], 'is not read by Flux'],
    ['trust.config.yml', 'outputs: [{path: ../a.yaml}, {path: /etc/a.yaml}]', ['tks.yaml'], 'assumed'],
    [
      'trust.config.json',
      '{"outputs": [{"path": "a/b.yaml"}, {"path": "c.yaml", "target": "tkg-service-configuration"}]}',
      ['a/b.yaml', 'c.yaml'],
      'gitops: [flux]',
    ],
    ['trust.config.yaml', 'outputs: [{path: a.yaml, gitops: [argocd]}]', ['a.yaml'], 'gitops: [flux]'],
    ['trust.config.yaml', 'outputs: [{path: a.yaml, target: another}]', ['tks.yaml'], 'assumed'],
    ['trust.config.yaml', 'outputs: nothing', ['tks.yaml'], 'assumed'],
    ['trust.config.yaml', '{', ['tks.yaml'], 'assumed'],
    ['trust.config.ts', 'throw new Error()', ['tks.yaml'], 'is not run'],
  ])('%s: %s', (name, text, outputs, note) =>
    expect(outputsOf(name, text, 'flux')).toEqual({
      outputs,
      notes: note === undefined ? [] : [expect.stringContaining(note)],
    }))
})
