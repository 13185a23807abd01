import { configsIn } from '../config/beside.ts'
import { stops } from '../finding.ts'
import type { Io } from '../io/io.ts'
import type { Json } from '../model.ts'
import { printable } from '../printable.ts'
import type { Style } from '../report/style.ts'
import { problemsText } from '../report/talk.ts'
import { text } from '../report/text.ts'
import { RunError } from '../run-error.ts'
import { type Filled, fill } from './fill.ts'
import { readFunctionConfig } from './function-config.ts'
import type { Objects } from './objects.ts'
import type { Put } from './resource-list.ts'
import { type Result, resultOf, resultOfProblem } from './results.ts'

/** What a function knows of the place it runs in. */
export interface Surroundings {
  /** The folder of the kustomization: nothing outside of it is read. */
  readonly folder: Io
  /** Its absolute path, for messages. */
  readonly root: string
  /** The instant of the judgement, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly now: string
  readonly style: Style
}

/** What a function comes to, whoever has called it. */
export interface Work {
  readonly code: 0 | 1 | 2
  readonly put: Put | undefined
  readonly results: readonly Result[]
  readonly err: string
}

/** Reads what the function is told, and fills or makes its object. Users' mistakes are results; only bugs are thrown. */
export async function work(
  functionConfig: Json | undefined,
  objects: Objects,
  { folder, root, now, style }: Surroundings,
): Promise<Work> {
  try {
    const given = readFunctionConfig(functionConfig)
    // Configurations of the command line, which somebody may expect to count.
    const beside = configsIn(root, root, 'let the user that runs it read that folder')
    const filled = await fill(given, objects, folder, now)
    return told(filled, given.called, beside, root, style)
  } catch (error) {
    return failed(error, style)
  }
}

/** What kept a function from working. */
export function failed(error: unknown, style: Style): Work {
  if (!(error instanceof RunError)) throw error
  const { problems } = error
  return {
    code: 2,
    put: undefined,
    results: problems.map(resultOfProblem),
    err: problemsText(problems, style) + NOTHING,
  }
}

const NOTHING = 'nothing was rendered\n'

function told(
  { put, findings, about }: Filled,
  called: string,
  beside: readonly string[],
  root: string,
  style: Style,
): Work {
  const isStopped = put === undefined || findings.some(stops)
  // Of what is said on standard error kpt shows the first lines.
  const looked: Result = { message: `sources were looked for in ${printable(root, 400)}`, severity: 'info' }
  const notes = beside.map((path): Result => ({ message: `${path} ${NOT_LOADED}`, severity: 'info', file: { path } }))
  return {
    code: isStopped ? 1 : 0,
    put: isStopped ? undefined : put,
    results: [...notes, ...findings.map(finding => resultOf(finding, about)), ...(isStopped ? [looked] : [])],
    err:
      notes.map(({ message }) => `${style.severity('info')}: ${message}\n`).join('') +
      text({ config: called, findings }, { style, quiet: false }) +
      (isStopped ? `${looked.message}\n${NOTHING}` : ''),
  }
}

const NOT_LOADED =
  'is not loaded: a function takes its configuration from functionConfig alone, which is data, because whoever can push to a repository must not run a program where it is rendered'
