import type { RuleName, Severity } from '../model.ts'
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
  /** Severities and options of rules; `tks-trust rules` lists them. */
  readonly rules?: RuleSettings
  /** What single certificates may break, for a while. */
  readonly waivers?: readonly WaiverConfig[]
  /** The registries that `tks-trust verify` asks, `HOST` or `HOST:PORT`; nothing else connects to them. */
  readonly registries?: readonly (string | RegistryConfig)[]
}

/** A registry that nodes pull from. */
export interface RegistryConfig {
  /** `HOST` or `HOST:PORT`. */
  readonly host: string
  /** A file with the certificates that it shows, its own first, in any form that sources have: nothing is connected to then. */
  readonly chain?: string
}

/** The options that rules have. */
export interface RuleOptions {
  /** `kib`: the most KiB that certificates should take of a node's start-up data; half of it is said. */
  readonly 'bootstrap-size': { readonly kib?: number }
  /** `deny`: SHA-256 of certificates or of their SubjectPublicKeyInfo, in hexadecimal. */
  readonly denied: { readonly deny?: readonly string[] }
  /** `days`: how many days ahead. */
  readonly 'expires-soon': { readonly days?: number }
  /** `days`: how many days ahead. */
  readonly 'lapsing-waiver': { readonly days?: number }
  /** `years`: the most years. */
  readonly 'long-validity': { readonly years?: number }
  /** `days`: how many days ahead. */
  readonly 'registry-expires-soon': { readonly days?: number }
  /** `bits`: the least number of bits. */
  readonly 'small-rsa-key': { readonly bits?: number }
}

/** Off, the most that a finding weighs, or that and options. */
export type RuleSetting<Name extends RuleName> =
  | 'off'
  | Severity
  | (Name extends keyof RuleOptions ? readonly [Severity, RuleOptions[Name]] : never)

export type RuleSettings = { readonly [Name in RuleName]?: RuleSetting<Name> }

/** Lets one certificate break one rule until a day; `rule` may be any that is about one certificate. */
export interface WaiverConfig {
  readonly rule?: string | undefined
  /** SHA-256 of the certificate in hexadecimal, with or without colons. */
  readonly certificate?: string | undefined
  readonly reason?: string | undefined
  readonly owner?: string | undefined
  /** The last day, `YYYY-MM-DD`, UTC; at most 365 days ahead. */
  readonly until?: string | undefined
}

/** Types a configuration; returns it as it is. */
export const defineConfig = (config: Config): Config => config
