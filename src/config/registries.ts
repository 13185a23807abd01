import { printable } from '../printable.ts'
import { registryOf } from '../verify/registry.ts'
import type { Config } from './define.ts'
import type { Explanation } from './explain.ts'

/** What a JSON Schema cannot say of names of registries, so that `generate` says it before `verify` does. */
export function problemsOfRegistries({ registries = [] }: Config): Explanation[] {
  const known = new Map<string, number>()
  return registries.flatMap((registry, index): Explanation[] => {
    const [at, text] =
      typeof registry === 'string' ? [['registries', index], registry] : [['registries', index, 'host'], registry.host]
    const read = registryOf(text)
    if ('message' in read) {
      const { where = '', message, fix } = read
      return [{ at, message: `${message}: ${printable(where)}`, ...(fix !== undefined && { fix }) }]
    }
    const first = known.get(read.text)
    if (first === undefined) known.set(read.text, index)
    return first === undefined
      ? []
      : [{ at, message: `is ${read.text}, as registries[${first}] is`, fix: 'keep one of them' }]
  })
}
