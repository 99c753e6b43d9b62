import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import type { FaultOptions } from './test/faults/shop-browser.js';

const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path));
/** One run of several may have a report of its own. */
const report = process.env.ONSHELF_REPORT ?? 'playwright';

export default defineConfig<FaultOptions>({
  projects: [
    { name: 'pages', testDir: 'test/e2e' },
    // Chromium is moving IndexedDB from the one to the other; a shopper may have either.
    { name: 'faults on LevelDB', testDir: 'test/faults', use: { backing: 'leveldb' } },
    { name: 'faults on SQLite', testDir: 'test/faults', use: { backing: 'sqlite' } },
    { name: 'faults in Firefox', testDir: 'test/faults', grepInvert: /@chromium/, use: { backing: 'firefox' } },
    { name: 'faults in WebKitGTK', testDir: 'test/faults', grepInvert: /@chromium/, use: { backing: 'webkit' } },
  ],
  outputDir: `test-results/${report}`,
  // Half the machine: a GPU without hardware takes a core of its own.
  workers: 1,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: `test-results/${report}.json` }]],
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(installed === undefined ? {} : { executablePath: installed }),
      args: [
        '--no-sandbox',
        // WebGPU on a machine without a GPU: slow, but the real thing.
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
        '--enable-features=Vulkan',
        // Without it, the software GPU compiles the zeroing of workgroup memory for one to three seconds per pipeline.
        '--enable-dawn-features=disable_workgroup_init',
      ],
    },
  },
});
