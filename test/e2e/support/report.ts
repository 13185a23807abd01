import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { answersText, misbehaviourText } from './answers-text.ts'
import type { Step } from './record.ts'

const FILE = fileURLToPath(new URL('../../../node_modules/.cache/e2e/report.md', import.meta.url))

/**
 * Tells what was done and what the programs said, in Markdown that reads well in a terminal: at the end of the run, and
 * in a file.
 */
export default class Report implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const parts = [
      '# From a pull that failed to a pull that succeeds\n',
      ...tests.map(stepText),
      ...tests
        .filter(({ options }) => options.mode === 'skip')
        .map(({ name, parent }) => `## Not run: ${parent.type === 'suite' ? `${parent.name} ` : ''}${name}\n`),
      answersText(tests.flatMap(test => test.meta().answers ?? [])),
      misbehaviourText(tests.flatMap(test => test.meta().misbehaviour ?? [])),
      failuresText(tests.filter(test => test.result().state === 'failed')),
    ]
    const text = parts.filter(part => part !== '').join('\n')
    mkdirSync(dirname(FILE), { recursive: true })
    writeFileSync(FILE, text)
    process.stdout.write(`\n${text}\nThis report is in ${relative(process.cwd(), FILE)}\n\n`)
  }
}

function stepText(test: TestCase): string {
  const { step } = test.meta()
  if (step === undefined) return ''
  return `## ${step.heading}${test.result().state === 'failed' ? ': FAILED' : ''}\n\n${fenced(step)}`
}

const fenced = ({ ran }: Step): string =>
  `\`\`\`console\n${ran.map(({ command, code, said }) => `$ ${command}\n${said}exit ${code}\n`).join('\n')}\`\`\`\n`

const failuresText = (tests: readonly TestCase[]): string =>
  tests.length === 0 ? '' : `## Failed\n\n${tests.map(({ fullName }) => `- ${fullName}\n`).join('')}`
