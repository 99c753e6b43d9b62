import { defineConfig } from 'vitest/config';

// Unit tests run in Node; tests that need a browser are in test/e2e and run under Playwright.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/interop/**', 'test/bundlers/**'],
    // No test depends on it: a machine that is busy with other work takes longer.
    testTimeout: 120_000,
    // Four at a time would compete for two cores; DuckDB and the trainer have threads of their own.
    maxWorkers: 2,
  },
});
