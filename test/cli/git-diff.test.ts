import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pem } from '../support/certificates.ts'
import { CLI, tksTrust } from '../support/cli.ts'
import { folderWith, YAML_CONFIG } from '../support/folder.ts'
import { commit, git, gitWith, repositoryWith } from '../support/git.ts'
import { edKey } from '../support/keys.ts'
import { certificateBag, openssl } from '../support/openssl.ts'
import { BUNDLE, ED_ROOT, RSA_ROOT } from '../support/roots.ts'

const CONFIG = YAML_CONFIG.replace('certs/**/*', 'certs/**/*.{crt,pem,der,p7b}')

const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex')
const SHA = {
  one: sha256(RSA_ROOT),
  three: sha256(ED_ROOT),
  keyOne: sha256(openssl(['pkey', '-pubin', '-outform', 'DER'], openssl(['x509', '-noout', '-pubkey'], pem(RSA_ROOT)))),
}

/** A repository that was set up, with one CA in it and its manifest, committed. */
function repository(below = ''): string {
  const folder = repositoryWith({ [`${below}trust.config.yaml`]: CONFIG, [`${below}certs/a.crt`]: pem(ED_ROOT) })
  const inside = join(folder, below)
  expect(tksTrust(inside, ['init', '--git']).code).toBe(0)
  expect(tksTrust(inside, ['generate']).code).toBe(0)
  commit(folder, 'set up')
  return folder
}

/** What follows the head of a diff, without the hashes of blobs. */
const body = (diff: string) => diff.replace(/^index .*\n/gm, '')

describe('git shows', () => {
  test('a CA that comes, in its file and in the manifest, and around it a CNI that changes', () => {
    const folder = repository()
    writeFileSync(join(folder, 'certs/b.pem'), pem(RSA_ROOT))
    writeFileSync(join(folder, 'trust.config.yaml'), CONFIG.replace('antrea', 'calico'))
    tksTrust(folder, ['generate'])
    git(folder, 'add', '--all')
    const shown = body(git(folder, 'diff', '--cached', '--unified=1', '--', 'certs', 'tks.yaml'))
    const page = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8')
    expect(shown).toContain(/^```diff\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? 'a block')
    expect(shown).toBe(`diff --git a/certs/b.pem b/certs/b.pem
new file mode 100644
--- /dev/null
+++ b/certs/b.pem
@@ -0,0 +1,9 @@
+certificate CN=Root One
+  issuer      itself
+  serial      11
+  valid from  2020-01-01T00:00:00Z
+  valid until 2040-01-01T00:00:00Z
+  key         RSA 2048
+  key SHA-256 ${SHA.keyOne}
+  CA          yes
+  SHA-256     ${SHA.one}
diff --git a/tks.yaml b/tks.yaml
--- a/tks.yaml
+++ b/tks.yaml
@@ -5,3 +5,3 @@ metadata:
 spec:
-  defaultCNI: antrea
+  defaultCNI: calico
${' '}
@@ -17 +17,12 @@ certificate CN=Root Three
   SHA-256     ${SHA.three}
+
+certificate CN=Root One
+  name        b
+  issuer      itself
+  serial      11
+  valid from  2020-01-01T00:00:00Z
+  valid until 2040-01-01T00:00:00Z
+  key         RSA 2048
+  key SHA-256 ${SHA.keyOne}
+  CA          yes
+  SHA-256     ${SHA.one}
`)
  })

  test.each([
    'diff HEAD~1',
    'log -p',
    'show',
  ])('the same with git %s, from the top and from a folder below', command => {
    const folder = repository()
    writeFileSync(join(folder, 'certs/b.der'), RSA_ROOT)
    commit(folder, 'another')
    const args = [...command.split(' '), '--', ':/certs/b.der']
    expect(git(folder, ...args)).toContain('\n+certificate CN=Root One\n')
    expect(git(join(folder, 'certs'), ...args)).toBe(git(folder, ...args))
  })

  test.each([
    ['crt', pem(RSA_ROOT)],
    ['pem', BUNDLE],
    ['der', RSA_ROOT],
    ['p7b', certificateBag(BUNDLE, 'DER')],
  ])('a .%s', (ending, content) => {
    const folder = repository()
    writeFileSync(join(folder, `certs/new.${ending}`), content)
    commit(folder, 'new')
    expect(git(folder, 'show')).toContain(`+++ b/certs/new.${ending}\n@@ -0,0 +1,`)
    expect(git(folder, 'show')).toContain('\n+certificate CN=Root One\n')
    expect(git(folder, 'show')).not.toContain('Binary files')
  })

  test('a file that goes', () => {
    const folder = repository()
    rmSync(join(folder, 'certs/a.crt'))
    expect(git(folder, 'diff')).toContain('+++ /dev/null\n@@ -1,9 +0,0 @@\n-certificate CN=Root Three\n')
  })

  test('a certificate in another form as no change at all', () => {
    const folder = repository()
    writeFileSync(join(folder, 'certs/a.crt'), ED_ROOT)
    commit(folder, 'DER')
    expect(git(folder, 'show')).not.toMatch(/^[+-] /m)
    expect(git(folder, 'show', '--stat')).toContain('certs/a.crt')
  })

  test('a file that is no certificate, and the others beside it', () => {
    const folder = repository()
    writeFileSync(join(folder, 'certs/a.crt'), edKey('x').privateKey.export({ format: 'pem', type: 'pkcs8' }))
    writeFileSync(join(folder, 'certs/b.crt'), pem(RSA_ROOT))
    mkdirSync(join(folder, 'certs/c.crt'))
    symlinkSync('/nonexistent', join(folder, 'certs/d.crt'))
    commit(folder, 'a key')
    const shown = git(folder, 'show')
    expect(shown).toContain('+  it is       a private key (PEM, PRIVATE KEY)\n')
    expect(shown).toContain('\n+certificate CN=Root One\n')
    expect(shown).not.toContain('BEGIN')
  })

  test.each([
    '-h.crt',
    '--version.crt',
    'it\'s $(touch gone) "x".crt',
    'a\nb.crt',
    ' .crt',
  ])('a file named %j', name => {
    const folder = repository()
    writeFileSync(join(folder, name), pem(RSA_ROOT))
    git(folder, 'add', '--all')
    // From the work tree git hands over the path itself, not that of a copy.
    expect(git(folder, 'diff', '--cached')).toContain('\n+certificate CN=Root One\n')
    writeFileSync(join(folder, name), pem(ED_ROOT))
    expect(git(folder, 'diff')).toContain('\n-certificate CN=Root One\n+certificate CN=Root Three\n')
    expect(existsSync(join(folder, 'gone'))).toBe(false)
  })
})

describe('which copy of the program git runs', () => {
  const changed = (folder: string) => {
    writeFileSync(join(folder, 'certs/a.crt'), pem(RSA_ROOT))
    return git(folder, 'diff', '--', 'certs')
  }
  /** A program that says who it is, and enough of the file to show that it changed. */
  const install = (folder: string, says: string) => {
    const program = `console.log(${JSON.stringify(says)}, require('fs').statSync(process.argv.at(-1)).size)`
    mkdirSync(join(folder, 'node_modules/tks-trust/dist'), { recursive: true })
    writeFileSync(join(folder, 'node_modules/tks-trust/package.json'), '{}')
    writeFileSync(join(folder, 'node_modules/tks-trust/dist/cli.js'), program)
  }

  test.each(['', 'infra/', "in 'fra/"])('that of the project in %j', below => {
    const folder = repository(below)
    install(join(folder, below), 'the one of the project')
    writeFileSync(join(folder, below, 'certs/a.crt'), pem(RSA_ROOT))
    expect(git(folder, 'diff', '--', `${below}certs`)).toMatch(
      /^-the one of the project \d+\n\+the one of the project \d+\n/m,
    )
  })

  test('that of the folder above, where it is installed there', () => {
    const folder = repository()
    install(folder, 'the one of the project')
    mkdirSync(join(folder, 'a/b'), { recursive: true })
    expect(tksTrust(join(folder, 'a/b'), ['init', '--git', '--force']).code).toBe(0)
    expect(changed(folder)).toContain('+the one of the project')
  })

  test('not by its path where it stands inside of the work tree: a commit could bring another one there', () => {
    const folder = repository()
    const copy = join(folder, 'node_modules/tks-trust')
    cpSync(dirname(CLI), join(copy, 'dist'), { recursive: true })
    cpSync(join(dirname(CLI), '../package.json'), join(copy, 'package.json'))
    execFileSync(process.execPath, [join(copy, 'dist/cli.js'), 'init', '--git', '--force'], {
      cwd: folder,
      stdio: 'ignore',
    })
    const command = git(folder, 'config', 'diff.tks-trust.textconv')
    expect(command).toContain('node_modules')
    expect(command).not.toContain(folder)
  })

  test('one that is installed for the machine before all others', () => {
    const folder = repository()
    install(folder, 'the one of the project')
    const machine = folderWith({ 'tks-trust': '#!/bin/sh\necho the one of the machine; cat "$3"\n' })
    chmodSync(join(machine, 'tks-trust'), 0o755)
    writeFileSync(join(folder, 'certs/a.crt'), pem(RSA_ROOT))
    expect(gitWith({ PATH: `${machine}:${process.env.PATH}` }, folder, 'diff')).toContain(' the one of the machine\n')
  })

  test('not one that a commit brought', () => {
    const folder = repository()
    install(folder, 'somebody else')
    commit(folder, 'a branch of somebody')
    const shown = changed(folder)
    expect(shown).toContain('+certificate CN=Root One')
    expect(shown).not.toContain('somebody else')
  })

  test.each(['node_modules', 'infra'])('nor one behind a link that a commit brought in place of %s', linked => {
    const folder = repository('infra/')
    install(join(folder, 'elsewhere'), 'somebody else')
    if (linked === 'node_modules') symlinkSync('../elsewhere/node_modules', join(folder, 'infra/node_modules'))
    else {
      cpSync(join(folder, 'infra'), join(folder, 'elsewhere'), { recursive: true })
      rmSync(join(folder, 'infra'), { recursive: true })
      symlinkSync('elsewhere', join(folder, 'infra'))
    }
    commit(folder, 'a branch of somebody')
    writeFileSync(join(folder, linked === 'infra' ? 'elsewhere/new.crt' : 'infra/new.crt'), pem(RSA_ROOT))
    git(folder, 'add', '--intent-to-add', '--all')
    const shown = git(folder, 'diff')
    expect(shown).toContain('+certificate CN=Root One')
    expect(shown).not.toContain('somebody else')
  })

  test('none: the hash of a file still shows that it changed, and how to see it', () => {
    const folder = repository()
    const key = 'diff.tks-trust.textconv'
    git(folder, 'config', key, git(folder, 'config', key).trimEnd().replaceAll(CLI, '/gone/cli.js'))
    const shown = changed(folder)
    expect(shown).toMatch(
      /^ tks-trust is not installed; git diff --no-textconv shows the file as it is\n-[0-9a-f]{40}\n\+[0-9a-f]{40}\n/m,
    )
    renameSync(join(folder, 'certs/a.crt'), join(folder, 'certs/-b.crt'))
    expect(git(folder, 'add', '--all')).toBe('')
    expect(git(folder, 'show', '--stat')).toContain('set up')
  })
})
