import { describe, expect, test } from 'vitest'
import { type Parameters, readParameters } from '../../src/argocd/parameters.ts'
import { type Problem, RunError } from '../../src/run-error.ts'

function problemsOf(text: string): readonly Problem[] {
  try {
    readParameters(text)
  } catch (error) {
    if (error instanceof RunError) return error.problems
    throw error
  }
  throw new Error('nothing was wrong')
}

/** `where: message`, as it is printed. */
const toldOf = (text: string) => problemsOf(text).map(({ where, message }) => `${where}: ${message}`)

describe('parameters are read as Argo CD writes them', () => {
  test.each<[string, string | undefined, Parameters]>([
    ['no variable', undefined, {}],
    ['null', 'null', {}],
    ['an empty list', '[]', {}],
    ['a text', '[{"name":"config","string":"prod/trust.config.yaml"}]', { config: 'prod/trust.config.yaml' }],
    ['a list', '[{"name":"outputs","array":["a.yaml","b/c.yaml"]}]', { outputs: ['a.yaml', 'b/c.yaml'] }],
    [
      'both, in any order',
      '[{"name":"outputs","array":["a.yaml"]},{"name":"config","string":"b.yaml"}]',
      { config: 'b.yaml', outputs: ['a.yaml'] },
    ],
    ['an empty text is not set', '[{"name":"config","string":""}]', {}],
    ['an empty list is not set', '[{"name":"outputs","array":[]}]', {}],
    ['a line of the UI that was left empty is no output', '[{"name":"outputs","array":["","a"]}]', { outputs: ['a'] }],
  ])('%s', (_, text, parameters) => expect(readParameters(text)).toEqual(parameters))
})

const VARIABLE = 'ARGOCD_APP_PARAMETERS'

describe('parameters that cannot be meant are refused', () => {
  test.each([
    ['an empty variable', '', `${VARIABLE}: is not JSON`],
    ['broken JSON', '[{"name":', `${VARIABLE}: is not JSON`],
    ['YAML', '- name: config', `${VARIABLE}: is not JSON`],
    ['a text', '"config"', `${VARIABLE}: is not a list of parameters`],
    ['a map', '{"config":"a.yaml"}', `${VARIABLE}: is not a list of parameters`],
    ['false', 'false', `${VARIABLE}: is not a list of parameters`],
    ['a parameter that is a text', '["config"]', `${VARIABLE}: has a parameter without a name`],
    ['a parameter that is null', '[null]', `${VARIABLE}: has a parameter without a name`],
    ['no name', '[{"string":"a"}]', `${VARIABLE}: has a parameter without a name`],
    [
      'the name that Argo CD gives to none',
      '[{"name":"","string":"a"}]',
      `${VARIABLE}: has a parameter without a name`,
    ],
    ['a name that is a number', '[{"name":1}]', `${VARIABLE}: has a parameter without a name`],
    ['a misspelt name', '[{"name":"output","array":["a"]}]', 'parameter output: is not known'],
    ['a name in capitals', '[{"name":"Config","string":"a"}]', 'parameter Config: is not known'],
    ['a name that every object has', '[{"name":"constructor","string":"a"}]', 'parameter constructor: is not known'],
    ['the name of a prototype', '[{"name":"__proto__","string":"a"}]', 'parameter __proto__: is not known'],
    [
      'one name twice',
      '[{"name":"config","string":"a.yaml"},{"name":"config","string":"b.yaml"}]',
      'parameter config: is given twice',
    ],
    [
      'one name twice, once without a value',
      '[{"name":"outputs","array":[]},{"name":"outputs","array":["a"]}]',
      'parameter outputs: is given twice',
    ],
    ['no value', '[{"name":"config"}]', 'parameter config: has no value, and wants a value of kind string'],
    [
      'value, as the page of Argo CD has it in one place',
      '[{"name":"outputs","value":["a"]}]',
      'parameter outputs: has no value, and wants a value of kind array',
    ],
    [
      'a list in place of a text',
      '[{"name":"config","array":["a"]}]',
      'parameter config: has a value of kind array, and wants a value of kind string',
    ],
    [
      'a text in place of a list',
      '[{"name":"outputs","string":"a"}]',
      'parameter outputs: has a value of kind string, and wants a value of kind array',
    ],
    [
      'a map',
      '[{"name":"outputs","map":{"a":"b"}}]',
      'parameter outputs: has a value of kind map, and wants a value of kind array',
    ],
    [
      'two values',
      '[{"name":"config","string":"a","map":{}}]',
      'parameter config: has a value of kind string and map, and wants a value of kind string',
    ],
    ['a text that is a number', '[{"name":"config","string":1}]', 'parameter config: is not a text'],
    ['a text that is null', '[{"name":"config","string":null}]', 'parameter config: is not a text'],
    ['a list that is a text', '[{"name":"outputs","array":"a"}]', 'parameter outputs: is not a list of texts'],
    ['a list with a number', '[{"name":"outputs","array":["a",1]}]', 'parameter outputs: is not a list of texts'],
  ])('%s', (_, text, told) => expect(toldOf(text)).toEqual([told]))

  test('all of them are told in one run', () =>
    expect(toldOf('[{"name":"confg","string":"a"},{"name":"outputs","string":"b"},{}]')).toEqual([
      'parameter confg: is not known',
      'parameter outputs: has a value of kind string, and wants a value of kind array',
      `${VARIABLE}: has a parameter without a name`,
    ]))
})

describe('a refusal says what to write', () => {
  test.each([
    ['{', 'leave this variable to Argo CD: parameters stand in spec.source.plugin.parameters of the Application'],
    ['{}', 'leave this variable to Argo CD: parameters stand in spec.source.plugin.parameters of the Application'],
    ['[{"name":"output","array":["a"]}]', 'did you mean outputs?'],
    ['[{"name":"namespace","string":"a"}]', 'the parameters are config and outputs'],
    ['[{"name":"outputs","string":"a"}]', 'write { name: outputs, array: [prod/tks.yaml] }'],
    ['[{"name":"config"}]', 'write { name: config, string: prod/trust.config.yaml }'],
    ['[{}]', 'write { name: outputs, array: [prod/tks.yaml] }'],
  ])('%s', (text, fix) => expect(problemsOf(text).map(problem => problem.fix)).toEqual([fix]))
})
