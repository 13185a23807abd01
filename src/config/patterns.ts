import { alternativesOf } from '../io/select.ts'
import type { Config, OutputConfig } from './define.ts'
import type { Explanation, Step } from './explain.ts'

/** More than these take time and memory out of proportion: a matcher tries all ways in which a name may fall into them. */
const MOST_CHARACTERS = 1000
const MOST_ALTERNATIVES = 1000
const MOST_WILDCARDS = 4

/**
 * What a JSON Schema cannot say of patterns: what is in braces stays inside the folder too, and none takes time without end. Whoever
 * can push to a repository writes patterns for the controller that renders it.
 */
export const problemsOfPatterns = (config: Config): Explanation[] =>
  placesOf(config).flatMap(([at, patterns]) =>
    patterns.flatMap((pattern, index) => {
      const problem = problemOf(pattern)
      return problem === undefined ? [] : [{ at: [...at, index], ...problem }]
    }),
  )

/** The configuration with every pattern in its shortest form: `./certs//*.crt` is `certs/*.crt`. */
export function withPlainPatterns(config: Config): Config {
  const { sources, outputs } = config
  return { ...config, sources: sources.map(plainPattern), outputs: outputs.map(withPlain) }
}

const withPlain = ({ include, exclude, ...rest }: OutputConfig): OutputConfig => ({
  ...rest,
  ...(include !== undefined && { include: include.map(plainPattern) }),
  ...(exclude !== undefined && { exclude: exclude.map(plainPattern) }),
})

function plainPattern(pattern: string): string {
  const [, bang = '', path = ''] = /^(!?)(.*)$/s.exec(pattern) ?? []
  const steps = path.split('/').filter((step, index, all) => step !== '.' && (step !== '' || index === all.length - 1))
  return bang + steps.join('/')
}

const placesOf = ({ sources, outputs }: Config): [Step[], readonly string[]][] => [
  [['sources'], sources],
  ...outputs.flatMap(({ include = [], exclude = [] }, index): [Step[], readonly string[]][] => [
    [['outputs', index, 'include'], include],
    [['outputs', index, 'exclude'], exclude],
  ]),
]

function problemOf(pattern: string): Omit<Explanation, 'at'> | undefined {
  const shown = JSON.stringify(pattern)
  if (pattern.length > MOST_CHARACTERS)
    return { message: `has ${pattern.length} characters, more than ${MOST_CHARACTERS}`, fix: 'write several patterns' }
  if (/[@?!+*]\(/.test(pattern.replace(/^!/, '').replace(/\\./gs, '')))
    return {
      message: `is ${shown}, and groups such as +(a|b) are not supported`,
      fix: 'write {a,b}; or \\( for the character itself',
    }
  if (countOf(pattern) > MOST_ALTERNATIVES)
    return {
      message: `is ${shown.slice(0, 200)}, whose braces stand for more than ${MOST_ALTERNATIVES} patterns`,
      fix: 'write * in place of braces',
    }
  const alternatives = alternativesOf([pattern.replace(/^!/, '')])
  if (alternatives.some(leavesFolder) || hasParentInBraces(pattern))
    return {
      message: `is ${shown}, which leads out of the folder`,
      fix: 'write a pattern that stays inside, such as certs/**/*.crt, and put files from outside into the folder',
    }
  if (alternatives.some(hasTooManyWildcards))
    return {
      message: `is ${shown}, with more than ${MOST_WILDCARDS} wildcards in a step, or more than ${MOST_WILDCARDS} times **`,
      fix: 'write a simpler pattern',
    }
  return undefined
}

/** At least as many patterns as the braces stand for. */
function countOf(pattern: string): number {
  const groups = pattern.match(/\{[^{}]*\}?|[^{}]*\}/g) ?? []
  return groups.reduce((count, group) => {
    const [, from = '', to = ''] = /^\{(-?\w+)\.\.(-?\w+)/.exec(group) ?? []
    const ranged = /^-?\d+$/.test(from) && /^-?\d+$/.test(to) ? Math.abs(Number(to) - Number(from)) + 1 : 1
    return count * Math.max(ranged, from === '' ? group.split(',').length : 64)
  }, 1)
}

function leavesFolder(pattern: string): boolean {
  const path = pattern.replace(/\\(.)/g, '$1')
  return path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..')
}

/** The matcher takes what is in such braces for a range, and would find nothing. */
const hasParentInBraces = (pattern: string): boolean => /[{,]\.\.[/,}]|\/\.\.[,}]/.test(pattern)

function hasTooManyWildcards(pattern: string): boolean {
  const steps = pattern.split('/')
  const globstars = steps.filter(step => step === '**').length
  return globstars > MOST_WILDCARDS || steps.some(step => (step.match(/\*+/g) ?? []).length > MOST_WILDCARDS)
}
