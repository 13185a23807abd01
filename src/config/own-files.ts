import type { Config } from './define.ts'

/** The paths of what is written, and of what that is written on: none of it is a source, whatever patterns match it. */
export const ownFiles = ({ outputs }: Pick<Config, 'outputs'>): ReadonlySet<string> =>
  new Set(outputs.flatMap(({ path, base }) => (base === undefined ? [path] : [path, base])))
