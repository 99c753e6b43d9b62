import { mkdirSync, writeFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { ShelfOptions } from '../../../src/index.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { expect, openShelf, test } from '../tools/site.js';

const OPTIONS = { consent: 'granted', backend: 'js', pack: '/packs/learning/pack.json', learning: true } satisfies Partial<ShelfOptions>;

test.beforeAll(async () => {
  const content = tinyContent(40);
  // Lists overrate popular items: a shopper of rare ones is served better by what is learned of them.
  const blend = { foldIn: 1, neighbours: 0.02, followers: 0, seen: 0, prototypes: 0, popularity: 3 };
  const { manifest, files } = await encodePack({ ...content, encoder: { ...content.encoder, alpha: 0.1, blend } });
  mkdirSync('test-results/packs/learning', { recursive: true });
  writeFileSync('test-results/packs/learning/pack.json', JSON.stringify(manifest));
  for (const [path, bytes] of files) writeFileSync(`test-results/packs/learning/${path}`, bytes);
});

/** Records a view of every second lamp, half an hour apart. */
const viewLamps = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const from = Date.now() - 86_400_000;
    const lamps = Array.from({ length: 40 }, (_, at) => `lamp-${(at * 17) % 40}`);
    await Promise.all(lamps.map((item_id, at) => shelf.track('view_item', { items: [{ item_id }] }, from + at * 1_800_000)));
  });

/** The code of learning that lists of this moment have, and what the profile says of it. */
const learningOf = (page: Page): Promise<(string | undefined)[]> =>
  page.evaluate(async () => {
    await shelf.recommend({ count: 5 });
    const codeIn = (notes: readonly { readonly code: string }[]): string | undefined =>
      notes.find(({ code }) => code.startsWith('learning-'))?.code;
    return [codeIn((await shelf.health()).notes), (await shelf.profile.inspect()).learning?.code];
  });
const ON = ['learning-on', 'learning-on'];

interface Buckets {
  keys(): Promise<string[]>;
  open(name: string): Promise<{ readonly indexedDB: IDBFactory }>;
}

/** Whether what was learned is in a database of this page, read without the library. */
const isStored = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const buckets = (navigator as unknown as { storageBuckets?: Buckets }).storageBuckets;
    const names = (await buckets?.keys()) ?? [];
    const factories = [indexedDB, ...(await Promise.all(names.map(async (name) => (await buckets?.open(name))?.indexedDB ?? indexedDB)))];
    for (const factory of factories) {
      if (!(await factory.databases()).some(({ name }) => name === 'onshelf')) continue;
      const found = await new Promise<unknown>((resolve, reject) => {
        const opening = factory.open('onshelf');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('profiles').objectStore('profiles').getKey('learned');
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result);
          };
        };
      });
      if (found !== undefined) return true;
    }
    return false;
  });

/** Makes a page believe that nobody looks at it. */
const hide = (page: Page): Promise<unknown> =>
  page.addInitScript(() => Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'hidden' }));

/** A new shopper's page, and the paths that it asks for. */
async function newShopper(browser: Browser): Promise<{ context: BrowserContext; page: Page; asked: string[] }> {
  const context = await browser.newContext();
  const asked: string[] = [];
  context.on('request', (request) => void asked.push(new URL(request.url()).pathname));
  return { context, page: await context.newPage(), asked };
}

test('lists learn in idle time, go on from there on the next page, and delete it when the page does not ask for it any more', async ({
  browser,
  site,
}) => {
  const { context, page, asked } = await newShopper(browser);
  await openShelf(page, site, OPTIONS);
  await viewLamps(page);
  await expect.poll(() => learningOf(page), { timeout: 20_000 }).toEqual(ON);
  await expect.poll(() => isStored(page), { timeout: 10_000 }).toBe(true);

  // A hidden page learns nothing: what its lists use was learned by the page before.
  const hidden = await context.newPage();
  await hide(hidden);
  await page.close();
  await openShelf(hidden, site, OPTIONS);
  await expect.poll(() => learningOf(hidden), { timeout: 20_000 }).toEqual(ON);
  await hidden.close();
  expect(asked.some((path) => path.includes('worker-create-learner-'))).toBe(true);

  asked.length = 0;
  const plain = await context.newPage();
  await openShelf(plain, site, { ...OPTIONS, learning: false });
  await expect.poll(() => isStored(plain), { timeout: 10_000 }).toBe(false);
  expect(await learningOf(plain)).toEqual([undefined, undefined]);
  expect(asked.some((path) => path.includes('worker-create-learner-'))).toBe(false);
  await context.close();
});

test('the part that learns is fetched for a shopper of whom nothing is known too: requests tell nothing of a log', async ({
  browser,
  site,
}) => {
  const { context, page, asked } = await newShopper(browser);
  await openShelf(page, site, OPTIONS);
  await expect.poll(() => asked.some((path) => path.includes('worker-create-learner-')), { timeout: 10_000 }).toBe(true);
  await context.close();
});

test('a hidden page learns nothing and says why', async ({ browser, site }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await hide(page);
  await openShelf(page, site, OPTIONS);
  await viewLamps(page);
  const told = (): Promise<string | undefined> =>
    page.evaluate(async () => {
      await shelf.recommend();
      return (await shelf.health()).notes.find(({ code }) => code === 'learning-off')?.message;
    });
  await expect.poll(told, { timeout: 20_000 }).toMatch(/40 events .* the page is hidden/);
  // Long enough for a page that is looked at to have learned.
  await page.waitForTimeout(3000);
  expect(await told()).toMatch(/40 events .* the page is hidden/);
  expect(await isStored(page)).toBe(false);
  await context.close();
});

test('a forgotten event takes with it what was learned, and a refusal takes all of it', async ({ browser, site }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openShelf(page, site, OPTIONS);
  await viewLamps(page);
  await expect.poll(() => learningOf(page), { timeout: 20_000 }).toEqual(ON);
  await expect.poll(() => isStored(page), { timeout: 10_000 }).toBe(true);
  expect(await page.evaluate(() => shelf.profile.forget({ itemId: 'lamp-17' }))).toMatchObject({ done: true });
  const note = await page.evaluate(async () => {
    const { trace } = await shelf.recommend();
    return [...trace.notes, ...(await shelf.health()).notes].find(({ code }) => code.startsWith('learning-'));
  });
  expect(note).toMatchObject({ code: 'learning-off', message: expect.stringMatching(/39 events/) });
  await expect.poll(() => learningOf(page), { timeout: 20_000 }).toEqual(ON);
  expect(await page.evaluate(() => shelf.consent.set('denied', { by: 'shopper' }))).toMatchObject({ done: true });
  expect(await isStored(page)).toBe(false);
  await context.close();
});
