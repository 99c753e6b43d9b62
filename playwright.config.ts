import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { firefoxMissing } from './test/e2e/tools/firefox-program.js';
import { webKitMissing } from './test/e2e/tools/webkit-session.js';
import type { FaultOptions } from './test/faults/tools/shop-browser.js';

const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path));
/** Name of the report; set it to keep the reports of several runs. */
const report = process.env.ONSHELF_REPORT ?? 'playwright';

/** Limits for a machine that is also busy with other work: no test depends on them. */
const FAULTS = { testDir: 'test/faults', timeout: 180_000, expect: { timeout: 30_000 } };

/** Faults that have nothing to do with how a browser keeps its databases: once in Chromium is enough. */
const NOT_OF_DATABASES = ['refusals', 'clocks', 'floods', 'slow-opening', 'refused-storage'].map((name) => `**/${name}.spec.ts`);

/** Adds the reason of a skip to the project's name, where every reporter prints it. */
const because = (reason: string): string => (reason === '' ? '' : ` (skipped: ${reason})`);

export default defineConfig<FaultOptions>({
  projects: [
    { name: 'pages', testDir: 'test/e2e', testIgnore: '**/scoring/**' },
    // An emulated GPU takes a core of its own, so `npm test` runs these one at a time.
    { name: 'scoring', testDir: 'test/e2e/scoring' },
    // Chromium is moving IndexedDB from LevelDB to SQLite; a shopper may have either.
    { ...FAULTS, name: 'faults on LevelDB', grepInvert: /@elsewhere/, use: { backing: 'leveldb' } },
    { ...FAULTS, name: 'faults on SQLite', testIgnore: NOT_OF_DATABASES, grepInvert: /@elsewhere/, use: { backing: 'sqlite' } },
    { ...FAULTS, name: `faults in Firefox${because(firefoxMissing())}`, grepInvert: /@chromium/, use: { backing: 'firefox' } },
    { ...FAULTS, name: `faults in WebKitGTK${because(webKitMissing())}`, grepInvert: /@chromium|@firefox/, use: { backing: 'webkit' } },
    { ...FAULTS, name: `files of WebKitGTK${because(webKitMissing())}`, testMatch: '**/canaries.spec.ts', use: { backing: 'webkit' } },
  ],
  outputDir: `test-results/${report}`,
  workers: 1,
  timeout: 60_000,
  // A browser that is starved or killed by its machine fails what is right. A test that needed the second try is named, as flaky, at the end.
  retries: 1,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: `test-results/${report}.json` }]],
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(installed === undefined ? {} : { executablePath: installed }),
      args: [
        '--no-sandbox',
        // WebGPU on a machine without a GPU: slow, but a real implementation.
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
        '--enable-features=Vulkan',
        // Without it, the software GPU compiles the zeroing of workgroup memory for one to three seconds per pipeline.
        '--enable-dawn-features=disable_workgroup_init',
      ],
    },
  },
});
