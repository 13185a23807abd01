import type { JsonSchema } from '../json-schema.ts'
import type { Entry, Json, Manifest, RuleName } from '../model.ts'
import type { Problem } from '../run-error.ts'

/** A list item of an existing manifest: the name, and the data as it stands there. */
export interface Listed {
  readonly name: string
  readonly data: string
}

/** What a target needs besides its own options. */
export interface Rendering {
  readonly entries: readonly Entry[]
  /** Whether each entry has comment lines above it. */
  readonly comments: boolean
  /** The patterns the certificates came from, for the head of the file. */
  readonly sources: readonly string[]
}

/** One output shape. `Options` is its part of the configuration, already valid against {@link Target.optionsSchema}. */
export interface Target<Options> {
  readonly name: string
  /** The Kubernetes kind that is written. */
  readonly kind: string
  readonly isClusterScoped: boolean
  /** Properties of an output in the configuration, beside `path`, `target`, `include`, `exclude`, `comments`, `base`. */
  readonly optionsSchema: JsonSchema
  /** What a JSON Schema cannot say of the options. `at` is the path of the output within the configuration. */
  readonly check: (options: Options, hasBase: boolean) => readonly OptionProblem[]
  /** What no schema refuses in an object that somebody else has written, and a rule says of it. */
  readonly faultsIn: (object: Json) => readonly (OptionProblem & { readonly rule: RuleName })[]
  readonly render: (options: Options, rendering: Rendering) => Manifest
  /** What applying a change of the certificates or of the spec does to clusters, a sentence or two. */
  readonly effect: string
  /** Where the entries stand in the object. */
  readonly listAt: readonly string[]
  /** The entries of an existing object of this kind, or undefined where it is of another kind. */
  readonly list: (object: Json) => readonly Listed[] | undefined
  /** Turns `data` back into the text that the consumer will see. */
  readonly decode: (data: string) => Uint8Array
  /** JSON Schema of the object, by apiVersion. */
  readonly schemas: Readonly<Record<string, JsonSchema>>
}

/** A problem with an option; `at` leads to it from the output. With a `rule` it is a finding, else a refusal. */
export interface OptionProblem extends Problem {
  readonly at: readonly string[]
  readonly rule?: RuleName
}

/** Types a target's literal; returns it as it is. */
export const defineTarget = <Options>(target: Target<Options>): Target<Options> => target
