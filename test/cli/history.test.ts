import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { certificate, pem } from '../support/certificates.ts'
import { CLI, tksTrust } from '../support/cli.ts'
import { ecKey, edKey, rsaKey } from '../support/keys.ts'
import { type Repository, repositoryWith } from '../support/repository.ts'

/**
 * A repository of twelve commits, and what `diff` and, with `textconv`, `git show` say of each. `UPDATE=1 npm test` writes the texts anew; the difference is
 * what a reviewer reads.
 */
const GOLDEN = fileURLToPath(new URL('../../fixtures/history/', import.meta.url))
const updating = process.env.UPDATE === '1'

const config = (proxy = '') => `sources: ['certs/**/*']
outputs:
  - path: tks.yaml
    apiVersion: run.tanzu.vmware.com/v1alpha3
    spec:
      defaultCNI: antrea
${proxy}`
const PROXY = `      proxy:
        httpProxy: http://user:secret@proxy.example:3128
        httpsProxy: http://proxy.example:3128
        noProxy: [10.0.0.0/8]
`

const corp = rsaKey('history corp')
const lab = edKey('history lab')
const root = (subject: string, key: typeof corp, more = {}) => pem(certificate({ key, subject, ...more }))
const corp2020 = root('Corp Root', corp)
const corp2025 = root('Corp Root', corp, { notBefore: '2025-01-01', notAfter: '2045-01-01', serial: 2 })
const corpNew = root('Corp Root', ecKey('history corp new'), {
  notBefore: '2026-01-01',
  notAfter: '2046-01-01',
  serial: 3,
})
const labRoot = root('Lab Root', lab)
const dead = root('Dead Root', edKey('history dead'), { notAfter: '2021-01-01' })
const leaf = pem(
  certificate({
    key: edKey('history leaf'),
    subject: 'registry.example',
    ca: false,
    issuer: { key: lab, subject: 'Lab Root' },
  }),
)

const generate = ({ folder }: Repository, ...args: readonly string[]) => {
  const { code, err } = tksTrust(folder, ['generate', '--quiet', ...args])
  if (code !== 0) throw new Error(err)
}
const manifest = ({ folder }: Repository) => readFileSync(join(folder, 'tks.yaml'), 'utf8')
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** What each commit does, by hand or through `generate`. */
const COMMITS: readonly (readonly [name: string, change: (repository: Repository) => void])[] = [
  [
    'add',
    repository => {
      repository.write('certs/lab.crt', labRoot)
      generate(repository)
    },
  ],
  [
    'renew',
    repository => {
      repository.write('certs/corp.crt', corp2025)
      generate(repository)
    },
  ],
  [
    'replace',
    repository => {
      repository.write('certs/corp.crt', corpNew)
      generate(repository)
    },
  ],
  [
    'rename',
    repository => {
      repository.move('certs/corp.crt', 'certs/corp-2026.crt')
      generate(repository)
    },
  ],
  [
    're-encode',
    repository =>
      repository.write(
        'tks.yaml',
        manifest(repository).replace(base64(labRoot), base64(labRoot.replaceAll('\n', '\r\n'))),
      ),
  ],
  [
    'remove',
    repository => {
      repository.remove('certs/lab.crt')
      generate(repository)
    },
  ],
  [
    'add-a-leaf',
    repository =>
      repository.write('tks.yaml', `${manifest(repository)}      - name: registry\n        data: ${base64(leaf)}\n`),
  ],
  [
    'add-an-expired-one',
    repository => {
      repository.write('certs/dead.crt', dead)
      generate(repository, '--now', '2020-06-01')
    },
  ],
  [
    'change-the-proxy',
    repository => {
      repository.write('trust.config.yaml', config(PROXY))
      generate(repository)
    },
  ],
  [
    'split-a-bundle',
    repository => {
      repository.remove('certs/bundle.pem')
      repository.write('certs/corp-2020.crt', corp2020)
      repository.write('certs/lab.crt', labRoot)
      generate(repository)
    },
  ],
  [
    'move-a-file',
    repository => {
      repository.move('certs/lab.crt', 'certs/lab/lab.crt')
      generate(repository)
    },
  ],
  ['nothing', repository => repository.write('README.md', 'words\n')],
]

/** The state that the first commit starts from; the bundle comes in time to be split. */
function start(): Repository {
  const repository = repositoryWith({ 'trust.config.yaml': config(), 'certs/corp.crt': corp2020 }, afterAll)
  generate(repository)
  repository.write(
    '.gitattributes',
    '*.crt -text diff=tks-trust\n*.pem -text diff=tks-trust\ntks.yaml text eol=lf diff=tks-trust\n',
  )
  repository.git('config', 'diff.tks-trust.textconv', `'${process.execPath}' '${CLI}' textconv`)
  repository.commit('start')
  return repository
}

const FORMATS = { text: 'txt', markdown: 'md', json: 'json' } as const

describe('a repository of twelve commits', () => {
  const repository = start()
  for (const [index, [name, change]] of COMMITS.entries()) {
    if (name === 'split-a-bundle') {
      repository.write('certs/bundle.pem', corp2020 + labRoot)
      generate(repository)
      repository.commit('bundle')
    }
    change(repository)
    repository.commit(name)
    const number = String(index + 1).padStart(2, '0')
    const told = Object.entries(FORMATS).map(([format, ending]) => {
      const { code, out, err } = tksTrust(repository.folder, ['diff', 'HEAD~1', 'HEAD', '--format', format])
      return { file: join(GOLDEN, `${number}-${name}.${ending}`), text: `${err}${out}`, code }
    })
    const shown = repository.git('show', '--format=%s').replaceAll(/^index .*\n/gm, '')
    told.push({ file: join(GOLDEN, `${number}-${name}.show`), text: shown, code: 0 })
    const { code } = tksTrust(repository.folder, ['diff', 'HEAD~1', 'HEAD', '--exit-code'])

    test(`${name}: the difference in every format, and as git shows it`, () => {
      for (const { file, text, code: exit } of told) {
        if (updating) {
          mkdirSync(GOLDEN, { recursive: true })
          writeFileSync(file, text)
        }
        expect(existsSync(file), file).toBe(true)
        expect({ text, exit }).toEqual({ text: readFileSync(file, 'utf8'), exit: 0 })
      }
    })
    test(`${name}: --exit-code`, () => expect(code).toBe(name === 'nothing' ? 0 : 1))
  }
})
