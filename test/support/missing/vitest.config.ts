import { defineConfig } from 'vitest/config'

/** What test/programs.test.ts runs with nothing on PATH. */
export default defineConfig({
  test: { include: ['test/support/missing/missing.ts'], reporters: ['default', './test/support/closing-line.ts'] },
})
