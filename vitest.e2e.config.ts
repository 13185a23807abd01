import { defineConfig } from 'vitest/config'

/** The proof on real programs: `npm run test:e2e`. It may install packages, so that it is no part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    globalSetup: ['test/e2e/support/install.ts', 'test/support/build.ts'],
    reporters: ['default', './test/e2e/support/report.ts', './test/support/closing-line.ts'],
    env: { TZ: 'UTC', NO_COLOR: '1' },
    testTimeout: 30_000,
    hookTimeout: 180_000,
  },
})
