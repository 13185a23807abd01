import type { Step } from './explain.ts'

/** A configuration as it was written. */
export interface LoadedConfig {
  /** The file, relative to the folder it is in. */
  readonly path: string
  /** The folder that holds the file, absolute: every path in the configuration starts here. */
  readonly root: string
  readonly value: unknown
  /** Loads what finds the line of a key or item, counted from 1: only a message needs it. */
  readonly lines: () => Promise<LineOf>
  /** The way to a place as it was written, where the configuration was made from something of another form. */
  readonly placed?: (steps: readonly Step[]) => readonly Step[]
}

/** The line of a key or item, or undefined where the format has no lines. */
export type LineOf = (steps: readonly Step[]) => number | undefined

/** What a loader gives: the value, and a way back to its lines. */
export type Loaded = Pick<LoadedConfig, 'value' | 'lines'>
