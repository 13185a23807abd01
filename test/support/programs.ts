import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, test } from 'vitest'

/** Programs of other people that tests run, where they are. */
export const PROGRAMS = [
  'kubectl',
  'kustomize',
  'kpt',
  'skopeo',
  'docker-registry',
  'etcd',
  'kube-apiserver',
  'argocd-cmp-server',
  'go',
] as const
export type Program = (typeof PROGRAMS)[number]

/** Where `.ci/programs` puts what it installs. It is not in node_modules, which `npm ci` deletes. */
const INSTALLED = fileURLToPath(new URL('../../.cache/programs', import.meta.url))

type Env = Readonly<Record<string, string | undefined>>

/**
 * The absolute path of a program: in the folder that PROGRAMS_DIR names, on PATH, in the `bin` folder of the Google Cloud SDK,
 * where kubectl and kpt may be off PATH, or among those that `.ci/programs` has installed.
 */
export function findProgram(name: Program, env: Env = process.env, installed = INSTALLED): string | undefined {
  const path = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const given = env.PROGRAMS_DIR === undefined ? [] : [env.PROGRAMS_DIR]
  return inFolders(name, [...given, ...path, ...cloudSdk(path), installed])
}

/** A link to one of the SDK's own programs leads to its `bin` folder. */
const cloudSdk = (path: readonly string[]): string[] =>
  ['gcloud', 'kubectl', 'kpt'].flatMap(name => {
    const link = inFolders(name, path)
    return link === undefined ? [] : [dirname(realpathSync(link))]
  })

const inFolders = (name: string, folders: readonly string[]): string | undefined =>
  folders.map(folder => join(folder, name)).find(isProgram)

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** The programs that REQUIRE_PROGRAMS names, with commas between them. @throws {Error} for one that no test knows */
export function requiredPrograms(env: Env = process.env): readonly Program[] {
  const names = (env.REQUIRE_PROGRAMS ?? '').split(',').flatMap(name => name.trim() || [])
  return names.map(name => {
    const known = PROGRAMS.find(program => program === name)
    if (known === undefined) throw new Error(`REQUIRE_PROGRAMS names ${name}, and no test runs that`)
    return known
  })
}

/**
 * Tests that run programs of the machine. Where one is missing they are skipped, and their title says so; where it is one that
 * REQUIRE_PROGRAMS names, they fail. `tests` must not run anything before a test does.
 */
export function describeWith<Name extends Program>(
  names: readonly Name[],
  title: string,
  tests: (pathOf: (name: Name) => string) => void,
): void {
  const missing = names.filter(name => findProgram(name) === undefined)
  const required = missing.filter(name => requiredPrograms().includes(name))
  const pathOf = (name: Name) => findProgram(name) ?? name
  if (required.length > 0)
    describe(title, () =>
      test('the programs that REQUIRE_PROGRAMS names are there', () => {
        throw new Error(`${required.join(', ')}: not found; .ci/programs installs kubectl and kustomize`)
      }),
    )
  else if (missing.length > 0) describe.skip(`${title} (no ${missing.join(', ')} here)`, () => tests(pathOf))
  else describe(title, () => tests(pathOf))
}
