import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import type { Step } from './record.ts'

const FILE = fileURLToPath(new URL('../../../node_modules/.cache/e2e/report.md', import.meta.url))

/** Tells what was done and what the programs said, in Markdown: at the end of the run, and in a file. */
export default class Report implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const text = tests.map(stepText).join('')
    mkdirSync(dirname(FILE), { recursive: true })
    writeFileSync(FILE, text)
    process.stdout.write(`\n${text}\nThis report is in ${FILE}\n\n`)
  }
}

function stepText(test: TestCase): string {
  const { step } = test.meta()
  if (step === undefined) return test.result().state === 'skipped' ? `## ${test.name}\n\nNot run.\n\n` : ''
  return `## ${step.heading}${test.result().state === 'failed' ? ': FAILED' : ''}\n\n${fenced(step)}\n`
}

const fenced = ({ ran }: Step): string =>
  `\`\`\`console\n${ran.map(({ command, code, said }) => `$ ${command}\n${said}exit ${code}\n`).join('\n')}\`\`\`\n`
