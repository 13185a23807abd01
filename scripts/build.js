import { chmod, rm } from 'node:fs/promises'
import { build } from 'esbuild'

const dist = new URL('../dist/', import.meta.url)

/**
 * cosmiconfig brings loaders of its own, which ours replace one for one, and looks for the home folder, which a
 * container may not have. Left out, they cost no start-up time and cannot fail.
 */
const withoutBuiltInLoaders = {
  name: 'without-built-in-loaders',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(import-fresh|parse-json|js-yaml|env-paths|typescript)$/ }, ({ importer, path }) =>
      importer.includes('cosmiconfig') ? { path, namespace: 'unused' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = () => ({ config: "" })' }))
    // The ES modules of these two are under other names than Node's conditions lead to.
    onResolve({ filter: /^yaml$/ }, ({ resolveDir }) => ({ path: `${resolveDir.split('/src')[0]}/node_modules/yaml/browser/dist/index.js` }))
  },
}

await rm(dist, { recursive: true, force: true })
await build({
  absWorkingDir: new URL('..', import.meta.url).pathname,
  entryPoints: ['src/cli.ts', 'src/index.ts'],
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  // ES modules first: they can be shaken, and load in half the time of the same library in CommonJS.
  mainFields: ['module', 'main'],
  plugins: [withoutBuiltInLoaders],
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  // write-file-atomic makes temporary names from it; any constant will do.
  define: { __filename: '"tks-trust"' },
  logLevel: 'warning',
})
await chmod(new URL('cli.js', dist), 0o755)
