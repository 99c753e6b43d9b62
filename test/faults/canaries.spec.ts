import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, openShelf } from '../e2e/tools/site.js';
import { firstPage, test } from './tools/shop-browser.js';

/** Strings that are nowhere else, each told to the library in another way. */
const CANARIES = {
  item: 'canary-91b7e04d2c',
  search: 'canary-3fa6c85e10',
  order: 'canary-d20794bb6e',
  brought: 'canary-68e1f7a953',
  account: 'canary-b5c93a2f07',
};
/** What the page writes in clear: the search of the files has to find these. */
const CONTROLS = { local: 'control-27d8fb60e4', indexed: 'control-e9036a71bc' };
/** Bytes of a word that are looked for: a browser that compresses its records may cut a word. */
const PART = 12;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A file that a browser is about to remove may be gone. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Files that have a word in clear, in UTF-8 or UTF-16. */
function telling(folder: string, word: string): string[] {
  const needles = (['utf8', 'utf16le'] as const).map((encoding) => Buffer.from(word.slice(0, PART), encoding));
  return filesIn(folder).filter((path) => {
    const content = contentOf(path);
    return needles.some((needle) => content.includes(needle));
  });
}

/** Writes the controls as a page would that keeps what its shopper does. */
async function writeControls(page: Page): Promise<void> {
  await page.evaluate(async ({ local, indexed }) => {
    localStorage.setItem('shop', local);
    const opening = indexedDB.open('shop');
    opening.onupgradeneeded = () => opening.result.createObjectStore('plain');
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    const writing = opening.result.transaction('plain', 'readwrite');
    writing.objectStore('plain').put({ item: indexed }, 1);
    await new Promise((resolve) => {
      writing.oncomplete = resolve;
    });
    opening.result.close();
  }, CONTROLS);
}

test('what a shopper does is in clear in no file of the browser, while it runs and after it ended', async ({ launch, profile, site }) => {
  const context = await launch();
  const page = await firstPage(context);
  await openShelf(page, site, { consent: 'granted', backend: 'js', learning: true });
  const kept = await page.evaluate(async ({ item, search, order, brought, account }) => {
    const items = [{ item_id: item }, { item_id: 'tent-001' }];
    const results = [
      await shelf.track('view_item', { items }),
      await shelf.track('search', { search_term: `${search} lantern` }),
      await shelf.track('add_to_cart', { items }),
      await shelf.track('purchase', { transaction_id: order, items }),
      await shelf.feedback(item, 'hide'),
    ];
    const events = [{ id: '01k00000000000000000000000', name: 'view_item', time: Date.now() - 5000, items: [{ item_id: brought }] }];
    await shelf.profile.import({ format: 'onshelf-profile', version: 1, events });
    await shelf.recommend();
    await shelf.profile.inspect({ embedding: true, tastes: true, prices: true });
    await shelf.switchProfile(account, { join: true });
    await shelf.recommend();
    return results.map((result) => result.kept);
  }, CANARIES);
  expect(kept).toEqual(['stored', 'stored', 'stored', 'stored', 'stored']);
  await writeControls(page);
  // Browsers write localStorage a few seconds late.
  for (const control of Object.values(CONTROLS))
    await expect.poll(() => telling(profile, control).length, 'what a page writes in clear is found').toBeGreaterThan(0);
  for (const word of Object.values(CANARIES)) expect(telling(profile, word)).toEqual([]);
  await page.evaluate(() => shelf.close());
  await context.close();
  for (const control of Object.values(CONTROLS)) expect(telling(profile, control).length).toBeGreaterThan(0);
  for (const word of Object.values(CANARIES)) expect(telling(profile, word)).toEqual([]);
});
