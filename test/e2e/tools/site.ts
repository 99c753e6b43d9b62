import { test as base, type Page } from '@playwright/test';
import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';
import type { Shelf, ShelfOptions } from '../../../src/index.js';

declare global {
  var createShelf: typeof import('../../../src/index.js').createShelf;
  var shelf: Shelf;
  /** Errors that reached the page; must stay empty. */
  var faults: string[];
}

/** The parts of the server that the tests use. */
export interface Site {
  /** Ends in a slash. */
  readonly address: string;
}

/** Playwright's test with the site: the demo at `/`, bare pages at `/pages/`, and at
 * `/cleared/` so that the browser empties what it keeps of the site, the built library at `/dist/`, packs at `/packs/`,
 * and pages that tests build at `/built/`. */
export const test = base.extend<object, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
    async ({}, use) => {
      const { address, stop } = await serveFolders(
        {
          '/': 'demo/dist',
          '/pages/': 'test/e2e/pages',
          '/cleared/': 'test/e2e/pages',
          '/dist/': 'dist',
          '/packs/': 'test-results/packs',
          '/built/': 'test-results/built',
          '/tag-alone/': 'test-results/tag-alone',
        },
        0,
        // A frame without an origin may read only public resources.
        { '/cleared/': { 'clear-site-data': '"storage"' }, '/': { 'access-control-allow-origin': '*' } },
      );
      await use({ address });
      await stop();
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';

/** The sample shop's pack, as the demo serves it. */
const SAMPLE_PACK = '/pack/pack.json';

/** Milliseconds that a pack may take on a machine that is also busy with other work. */
const PACK_DEADLINE = 5000;

/**
 * Opens a bare page and a shelf in it, as `globalThis.shelf`. Resolves when the pack is loaded or has failed: lists wait for it for a
 * second only, and a test that compares lists must not compare the fallback.
 */
export async function openShelf(page: Page, site: Site, options: Partial<ShelfOptions> = {}, path = 'pages/'): Promise<void> {
  await page.goto(`${site.address}${path}`);
  await page.waitForFunction(() => globalThis.createShelf !== undefined);
  await page.evaluate(
    async ([given, deadline]) => {
      globalThis.shelf = await createShelf(given);
      for (const end = Date.now() + deadline; Date.now() < end; ) {
        const { pack, notes } = await shelf.health();
        if (pack !== null || notes.some(({ code }) => code === 'pack-unreachable' || code === 'pack-invalid')) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    [{ pack: SAMPLE_PACK, ...options }, PACK_DEADLINE] as const,
  );
}

/** Records views of items and waits for them. */
export async function view(page: Page, ...ids: string[]): Promise<string[]> {
  return page.evaluate(async (items) => {
    const results = await Promise.all(items.map((id) => shelf.track('view_item', { items: [{ item_id: id }] })));
    return results.map((result) => result.kept);
  }, ids);
}

/** The ids of the home list. */
export async function home(page: Page, count = 20): Promise<string[]> {
  return page.evaluate(async (length) => (await shelf.recommend({ scenario: 'home', count: length })).items.map((item) => item.id), count);
}
