import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { certificate, pem } from '../support/certificates.ts'
import { folderWith } from '../support/folder.ts'
import { edKey } from '../support/keys.ts'
import { describeWith } from '../support/programs.ts'
import { copyOf, EXAMPLES, ran, withFunction } from '../support/rendering.ts'

describeWith(['kpt'], 'kpt', pathOf => {
  /** kpt looks up who runs it. */
  const kpt = (folder: string, ...args: string[]) =>
    ran(pathOf('kpt'), ['fn', ...args], folder, { ...withFunction(), HOME: folderWith({}) })
  const evaluate = (folder: string, ...args: string[]) =>
    kpt(folder, 'eval', '.', '--exec', 'tks-trust-krm', '--fn-config', 'trusted-cas.yaml', ...args)
  const textIn = (folder: string, path = 'tks.yaml') => readFileSync(join(folder, path), 'utf8')
  const committed = readFileSync(join(EXAMPLES, 'kpt-package/tks.yaml'), 'utf8')
  const makes = (folder: string) =>
    writeFileSync(
      join(folder, 'trusted-cas.yaml'),
      `${textIn(folder, 'trusted-cas.yaml')}  apiVersion: run.tanzu.vmware.com/v1alpha3\n  spec: { defaultCNI: antrea }\n`,
    )
  const DEAD = pem(certificate({ key: edKey('dead'), subject: 'Dead', serial: 9, notAfter: '2026-01-01' }))

  test.each([
    ['fn render with the pipeline of the package', (folder: string) => kpt(folder, 'render', '.', '--allow-exec')],
    ['fn eval', evaluate],
  ])('%s fills the object in its file: comments stay, and what is committed is what it makes', (_, work) => {
    const folder = copyOf('kpt-package')
    writeFileSync(join(folder, 'tks.yaml'), committed.slice(0, committed.indexOf('  trust:\n')))
    const { code, err } = work(folder)
    expect(code, err).toBe(0)
    expect(textIn(folder)).toBe(committed)
    for (const path of ['Kptfile', 'trusted-cas.yaml'])
      expect(parse(textIn(folder, path))).toMatchObject(
        parse(readFileSync(join(EXAMPLES, 'kpt-package', path), 'utf8')),
      )
  })

  test('what is in other files, and around the certificates, is left as it is, however often it is run', () => {
    const folder = copyOf('kpt-package')
    const commented = (path: string, change: (text: string) => string) =>
      writeFileSync(join(folder, path), change(textIn(folder, path)))
    commented(
      'Kptfile',
      text => `# owner\n\n# and more\n${text.replace('pipeline:', 'pipeline: # what is run')}# the end\n`,
    )
    commented('trusted-cas.yaml', text => text.replace('spec:', '# which files\nspec: # all of them'))
    commented('tks.yaml', text => text.replace('spec:', 'spec: # on spec').replace('antrea', 'antrea # the default'))
    const map =
      '# head\n\n# second head\napiVersion: v1 # one\nkind: ConfigMap\nmetadata: # who\n  name: other\ndata:\n  # mode\n  mode: "0644"\n# tail\n'
    writeFileSync(join(folder, 'other.yaml'), map)
    const files = () =>
      Object.fromEntries(
        ['Kptfile', 'trusted-cas.yaml', 'tks.yaml', 'other.yaml'].map(path => [path, textIn(folder, path)]),
      )
    const cat = copyOf('kpt-package')
    for (const [path, text] of Object.entries(files())) writeFileSync(join(cat, path), text)
    // kpt itself lays some comments out anew.
    expect(kpt(cat, 'eval', '.', '--exec', 'cat').code).toBe(0)
    for (let run = 0; run < 3; run++) {
      expect(kpt(folder, 'render', '.', '--allow-exec').code).toBe(0)
      expect(files()).toEqual(Object.fromEntries(Object.keys(files()).map(path => [path, textIn(cat, path)])))
    }
  })

  test('a package without the object gets it, in tks.yaml, laid out as generate does', () => {
    const folder = copyOf('kpt-package')
    rmSync(join(folder, 'tks.yaml'))
    makes(folder)
    expect(evaluate(folder).code).toBe(0)
    const { proxy: _, ...spec } = parse(committed).spec
    expect(parse(textIn(folder))).toEqual({ ...parse(committed), spec })
    // Whose lists are not indented.
    const flush = (text: string) => text.slice(text.indexOf('additionalTrustedCAs:')).replace(/^ +/gm, '')
    expect(flush(textIn(folder))).toBe(flush(committed))
  })

  test('an error among the findings fails, shows its file, and leaves the package as it is', () => {
    const folder = copyOf('kpt-package')
    writeFileSync(join(folder, 'certs/bad.crt'), 'x')
    const { code, err } = evaluate(folder, '--results-dir', join(folder, '../results'))
    expect(code).not.toBe(0)
    expect(err).toContain('[error]: certs/bad.crt:1: nothing in it is a certificate')
    expect(textIn(folder)).toBe(committed)
  })

  test('what the file does not list yet is new: an expired CA is an error; one that it lists is a warning', () => {
    const folder = copyOf('kpt-package')
    writeFileSync(join(folder, 'certs/dead.crt'), DEAD)
    const first = evaluate(folder)
    expect({ code: first.code === 0, err: first.err }).toEqual({
      code: false,
      err: expect.stringContaining('is new to tks.yaml'),
    })
    const config = textIn(folder, 'trusted-cas.yaml')
    writeFileSync(join(folder, 'trusted-cas.yaml'), `${config}  rules: { expired: warning }\n`)
    expect(evaluate(folder).code).toBe(0)
    writeFileSync(join(folder, 'trusted-cas.yaml'), config)
    const held = evaluate(folder)
    expect({ code: held.code, err: held.err }).toEqual({
      code: 0,
      err: expect.stringContaining('[warning]: certs/dead.crt:1: CN=Dead'),
    })
  })

  test('where the object lists nothing yet, all is new', () => {
    const folder = copyOf('kpt-package')
    writeFileSync(join(folder, 'tks.yaml'), committed.slice(0, committed.indexOf('  trust:\n')))
    writeFileSync(join(folder, 'certs/dead.crt'), DEAD)
    const { code, err } = evaluate(folder)
    expect({ failed: code !== 0, err }).toEqual({ failed: true, err: expect.stringContaining('is new to tks.yaml') })
  })

  test('a comment at the end of the spec stays what it is, once, however often CAs are added', () => {
    const folder = copyOf('kpt-package')
    const comment = '  # proxy: not before CHG-123\n  #   httpProxy: http://proxy.corp.example:3128\n'
    writeFileSync(join(folder, 'tks.yaml'), committed.slice(0, committed.indexOf('  trust:\n')) + comment)
    for (const name of ['new', 'newer']) {
      expect(evaluate(folder).code).toBe(0)
      expect(textIn(folder).split('not before CHG-123')).toHaveLength(2)
      expect(textIn(folder)).toContain(`${comment}\n  trust:\n`)
      writeFileSync(join(folder, `certs/${name}.crt`), pem(certificate({ key: edKey(name), subject: name })))
    }
  })

  test('without comments, those of a file are not left beside other certificates', () => {
    const folder = copyOf('kpt-package')
    const config = `${textIn(folder, 'trusted-cas.yaml')}  comments: false\n`
    writeFileSync(join(folder, 'trusted-cas.yaml'), config)
    writeFileSync(join(folder, 'certs/aa.crt'), pem(certificate({ key: edKey('aa'), subject: 'aa' })))
    const [, first = ''] = committed.split(/(?=^ *# CN=Example Corp Registry)/m)
    writeFileSync(join(folder, 'tks.yaml'), committed.replace(first, ''))
    expect(evaluate(folder).err).toContain('tks.yaml: has comments among its entries')
    writeFileSync(join(folder, 'tks.yaml'), committed)
    const refused = evaluate(folder)
    expect(refused.code).not.toBe(0)
    expect(refused.err).toContain('tks.yaml: has comments among its entries')
    expect(textIn(folder)).toBe(committed)
    writeFileSync(
      join(folder, 'tks.yaml'),
      committed.replace(/^ *#.*\n/gm, '').replace('CAs:', 'CAs: # owned by the platform team'),
    )
    expect(evaluate(folder).code).toBe(0)
    expect(textIn(folder).match(/#.*/g)).toEqual(['# owned by the platform team'])
    expect(textIn(folder).match(/(?<=- name: ).*/g)).toEqual(['aa', 'corp-root', 'registry-ca'])
  })

  test('run from another folder it finds nothing, fails, and says where it looked', () => {
    const folder = copyOf('kpt-package')
    const above = folderWith({})
    const { code, err } = kpt(
      above,
      'eval',
      folder,
      '--exec',
      'tks-trust-krm',
      '--fn-config',
      join(folder, 'trusted-cas.yaml'),
      '--truncate-output=false',
    )
    expect({ code: code === 0, err }).toEqual({
      code: false,
      err: expect.stringContaining(`sources were looked for in ${above}`),
    })
  })
})
