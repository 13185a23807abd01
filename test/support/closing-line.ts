import type { Reporter, TestModule } from 'vitest/node'

/** Names what was skipped, and ends a run with one plain line that any program can read: `12 passed, 0 failed, 1 skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) for (const test of module.children.allTests()) counts[test.result().state]++
    for (const module of modules)
      for (const suite of module.children.allSuites())
        if (suite.options.mode === 'skip') process.stdout.write(`skipped: ${suite.fullName}\n`)
    const broken = modules.filter(module => module.errors().length > 0).length
    process.stdout.write(`${counts.passed} passed, ${counts.failed + broken} failed, ${counts.skipped} skipped\n`)
  }
}
