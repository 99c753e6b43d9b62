import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { expect, openShelf, test } from '../tools/site.js';

/** Strings that are nowhere else, each said to the library in another way. */
const CANARIES = {
  item: 'canary-5f2c81d9a7',
  search: 'canary-b83e0417cc lantern',
  order: 'canary-0d94e6f213',
  link: 'canary-77a1c05b3e',
  brought: 'canary-e41f9b6620',
  account: 'canary-c2d7350f98',
};
const WORDS = Object.values(CANARIES).map((text) => text.split(' ')[0]);
/** The page's own, written in clear: the search of the files finds these. */
const CONTROLS = ['control-9a41d07be2', 'control-61fce3a805'];
/** A word is cut by compression or not at all: a part of it may be found where the whole is not. */
const PART = 12;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
  });
}

/** Files that have one of the words in clear, in UTF-8 or UTF-16. */
function told(folder: string, words: readonly string[]): string[] {
  const needles = words.flatMap((word) => [Buffer.from(word.slice(0, PART), 'utf8'), Buffer.from(word.slice(0, PART), 'utf16le')]);
  return filesIn(folder).filter((path) => statSync(path).size > 0 && needles.some((needle) => readFileSync(path).includes(needle)));
}

test('what a shopper does is in no line of the console, no error, cookie, storage in clear or title, and in no file of the browser', async ({
  launchOptions,
  site,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'onshelf-canary-'));
  const context = await chromium.launchPersistentContext(folder, { ...launchOptions, args: ['--no-sandbox'] });
  const lines: string[] = [];
  const requests: string[] = [];
  try {
    context.on('console', (message) => lines.push(message.text()));
    context.on('weberror', (error) => lines.push(String(error.error())));
    context.on('request', (request) => requests.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`));
    const page = context.pages()[0] ?? (await context.newPage());
    await openShelf(page, site, { consent: 'granted', backend: 'js', learning: true });
    const kept = await page.evaluate(async ({ item, search, order, link, brought, account }) => {
      const items = [{ item_id: item }, { item_id: 'tent-001' }];
      const results = [
        await shelf.track('view_item', { items: [{ item_id: item, link: `https://shop.example/${link}` } as { item_id: string }] }),
        await shelf.track('search', { search_term: search }),
        await shelf.track('add_to_cart', { items }),
        await shelf.track('purchase', { transaction_id: order, items }),
        await shelf.feedback(item, 'hide'),
      ];
      await shelf.profile.import({
        format: 'onshelf-profile',
        version: 1,
        events: [{ id: '01k00000000000000000000000', name: 'view_item', time: Date.now() - 5000, items: [{ item_id: brought }] }],
      });
      await shelf.recommend();
      await shelf.explain(item);
      await shelf.diagnose();
      await shelf.profile.inspect({ embedding: true, tastes: true, prices: true });
      await shelf.profile.forget({ itemId: `${item}-not` });
      await shelf.switchProfile(account, { join: true });
      await shelf.recommend();
      await shelf.switchProfile(null);
      await shelf.close();
      return results.map((result) => result.kept);
    }, CANARIES);
    expect(kept).toEqual(['stored', 'stored', 'stored', 'stored', 'stored']);
    const shown = await page.evaluate(() => [
      window.name,
      document.title,
      document.cookie,
      location.href,
      document.referrer,
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      ...faults,
    ]);
    for (const word of WORDS) {
      expect(lines.filter((line) => line.includes(word))).toEqual([]);
      expect(requests.filter((request) => request.includes(word))).toEqual([]);
      expect(shown.filter((text) => text.includes(word))).toEqual([]);
    }
    await page.evaluate(async ([local, indexed]) => {
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
    }, CONTROLS);
    // The browser writes localStorage a few seconds late, and all else when it closes.
    await page.waitForTimeout(6000);
  } finally {
    await context.close();
  }
  expect(filesIn(folder).length).toBeGreaterThan(20);
  for (const control of CONTROLS) expect(told(folder, [control]).length, 'what a page writes in clear is found').toBeGreaterThan(0);
  expect(told(folder, WORDS)).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});
