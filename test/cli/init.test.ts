import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { tksTrust } from '../support/cli.ts'
import { folderWith } from '../support/folder.ts'
import { git, repositoryWith } from '../support/git.ts'
import { RSA_ROOT } from '../support/roots.ts'

const init = (folder: string, ...args: string[]) => tksTrust(folder, ['init', ...args])
const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8')

/** Every file below a folder, but for those of git, with its text. */
const filesIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !`${entry.parentPath}/`.includes('/.git/'))
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
      .sort()
      .map(path => [path, read(folder, path)]),
  )

const NEXT = `next:
  npx tks-trust add FILE, or copy the certificate of a CA into certs
  npx tks-trust generate
`

describe('an empty folder', () => {
  test('gets a configuration, a folder for certificates and git attributes, and is told what is next', () => {
    const folder = folderWith({})
    expect(init(folder)).toEqual({
      code: 0,
      out: '',
      err: `trust.config.yaml: written\ncerts/README.md: written\n.gitattributes: written\n${NEXT}`,
    })
    expect(Object.keys(filesIn(folder))).toEqual(['.gitattributes', 'certs/README.md', 'trust.config.yaml'])
  })

  test('has no set yet, and generate says what is missing', () => {
    const folder = folderWith({})
    init(folder)
    const { code, err } = tksTrust(folder, ['generate'])
    expect(code).toBe(1)
    expect(err).toContain('[empty-set]\n           fix: put a CA certificate into the folder')
  })

  test.each(['--dry-run', '--dry-run --ci gitlab --typescript'])('stays empty with %s', flags => {
    const folder = folderWith({})
    const { code, err } = init(folder, ...flags.split(' '))
    expect(code).toBe(0)
    expect(err).toMatch(/^trust\.config\.(?:yaml|ts): would be written\ncerts\/README\.md: would be written\n/)
    expect(readdirSync(folder)).toEqual([])
  })
})

test('a file where a folder has to be is told, and nothing is changed', () => {
  const folder = folderWith({ gitops: 'mine' })
  const { code, err } = init(folder, '--gitops', 'flux')
  expect(err).toBe(
    'gitops/flux.yaml: error: cannot be read: a part of the path is not a folder\n  fix: mend that, or correct the path\n',
  )
  expect(code).toBe(2)
  expect(readdirSync(folder)).toEqual(['gitops'])
})

describe('with a CA put in, generate and check pass', () => {
  test.each([
    '',
    '--typescript',
    '--api-version v1alpha1 --cni calico',
    '--api-version run.tanzu.vmware.com/v1alpha2 --cni antrea-nsx-routed --gitops flux',
    '--typescript --gitops argocd --ci github',
    '--ci gitlab',
  ])('init %s', flags => {
    const args = flags.split(' ').filter(arg => arg !== '')
    const folder = folderWith({})
    expect(init(folder, ...args).code).toBe(0)
    writeFileSync(join(folder, 'certs/harbor-ca.crt'), pem(RSA_ROOT))
    expect(tksTrust(folder, ['generate'])).toEqual({ code: 0, out: '', err: 'tks.yaml: written, 1 certificate\n' })
    expect(tksTrust(folder, ['check'])).toEqual({ code: 0, out: '', err: 'tks.yaml: up to date, 1 certificate\n' })
    const written = read(folder, 'tks.yaml')
    const value = (flag: string, otherwise: string) =>
      (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined) ?? otherwise
    expect(written).toContain(
      `apiVersion: run.tanzu.vmware.com/${value('--api-version', 'v1alpha3').split('/').at(-1)}\n`,
    )
    expect(written).toContain(`  defaultCNI: ${value('--cni', 'antrea')}\n`)
    expect(written.includes('argocd.argoproj.io/')).toBe(args.includes('argocd'))
    expect(written.includes('kustomize.toolkit.fluxcd.io/')).toBe(args.includes('flux'))
  })
})

describe('what is there already stays', () => {
  test('all of it, the second time', () => {
    const folder = repositoryWith({})
    const all = ['--git', '--ci', 'gitlab', '--gitops', 'argocd']
    init(folder, ...all)
    const [files, config] = [filesIn(folder), git(folder, 'config', '--local', '--list')]
    const again = init(folder, ...all)
    expect(again.code).toBe(0)
    expect(
      again.err.match(/: .*$/gm)?.filter(told => told !== ': exists, left unchanged' && !told.includes('.gitlab/')),
    ).toEqual([])
    expect(again.err).not.toContain('next:')
    expect(filesIn(folder)).toEqual(files)
    expect(git(folder, 'config', '--local', '--list')).toBe(config)
  })

  test.each([
    ['certs/README.md', 'mine\n'],
    ['gitops/argocd.yaml', 'mine: true\n'],
    ['.github/workflows/tks-trust.yml', 'mine: true\n'],
  ])('%s, unless --force is given', (path, mine) => {
    const folder = folderWith({ [path]: mine })
    const flags = ['--ci', 'github', '--gitops', 'argocd']
    expect(init(folder, ...flags).err).toContain(
      `${path}: exists, left unchanged (not as init would write it; --force replaces it, and what you have put into it goes)\n`,
    )
    expect(read(folder, path)).toBe(mine)
    rmSync(join(folder, 'trust.config.yaml'))
    expect(init(folder, ...flags, '--force', '--dry-run').err).toContain(`${path}: would be replaced\n`)
    expect(read(folder, path)).toBe(mine)
    expect(init(folder, ...flags, '--force').err).toContain(`${path}: replaced\n`)
    expect(read(folder, path)).not.toContain('mine')
  })

  test('trust.config.yaml, even with --force, unless a flag says what is to be in it', () => {
    const folder = folderWith({ 'trust.config.yaml': 'mine: true\n' })
    expect(init(folder, '--force', '--gitops', 'flux').err).toContain('trust.config.yaml: exists, left unchanged\n')
    expect(init(folder, '--typescript', '--force').err).toContain('no trust.config.ts is written beside it')
    expect(read(folder, 'trust.config.yaml')).toBe('mine: true\n')
    expect(init(folder, '--cni', 'calico', '--force').err).toContain('trust.config.yaml: replaced\n')
    expect(read(folder, 'trust.config.yaml')).toContain('defaultCNI: calico')
  })

  test.each([
    'trust.config.ts',
    'trust.config.json',
  ])('%s, even with --force: two configurations would be a mistake', name => {
    const folder = folderWith({ [name]: 'mine' })
    expect(init(folder, '--force').err).toContain(`${name}: exists, left unchanged\n`)
    expect(Object.keys(filesIn(folder))).toEqual(['.gitattributes', name])
  })

  test('.gitlab-ci.yml, and what to add to it is said', () => {
    const folder = folderWith({ '.gitlab-ci.yml': 'mine: true\n' })
    expect(init(folder, '--ci', 'gitlab').err).toContain(
      "\n.gitlab-ci.yml: exists, left unchanged\n  add to it, unless it has it:\n    include:\n      - local: '.gitlab/tks-trust.yml'\n",
    )
    expect(read(folder, '.gitlab-ci.yml')).toBe('mine: true\n')
  })
})

describe('.gitattributes is extended', () => {
  const lines = ['*.crt', '*.cer', '*.pem', '*.der', '*.p7b']
    .map(pattern => `${pattern} -text diff=tks-trust\n`)
    .join('')
  const HEAD = '# Certificates and their manifest; `npx tks-trust init --git` shows them as text in git diff.\n'
  const MANIFEST = 'tks.yaml text eol=lf diff=tks-trust\n'

  test.each([
    ['where there is none', undefined, `${HEAD}${lines}${MANIFEST}`],
    ['after what it has', '* text=auto\n', `* text=auto\n\n${HEAD}${lines}${MANIFEST}`],
    ['without a last line break', '* text=auto', `* text=auto\n\n${HEAD}${lines}${MANIFEST}`],
    ['by what is missing', lines, `${lines}\n${HEAD}${MANIFEST}`],
    [
      'but not against what it says',
      `${lines}tks.yaml -text -diff\n`,
      `${lines}tks.yaml -text -diff\n\n${HEAD}tks.yaml eol=lf\n`,
    ],
    [
      'by diff where it says binary',
      `${lines.replace('*.der -text diff=tks-trust', '*.der binary')}${MANIFEST}`,
      expect.stringMatching(/\*\.der diff=tks-trust\n$/),
    ],
  ])('%s', (_, before, after) => {
    const folder = folderWith(before === undefined ? {} : { '.gitattributes': before })
    expect(init(folder).err).toContain(`.gitattributes: ${before === undefined ? 'written' : 'extended'}\n`)
    expect(read(folder, '.gitattributes')).toEqual(after)
    expect(init(folder, '--force').err).toContain('.gitattributes: exists, left unchanged\n')
  })

  test('and git understands it', () => {
    const folder = repositoryWith({ '.gitattributes': '*.der binary\n' })
    init(folder)
    const attributes = (path: string) =>
      git(folder, 'check-attr', 'text', 'eol', 'diff', 'linguist-generated', '--', path)
    expect(attributes('certs/a.der')).toMatch(/text: unset\n.*eol: unspecified\n.*diff: tks-trust\n/)
    expect(attributes('prod/tks.yaml')).toMatch(
      /text: set\n.*eol: lf\n.*diff: tks-trust\n.*linguist-generated: unspecified\n/,
    )
  })
})

describe('in a repository', () => {
  test('CI goes to its top, and runs in the folder of the configuration', () => {
    const folder = repositoryWith({})
    mkdirSync(join(folder, "in fra's"))
    const { err } = init(join(folder, "in fra's"), '--ci', 'github')
    const [, file = ''] = /^\.\.\/(\.github\/workflows\/tks-trust-in-fra-s-[0-9a-f]{6}\.yml): written$/m.exec(err) ?? []
    expect(read(folder, file)).toContain("        working-directory: 'in fra''s'\n")
    const gitlab = init(join(folder, "in fra's"), '--ci', 'gitlab').err
    const [, jobs = ''] = /^\.\.\/(\.gitlab\/tks-trust-in-fra-s-[0-9a-f]{6}\.yml): written$/m.exec(gitlab) ?? []
    expect(read(folder, jobs)).toContain("      junit: 'in fra''s/tks-trust.xml'\n")
    expect(read(folder, '.gitlab-ci.yml')).toContain(`'${jobs}'`)
  })

  test('each folder has its own', () => {
    const folder = repositoryWith({ 'prod/a': '', 'lab/a': '' })
    for (const name of ['prod', 'lab'])
      expect(init(join(folder, name), '--ci', 'github').err).toContain(`tks-trust-${name}.yml: written\n`)
    const workflows = ['prod', 'lab'].map(name => read(folder, `.github/workflows/tks-trust-${name}.yml`))
    expect(workflows.map(text => /^name: (.*)$/m.exec(text)?.[1])).toEqual(['tks-trust-prod', 'tks-trust-lab'])
    for (const name of ['prod', 'lab']) init(join(folder, name), '--ci', 'gitlab')
    const jobs = ['prod', 'lab'].flatMap(name => read(folder, `.gitlab/tks-trust-${name}.yml`).match(/^[\w-]+(?=:$)/gm))
    expect(jobs).toEqual(['tks-trust-prod', 'tks-trust-prod-expiry', 'tks-trust-lab', 'tks-trust-lab-expiry'])
  })

  test('its branch is the one that is checked', () => {
    const folder = repositoryWith({})
    git(folder, 'branch', '--move', 'trunk')
    git(folder, 'config', 'init.defaultBranch', 'trunk')
    init(folder, '--ci', 'github', '--gitops', 'argocd')
    expect(read(folder, '.github/workflows/tks-trust.yml')).toContain('    branches: [trunk]\n')
    expect(read(folder, 'gitops/argocd.yaml')).toContain('    targetRevision: trunk\n')
  })

  test('a branch for a change is not taken for the one that is live', () => {
    const folder = repositoryWith({})
    git(folder, 'checkout', '--quiet', '-b', 'fix/typo')
    init(folder, '--gitops', 'argocd')
    expect(read(folder, 'gitops/argocd.yaml')).toContain('    targetRevision: BRANCH\n')
  })

  test.skipIf(process.getuid?.() !== 0)(
    'that git does not look into is not taken for none (only root makes one)',
    () => {
      const folder = repositoryWith({ 'sub/a': '' })
      chownSync(folder, 1234, 1234)
      chownSync(join(folder, '.git'), 1234, 1234)
      const { code, err } = init(join(folder, 'sub'), '--ci', 'github')
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('git does not look into it: ') })
      expect(readdirSync(join(folder, 'sub'))).toEqual(['a'])
    },
  )

  test('what the other controller needs is there already: that is said', () => {
    const folder = repositoryWith({})
    init(folder, '--gitops', 'argocd')
    expect(init(folder, '--gitops', 'flux').err).toContain(
      'gitops/argocd.yaml is there as well: one Supervisor must not be synced by both\n',
    )
  })

  test('an output of another name gets its line in .gitattributes', () => {
    const config = 'outputs: [{path: out/ca.yaml, base: base.yaml}]\n'
    const folder = repositoryWith({ 'trust.config.yaml': config })
    expect(init(folder, '--gitops', 'flux').err).toContain('base.yaml should have these annotations: kustomize')
    expect(read(folder, '.gitattributes')).toContain('\nout/ca.yaml text eol=lf diff=tks-trust\n')
  })

  test('two configurations are one too many', () => {
    const folder = repositoryWith({ 'trust.config.yaml': '', 'trust.config.ts': '' })
    expect(init(folder)).toMatchObject({ code: 2, err: expect.stringContaining('keep one of them') })
  })

  test.each([
    ['github', '.github/workflows/tks-trust.yml'],
    ['gitlab', '.gitlab/tks-trust.yml'],
  ])('with tks-trust among its packages, %s installs those', (ci, path) => {
    const packages = { 'package.json': '{"devDependencies": {"tks-trust": "^0.1.0"}}' }
    const withLock = folderWith({ ...packages, 'package-lock.json': '{}' })
    init(withLock, '--ci', ci)
    expect(read(withLock, path)).toMatch(/- (?:run: )?npm ci\n[\s\S]*npx --no-install tks-trust check/)
    const without = folderWith(packages)
    init(without, '--ci', ci)
    expect(read(without, path)).toMatch(/npx --yes tks-trust@\d+\.\d+\.\d+ check/)
    expect(read(without, path)).not.toContain('npm ci')
  })

  test('--git keeps a textconv of somebody, unless --force is given, and turns its cache off', () => {
    const folder = repositoryWith({})
    git(folder, 'config', 'diff.tks-trust.textconv', 'mine')
    expect(init(folder, '--git').err).toContain(
      'git config diff.tks-trust.textconv: exists, left unchanged (not as init would set it; --force replaces it)\n',
    )
    expect(git(folder, 'config', 'diff.tks-trust.textconv')).toBe('mine\n')
    expect(init(folder, '--git', '--force', '--dry-run').err).toContain('textconv: would be set\n')
    expect(init(folder, '--git', '--force').err).toContain('textconv: set\n')
    expect(git(folder, 'config', 'diff.tks-trust.textconv')).toContain('tks-trust textconv')
    expect(git(folder, 'config', '--type=bool', 'diff.tks-trust.cachetextconv')).toBe('false\n')
  })

  test('without --git its configuration stays, and the way is said', () => {
    const folder = repositoryWith({})
    const before = read(folder, '.git/config')
    expect(init(folder).err).toContain('  npx tks-trust init --git, so that git diff shows certificates as text\n')
    expect(read(folder, '.git/config')).toBe(before)
  })
})

describe('what cannot be done is a mistake', () => {
  test.each([
    [['--cni', 'calicoo'], '--cni cannot be calicoo\n  fix: did you mean calico?'],
    [['--cni', 'antrea-nsx-routed', '--api-version', 'v1alpha1'], '--cni cannot be antrea-nsx-routed\n  fix: '],
    [['--api-version', 'v1beta1'], '--api-version cannot be v1beta1\n  fix: '],
    [['--ci', 'jenkins'], '--ci cannot be jenkins\n  fix: one of github, gitlab'],
    [['--gitops', 'argo'], '--gitops cannot be argo\n  fix: '],
    [['--git'], 'is in no work tree of git\n  fix: git init'],
    [['--gitops', 'argocd', '--gitops', 'flux'], '--gitops is given twice\n  fix: '],
  ])('%j', (args, said) => {
    const folder = folderWith({})
    const { code, err } = init(folder, ...args)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`error: ${said}`) })
    expect(readdirSync(folder)).toEqual([])
  })

  test('a link that leaves the folder is not written through', () => {
    const elsewhere = folderWith({ 'mine.txt': 'mine\n' })
    const folder = folderWith({})
    symlinkSync(join(elsewhere, 'mine.txt'), join(folder, '.gitattributes'))
    expect(init(folder)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^\.gitattributes: error: is a symbolic link that leaves/),
    })
    expect(read(elsewhere, 'mine.txt')).toBe('mine\n')
    expect(readdirSync(folder)).toEqual(['.gitattributes'])
  })

  test('a folder that is not there', () => {
    const { code } = init(folderWith({}), '--cwd', 'gone')
    expect(code).toBe(2)
    expect(existsSync('gone')).toBe(false)
  })
})
