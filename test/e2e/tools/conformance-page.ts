import { test as base } from '@playwright/test';
import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';
import { buildConformance } from './build-conformance.mjs';

const FOLDER = 'test-results/conformance';

/** Playwright's test with the page that can run the conformance suite of any backend: its address, ending in a slash. */
export const test = base.extend<object, { address: string }>({
  address: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
    async ({}, use) => {
      await buildConformance(FOLDER);
      const { address, stop } = await serveFolders({ '/': FOLDER }, 0);
      await use(address);
      await stop();
    },
    { scope: 'worker' },
  ],
});
