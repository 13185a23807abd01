import { printable } from '../printable.ts'
import { registryOf } from '../verify/registry.ts'
import type { Config } from './define.ts'
import type { Explanation } from './explain.ts'

/** What a JSON Schema cannot say of names of registries, so that `generate` says it before `verify` does. */
export const problemsOfRegistries = ({ registries = [] }: Config): Explanation[] =>
  registries.flatMap((registry, index): Explanation[] => {
    const [at, text] =
      typeof registry === 'string' ? [['registries', index], registry] : [['registries', index, 'host'], registry.host]
    const read = registryOf(text)
    if (!('message' in read)) return []
    const { where = '', message, fix } = read
    return [{ at, message: `${message}: ${printable(where)}`, ...(fix !== undefined && { fix }) }]
  })
