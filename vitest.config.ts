import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { 'tks-trust': fileURLToPath(new URL('src/index.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/build.ts',
    setupFiles: 'test/support/seed.ts',
    reporters: ['default', './test/support/closing-line.ts'],
    env: { TZ: 'UTC', NO_COLOR: '1' },
    // By itself it leaves a core idle.
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
})
