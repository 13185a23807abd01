import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { certificate, pem } from '../support/certificates.ts'
import { tksTrust } from '../support/cli.ts'
import { folderWith } from '../support/folder.ts'
import { edKey } from '../support/keys.ts'
import { objectsIn } from '../support/kinds.ts'
import { describeWith, type Program } from '../support/programs.ts'
import { copyOf, ran, withFunction } from '../support/rendering.ts'
import { RSA_ROOT } from '../support/roots.ts'

/** A way to render a folder: who does it, and by which calling convention of plugins. */
interface Way {
  readonly title: string
  readonly program: Program
  readonly args: readonly string[]
  readonly convention: 'function' | 'plugin'
}

const WAYS: readonly Way[] = [
  {
    title: 'kubectl kustomize with the exec plugin',
    program: 'kubectl',
    args: ['kustomize', '--enable-alpha-plugins'],
    convention: 'plugin',
  },
  {
    title: 'kustomize build with the exec plugin',
    program: 'kustomize',
    args: ['build', '--enable-alpha-plugins'],
    convention: 'plugin',
  },
  {
    title: 'kustomize build with the function',
    program: 'kustomize',
    args: ['build', '--enable-alpha-plugins', '--enable-exec'],
    convention: 'function',
  },
]

const ANNOTATION = { 'config.kubernetes.io/function': 'exec: { path: tks-trust-krm }\n' }

/** Writes every functionConfig below a folder for a calling convention: a function has an annotation, a plugin has none. */
function speak(folder: string, convention: Way['convention'], paths: readonly string[] = ['trusted-cas.yaml']): void {
  for (const path of paths) {
    const object: { metadata: { annotations?: unknown } } = parse(readFileSync(join(folder, path), 'utf8'))
    delete object.metadata.annotations
    if (convention === 'function') object.metadata.annotations = ANNOTATION
    writeFileSync(join(folder, path), stringify(object))
  }
}

/** What `generate` makes of a configuration in a folder. */
function committed(folder: string, config: object): readonly unknown[] {
  writeFileSync(join(folder, 'committed.json'), JSON.stringify(config))
  const { code, out, err } = tksTrust(folder, ['generate', '--stdout', '--config', 'committed.json'])
  rmSync(join(folder, 'committed.json'))
  expect(code, err).toBe(0)
  return objectsIn(out)
}

const LAB = certificate({ key: edKey('lab'), subject: 'Lab', serial: 7 })
const OVERLAYS = ['base', 'overlays/prod', 'overlays/lab'].map(folder => `${folder}/trusted-cas.yaml`)

for (const { title, program, args, convention } of WAYS)
  describeWith([program], title, pathOf => {
    const render = (folder: string, more: readonly string[] = []) =>
      ran(pathOf(program), [...args, ...more, folder], '/', withFunction())

    test('a generator makes what generate commits', () => {
      const folder = copyOf('krm-generator')
      speak(folder, convention)
      const { code, out } = render(folder)
      const { spec } = parse(readFileSync(join(folder, 'trusted-cas.yaml'), 'utf8'))
      const { sources, ...output } = spec
      expect(code).toBe(0)
      expect(objectsIn(out)).toEqual(committed(folder, { sources, outputs: [{ path: 'x.yaml', ...output }] }))
    })

    test('a transformer fills a base that sets a proxy, as generate does with base', () => {
      const folder = copyOf('krm-transformer')
      speak(folder, convention)
      const { code, out } = render(folder)
      expect(code).toBe(0)
      expect(objectsIn(out)).toEqual(
        committed(folder, { sources: ['certs/*'], outputs: [{ path: 'x.yaml', base: 'tks.yaml' }] }),
      )
      expect(objectsIn(out)).toMatchObject([{ spec: { proxy: { httpProxy: 'http://proxy.corp.example:3128' } } }])
    })

    test.each([
      ['prod', ['corp-root', 'registry-ca'], true],
      ['lab', ['corp-root', 'lab-ca'], false],
    ])('overlay %s adds its certificates to those of the base', (overlay, names, hasProxy) => {
      const folder = copyOf('kustomize-overlays')
      speak(folder, convention, OVERLAYS)
      const { code, out, err } = render(join(folder, 'overlays', overlay))
      expect({ code, err }).toEqual({ code: 0, err: '' })
      const config = {
        sources: ['base/certs/*', `overlays/${overlay}/certs/*`],
        outputs: [{ path: 'x.yaml', base: 'base/tks.yaml' }],
      }
      const [wanted] = committed(folder, config) as [{ spec: { proxy?: unknown } }]
      if (!hasProxy) delete wanted.spec.proxy
      expect(objectsIn(out)).toEqual([wanted])
      expect(out.match(/(?<=name: )[a-z]+-(?:ca|root)$/gm)).toEqual(names)
    })

    test('an overlay that would drop what its base lists says so and fails, unless it means to', () => {
      const folder = copyOf('kustomize-overlays')
      speak(folder, convention, OVERLAYS)
      const overlay = join(folder, 'overlays/prod/trusted-cas.yaml')
      const config = parse(readFileSync(overlay, 'utf8'))
      const keepListed = (value?: boolean) => {
        writeFileSync(overlay, stringify({ ...config, spec: { ...config.spec, keepListed: value } }))
        return render(join(folder, 'overlays/prod'))
      }
      const silent = keepListed()
      expect({ code: silent.code, out: silent.out }).toEqual({ code: 1, out: '' })
      expect(silent.err).toMatch(
        /corp-root, CN=Example Corp Root.* is only in the base, and is dropped \[dropped-from-base\]/,
      )
      expect(keepListed(false)).toMatchObject({ code: 0, out: expect.not.stringContaining('name: corp-root') })
    })

    test('what kpt, or another function, has left in the annotations puts no object into a file', () => {
      const folder = copyOf('krm-transformer')
      speak(folder, convention)
      const listed = { name: 'lab-ca', data: Buffer.from(pem(LAB)).toString('base64') }
      const base = parse(readFileSync(join(folder, 'tks.yaml'), 'utf8'))
      base.metadata.annotations = { 'config.kubernetes.io/path': 'tks.yaml' }
      base.spec.trust = { additionalTrustedCAs: [listed] }
      writeFileSync(join(folder, 'tks.yaml'), stringify(base))
      const { code, out, err } = render(folder)
      expect(err).toMatch(/lab-ca, CN=Lab.*\[dropped-from-base\]/)
      expect({ code, out }).toEqual({ code: 1, out: '' })
    })

    test('an overlay adds to a base that lists nothing', () => {
      const folder = copyOf('kustomize-overlays')
      speak(folder, convention, OVERLAYS)
      writeFileSync(join(folder, 'base/kustomization.yaml'), 'resources: [tks.yaml]\n')
      const { code, out } = render(join(folder, 'overlays/prod'))
      expect({ code, names: out.match(/(?<=name: )[a-z]+-(?:ca|root)$/gm) }).toEqual({
        code: 0,
        names: ['registry-ca'],
      })
    })

    test('a base is rendered from its own folder, wherever it is referred to', () => {
      const folder = copyOf('kustomize-overlays')
      speak(folder, convention, OVERLAYS)
      writeFileSync(join(folder, 'overlays/prod/kustomization.yaml'), 'resources: [../../base]\n')
      const { code, out } = render(join(folder, 'overlays/prod'))
      expect({ code, names: out.match(/(?<=name: )corp-root$/gm) }).toEqual({ code: 0, names: ['corp-root'] })
    })

    test('other resources pass through unchanged, next to it', () => {
      const folder = copyOf('krm-transformer')
      speak(folder, convention)
      const odd = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'odd' },
        data: { mode: '0644', no: 'yes', text: 'a\n b\n' },
      }
      writeFileSync(join(folder, 'odd.yaml'), stringify(odd))
      writeFileSync(
        join(folder, 'kustomization.yaml'),
        'resources: [tks.yaml, odd.yaml]\ntransformers: [trusted-cas.yaml]\n',
      )
      const { code, out } = render(folder)
      expect(code).toBe(0)
      expect(objectsIn(out)).toContainEqual(odd)
    })

    test('an error among the findings fails the build, nothing is rendered, and the findings are shown', () => {
      const folder = copyOf('krm-generator')
      speak(folder, convention)
      writeFileSync(join(folder, 'certs/bad.crt'), 'x')
      const { code, out, err } = render(folder)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toMatch(/certs\/bad\.crt:1\s+error {4}nothing in it is a certificate \[no-certificate\]/)
    })

    test('a functionConfig with mistakes fails the build, and all of them are shown', () => {
      const folder = copyOf('krm-generator')
      const config = parse(readFileSync(join(folder, 'trusted-cas.yaml'), 'utf8'))
      writeFileSync(
        join(folder, 'trusted-cas.yaml'),
        stringify({ ...config, spec: { sources: ['../x/*'], defaultCNI: 'antrea' } }),
      )
      speak(folder, convention)
      const { code, out, err } = render(folder)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toMatch(/spec\.sources\[0\].*spec\.defaultCNI is not a known key/s)
    })

    test.skipIf(process.getuid?.() !== 0)(
      'uid 999 without HOME renders a folder that is read-only, and a trust.config.ts beside is not loaded (another user can only be made by root)',
      () => {
        const folder = copyOf('krm-generator')
        speak(folder, convention)
        writeFileSync(join(folder, 'trust.config.ts'), 'throw new Error("loaded")\n')
        const env = withFunction()
        for (const path of [dirname(env.KUSTOMIZE_PLUGIN_HOME ?? ''), join(folder, 'certs'), folder])
          chmodSync(path, 0o555)
        const { code, out, err } = ran(pathOf(program), [...args, folder], '/', env, 999)
        chmodSync(folder, 0o755)
        expect(code, err).toBe(0)
        expect(objectsIn(out)).toMatchObject([{ kind: 'TkgServiceConfiguration' }])
        // A plugin that succeeds is not shown to have said anything.
        if (convention === 'function') expect(err).toContain('note: trust.config.ts is not loaded')
      },
    )

    test('a namePrefix that has reached the object is refused', () => {
      const folder = copyOf('krm-transformer')
      speak(folder, convention)
      writeFileSync(
        join(folder, 'kustomization.yaml'),
        'resources: [tks.yaml]\ntransformers: [trusted-cas.yaml]\nnamePrefix: prod-\n',
      )
      const { code, err } = render(folder)
      expect({ code, err }).toMatchObject({
        code: 1,
        err: expect.stringContaining('metadata.name is "prod-tkg-service-configuration"'),
      })
    })

    test('a link out of the folder of the kustomization fails the build', () => {
      const folder = folderWith({ 'ca.crt': pem(RSA_ROOT) })
      const inner = copyOf('krm-generator')
      symlinkSync(join(folder, 'ca.crt'), join(inner, 'certs/linked.crt'))
      speak(inner, convention)
      const { code, out, err } = render(inner)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toContain('a symbolic link that leaves the folder')
    })
  })

describe('what kustomize makes of an output and an exit code that this function never gives', () => {
  describeWith(['kustomize'], 'is why it never gives them', pathOf => {
    const LIST =
      'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\nresults: [{ message: broken, severity: error }]\n'
    test.each([
      ['an empty output with exit 0 is a success', '', 0, { code: 0, out: '' }],
      ['an error among the results with exit 0 is a success', LIST, 0, { code: 0, out: '' }],
      ['and with exit 1 a failure', LIST, 1, { code: 1, out: '' }],
      [
        'a list without items is taken for an object',
        'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n',
        0,
        { code: 0, out: expect.stringContaining('kind: ResourceList') },
      ],
      ['a line before the list hides everything else', `banner\n${LIST}`, 0, { code: 1, out: '' }],
    ])('%s', (_, printed, code, outcome) => {
      const folder = copyOf('krm-generator')
      const stub = join(folder, 'stub.sh')
      writeFileSync(stub, `#!/bin/sh\ncat > /dev/null\nprintf %s '${printed}'\nexit ${code}\n`, { mode: 0o755 })
      const config = {
        apiVersion: 'tks-trust.dev/v1',
        kind: 'TrustedCAs',
        metadata: { name: 'x', annotations: { 'config.kubernetes.io/function': 'exec: { path: ./stub.sh }\n' } },
      }
      writeFileSync(join(folder, 'trusted-cas.yaml'), stringify(config))
      const { code: got, out } = ran(
        pathOf('kustomize'),
        ['build', '--enable-alpha-plugins', '--enable-exec', folder],
        '/',
        withFunction(),
      )
      expect({ code: got, out }).toEqual(outcome)
    })

    test('a function that is not allowed to run is left out in silence, as the example says', () => {
      const { code, out, err } = ran(
        pathOf('kustomize'),
        ['build', '--enable-alpha-plugins', copyOf('krm-generator')],
        '/',
        withFunction(),
      )
      expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' })
    })
  })
})
