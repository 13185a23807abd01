import { execFile } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'

/** Builds dist/: the bundle, its types, the JSON Schemas, and the licences of what is in the bundle. */

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)
const json = value => `${JSON.stringify(value, null, 2)}\n`

// What stands in place of parts of libraries.
const UNUSED = 'module.exports = () => ({ config: "" })'
const NO_SEARCH = 'exports.ExplorerSync = class { search() { return null } }'
const ONE_PROCESSOR = 'exports.cpus = () => [0]'

/**
 * Parts of libraries that this program never runs. Left out, they cost no start-up time and cannot fail. cosmiconfig
 * brings loaders of its own, which ours replace one for one, and looks for the home folder, which a container may not
 * have; and it looks for a configuration of its own in the working folder, which could redirect it. fast-glob also
 * searches asynchronously and as a stream, and counts processors for that; only its synchronous search is used.
 */

const withoutUnusedParts = {
  name: 'without-unused-parts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(import-fresh|parse-json|js-yaml|env-paths|typescript)$/ }, ({ importer, kind, path }) =>
      importer.includes('cosmiconfig') ? { path, namespace: 'unused', external: kind === 'dynamic-import' } : undefined,
    )
    onResolve({ filter: /^\.\/(providers\/)?(async|stream)$/ }, ({ importer, path }) =>
      /fast-glob|@nodelib/.test(importer) ? { path, namespace: 'unused' } : undefined,
    )
    onResolve({ filter: /^\.\/ExplorerSync\.js$/ }, ({ importer, path }) =>
      importer.includes('cosmiconfig') ? { path, namespace: 'unused', pluginData: NO_SEARCH } : undefined,
    )
    onResolve({ filter: /^os$/ }, ({ importer, path }) =>
      /fast-glob.out.settings/.test(importer) ? { path, namespace: 'unused', pluginData: ONE_PROCESSOR } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'unused' }, ({ pluginData: contents = UNUSED }) => ({ contents }))
  },
}

/** `yaml` gives Node its CommonJS build, which cannot be shaken; the ES modules are the same code. */
const yamlAsModule = {
  name: 'yaml-as-module',
  setup({ onResolve }) {
    onResolve({ filter: /^yaml$/ }, () => ({ path: `${root}node_modules/yaml/browser/dist/index.js` }))
  },
}

const FORMATS = ['json', 'github', 'sarif', 'gitlab', 'junit', 'markdown']

/**
 * Formats are bundled apart, with copies of what they share with the program. Split off it, they would split what they
 * share as well, and every run would have more files to load. The import stands in a chunk, hence the way up.
 */
const formatsApart = {
  name: 'formats-apart',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`/(${FORMATS.join('|')})\\.ts$`) }, ({ kind, path }) =>
      kind === 'dynamic-import'
        ? { path: path.replace(/.*\/(.*)\.ts$/, '../formats/$1.js'), external: true }
        : undefined,
    )
  },
}

/**
 * What is loaded only where it is needed imports the program as well, which is loaded by then: so all that any of them
 * shares with the program stands in one chunk with it, and not in a chunk for every combination, a file for each of which
 * every run would have to find, read and link.
 */
const partsShareOneChunk = {
  name: 'parts-share-one-chunk',
  setup({ onResolve, onLoad }) {
    const program = `${root}src/program.ts`
    // The program imports the commands, and so does the library.
    const whole = [program, `${root}src/commands/index.ts`]
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
      const file = resolve(resolveDir, path)
      return kind === 'dynamic-import' && !whole.includes(file) ? { path: file, pluginData: 'part' } : undefined
    })
    onLoad({ filter: /\.ts$/ }, async ({ path, pluginData }) =>
      pluginData === 'part'
        ? { contents: `${await readFile(path, 'utf8')}\nimport ${JSON.stringify(program)}`, loader: 'ts' }
        : undefined,
    )
  },
}

/** Commands that git or a person runs beside a build, and that need little of the program: bundled apart like the formats. */
const COMMANDS = ['init', 'textconv']

const commandsApart = {
  name: 'commands-apart',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^\\./commands/(${COMMANDS.join('|')})\\.ts$`) }, ({ kind, importer, path }) =>
      // cli.js stands beside the folder, the program in a chunk.
      kind === 'dynamic-import'
        ? { path: `${importer.endsWith('cli.ts') ? '' : '.'}${path.replace(/\.ts$/, '.js')}`, external: true }
        : undefined,
    )
  },
}

const OPTIONS = {
  absWorkingDir: root,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  metafile: true,
  legalComments: 'none',
  // ES modules first: they can be shaken, and load in half the time of the same library in CommonJS.
  mainFields: ['module', 'main'],
  plugins: [withoutUnusedParts, yamlAsModule, formatsApart, commandsApart, partsShareOneChunk],
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  // write-file-atomic makes temporary names from it; any constant will do.
  define: { __filename: '"tks-trust"' },
  logLevel: 'warning',
  // It is meant: see partsShareOneChunk.
  logOverride: { 'ignored-bare-import': 'silent' },
}

await rm(`${root}dist`, { recursive: true, force: true })
const { metafile } = await build({ ...OPTIONS, entryPoints: ['src/cli.ts', 'src/index.ts'], outdir: 'dist' })
const formats = await build({
  ...OPTIONS,
  entryPoints: FORMATS.map(name => `src/report/${name}.ts`),
  outdir: 'dist/formats',
})
const commands = await Promise.all(
  COMMANDS.map(name => build({ ...OPTIONS, entryPoints: [`src/commands/${name}.ts`], outdir: 'dist/commands' })),
)
/** Programs of one file each, to be copied to where nothing else of the package is: a plugin folder, an image. */
const ALONE = { krm: 'src/krm-cli.ts', argocd: 'src/argocd-cli.ts' }

const alone = await build({ ...OPTIONS, splitting: false, entryPoints: ALONE, outdir: 'dist' })
await Promise.all([
  ...['cli', ...Object.keys(ALONE)].map(name => chmod(`${root}dist/${name}.js`, 0o755)),
  run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', 'tsconfig.types.json'], { cwd: root }),
  writeSchemas(),
  writeNotices([
    ...Object.keys(metafile.inputs),
    ...[formats, ...commands, alone].flatMap(({ metafile: { inputs } }) => Object.keys(inputs)),
  ]),
])

/** `schema.json` for configurations, `schemas/report.json`, `inspect.json`, `expiry.json`, `diff.json` and `verify.json` for what is printed in JSON, and one schema a kind and version under the names that kubeconform looks for. */
async function writeSchemas() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents:
        "export { configSchema } from './src/config/schema.ts'; export { REPORT_SCHEMA } from './src/report/schema.ts'; export { INSPECT_SCHEMA } from './src/report/inspect-schema.ts'; export { EXPIRY_SCHEMA } from './src/report/expiry-schema.ts'; export { DIFF_SCHEMA } from './src/report/diff-schema.ts'; export { VERIFY_SCHEMA } from './src/report/verify-schema.ts'; export { TARGETS } from './src/targets/index.ts'; export * as krm from './src/krm/schema.ts'",
      resolveDir: root,
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  })
  const source = `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  const { configSchema, REPORT_SCHEMA, INSPECT_SCHEMA, EXPIRY_SCHEMA, DIFF_SCHEMA, VERIFY_SCHEMA, TARGETS, krm } =
    await import(source)
  await writeFile(`${root}dist/schema.json`, json(configSchema()))
  await mkdir(`${root}dist/schemas`, { recursive: true })
  await writeFile(`${root}dist/schemas/report.json`, json(REPORT_SCHEMA))
  await writeFile(`${root}dist/schemas/inspect.json`, json(INSPECT_SCHEMA))
  await writeFile(`${root}dist/schemas/expiry.json`, json(EXPIRY_SCHEMA))
  await writeFile(`${root}dist/schemas/diff.json`, json(DIFF_SCHEMA))
  await writeFile(`${root}dist/schemas/verify.json`, json(VERIFY_SCHEMA))
  const kinds = [...TARGETS.values()].flatMap(({ schemas }) => Object.entries(schemas))
  for (const [apiVersion, schema] of [...kinds, [krm.API_VERSION, krm.trustedCAsSchema()]]) {
    const [group, version] = apiVersion.split('/')
    const kind = schema.properties.kind.const.toLowerCase()
    await mkdir(`${root}dist/schemas/${group}`, { recursive: true })
    await writeFile(`${root}dist/schemas/${group}/${kind}_${version}.json`, json(schema))
  }
}

/** The licence of every package that went into the bundle, as their licences ask. */
async function writeNotices(inputs) {
  const packages = new Set(inputs.map(path => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[0]).filter(Boolean))
  const notices = []
  for (const folder of [...packages].sort()) {
    const { name, version, license } = JSON.parse(await readFile(`${root}${folder}/package.json`, 'utf8'))
    const file = (await readdir(`${root}${folder}`)).find(entry => /^licen[cs]e/i.test(entry))
    const text = file === undefined ? '' : await readFile(`${root}${folder}/${file}`, 'utf8')
    notices.push(`${name} ${version} (${license})\n\n${text.trim()}\n`)
  }
  await writeFile(`${root}dist/THIRD-PARTY-NOTICES.txt`, notices.join(`\n${'-'.repeat(72)}\n\n`))
}
