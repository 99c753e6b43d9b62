import { defineConfig } from 'vitest/config';

// Unit tests run in Node; what needs a browser is in test/e2e and runs under Playwright.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/interop/**'],
    testTimeout: 30_000,
    // Four at a time would fight over two cores; the slow tests are DuckDB's and the trainer's own threads.
    maxWorkers: 2,
  },
});
