import { defineConfig } from 'vitest/config';

// Apart from the unit tests: these install bundlers, build shops with them, and open the shops in a browser.
export default defineConfig({ test: { include: ['test/bundlers/**/*.test.ts'], testTimeout: 240_000, hookTimeout: 240_000 } });
