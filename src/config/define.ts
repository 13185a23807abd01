import type { TargetOptions } from '../targets/index.ts'

/** One manifest to write. Paths are relative to the folder of the configuration file, with forward slashes. */
export interface OutputConfig extends TargetOptions {
  /** The file to write, such as `tks.yaml`. */
  readonly path: string
  /** The shape; default `tkg-service-configuration`. */
  readonly target?: 'tkg-service-configuration'
  /** Patterns a source's path must match to go into this output; default all. */
  readonly include?: readonly string[]
  /** Patterns of paths that stay out of this output. */
  readonly exclude?: readonly string[]
  /** Two comment lines above each entry; default true. */
  readonly comments?: boolean
  /** An existing manifest of which only the list of certificates is replaced. */
  readonly base?: string
}

/** The configuration in `trust.config.{ts,mts,js,mjs,json,yaml,yml}`. */
export interface Config {
  /** For editors; not read. */
  readonly $schema?: string
  /** Glob patterns of the files that hold certificates; the case of file names does not matter; `!` in front leaves files out. */
  readonly sources: readonly string[]
  readonly outputs: readonly OutputConfig[]
}

/** Types a configuration; returns it as it is. */
export const defineConfig = (config: Config): Config => config
