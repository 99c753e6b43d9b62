import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';
import type { StorageModel } from '../../store/model/browser.js';
import { buildTestPage } from '../tools/build-test-page.mjs';

const FOLDER = 'test-results/storage-model';
/** Another seed tests other sequences: MODEL_SEED=1 MODEL_RUNS=1000 npx playwright test test/e2e/storage/storage-model.spec.ts */
const SEED = Number(process.env.MODEL_SEED ?? 20_260_115);
const RUNS = Number(process.env.MODEL_RUNS ?? 60);

const BACKENDS = [
  ['LevelDB', []],
  ['SQLite', ['--enable-features=IdbSqliteBackingStore']],
] as const;

for (const [backend, features] of BACKENDS) {
  test(`Chromium's ${backend} keeps every promise in ${RUNS} sequences of tabs, faults and changes of mind (seed ${SEED})`, async ({
    launchOptions,
  }) => {
    test.setTimeout(600_000);
    await buildTestPage('test/store/model/browser.ts', FOLDER, 'The model of storage');
    const { address, stop } = await serveFolders({ '/': FOLDER }, 0);
    const profile = await mkdtemp(join(tmpdir(), 'onshelf-model-'));
    const context = await chromium.launchPersistentContext(profile, {
      ...(launchOptions.executablePath === undefined ? {} : { executablePath: launchOptions.executablePath }),
      args: ['--no-sandbox', ...features],
    });
    try {
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', ({ message }) => faults.push(message));
      await page.goto(address);
      await page.waitForFunction(() => globalThis.storageModel !== undefined);
      const given: Parameters<StorageModel> = [RUNS, SEED];
      expect(await page.evaluate((parameters) => storageModel(...parameters), given)).toBeNull();
      expect(faults).toEqual([]);
    } finally {
      await context.close();
      await stop();
      await rm(profile, { recursive: true, force: true });
    }
  });
}
