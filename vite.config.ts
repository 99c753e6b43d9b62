import { defineConfig } from 'vitest/config';

// Unit tests run in Node; what needs a browser is in test/e2e and runs under Playwright.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/interop/**'],
    // Decides nothing: a machine that does other work besides takes its time.
    testTimeout: 120_000,
    // Four at a time would fight over two cores; the slow tests are DuckDB's and the trainer's own threads.
    maxWorkers: 2,
  },
});
