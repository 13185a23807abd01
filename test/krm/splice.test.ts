import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readResourceList } from '../../src/krm/resource-list.ts'
import { answerIn } from '../support/resource-list.ts'

const OTHERS = [
  '- kind: A\n',
  '- # of the first\n  kind: B\n  text: |\n    a # none\n\n    b\n  # the end\n',
  '-   kind: C\n    list:\n    - {a: b}\n    -\n',
  '- {kind: D, "of": [1, 0644, yes]}\n',
  '- kind: E\n  a: &a {b: c}\n  d: *a\n',
  '- "kind": F\n  date: 2024-01-01\n  none: ~\n  empty:\n',
]
const OURS = [
  '- kind: Ours\n  spec: 1\n',
  '- # ours\n  kind: Ours # it is\n\n  spec:\n    a: b\n  # below\n',
  '- {kind: Ours}\n',
  '-\n  kind: Ours\n',
]
const COMMENTS = ['', '# at the margin\n', '    # further in\n', '\n\n', '  # one\n# two\n']
const CONFIG = 'functionConfig:\n  kind: X\n  # of the config\n'
const RESULTS = [
  '',
  'results:\n- message: of another\n',
  'results: [{message: of another}]\n',
  'results: []\n',
  'results:\n',
]
const PUT = 'kind: Ours\nspec:\n  list:\n    # one\n    - new\n'

const comment = fc.constantFrom(...COMMENTS)
const indent = fc.constantFrom('', '  ', '      ')

/** The parts of a list in some order, each with a comment below it. */
const layout = fc
  .record({
    others: fc.array(fc.tuple(fc.constantFrom(...OTHERS), comment), { maxLength: 3 }),
    ours: fc.option(fc.constantFrom(...OURS), { nil: undefined }),
    at: fc.nat(3),
    indent,
    results: fc.constantFrom(...RESULTS),
    order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
    comments: fc.tuple(comment, comment, comment),
    end: fc.boolean(),
  })
  .map(({ others, ours, at, indent: column, results, order, comments, end }) => {
    const texts = others.map(([text, below]) => text + below)
    if (ours !== undefined) texts.splice(Math.min(at, texts.length), 0, ours)
    const items = texts.length === 0 ? 'items: []\n' : `items:\n${texts.join('').replace(/^(?=.)/gm, column)}`
    const parts = [items, CONFIG, results]
    const text = `kind: ResourceList\n${order.map((index, nth) => `${parts[index]}${comments[nth]}`).join('')}`
    return { text: end ? text : text.trimEnd(), index: ours === undefined ? texts.length : texts.indexOf(ours) }
  })

test('whatever the layout of a list is, an object and results go to their places, and all else stays', () => {
  fc.assert(
    fc.property(layout, fc.integer({ min: 0, max: 2 }), ({ text, index }, count) => {
      const before = answerIn(text)
      const results = Array.from({ length: count }, (_, nth) => ({
        message: `of ours ${nth}`,
        severity: 'info' as const,
      }))
      // It compares by itself, and throws where something else would have changed.
      const after = readResourceList(text).print({ text: PUT, at: index }, results)
      const { items, results: told } = answerIn(after)
      expect(items[index]).toMatchObject({ kind: 'Ours', spec: { list: ['new'] } })
      expect(items.toSpliced(index, 1)).toEqual(before.items.filter(({ kind }) => kind !== 'Ours'))
      expect(told).toEqual([...before.results, ...results])
    }),
    { numRuns: 1000 },
  )
})
