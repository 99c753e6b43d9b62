import { defineConfig } from 'vitest/config';

// Apart from the unit tests: these need other languages' packages.
export default defineConfig({ test: { include: ['test/interop/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } });
