import type { BrowserContext, Page } from '@playwright/test';
import { expect } from './site.js';
import type { TwoBuildsSite, UploadSite } from './two-builds.js';

/** The ids that the shop gives `createShelf()` as its fallback. */
export const FALLBACK = ['tent-002', 'tent-003', 'tent-004'];
const BRAND = 'Bramblewyck';
const VIEWED = ['tent-001', 'tent-005', 'tent-009'];

/** A page that has loaded `index.js`, and nothing else yet. */
export async function openUploadedPage(page: Page, site: UploadSite, entry = '/dist/index.js'): Promise<void> {
  await page.goto(`${site.address}pages/blank`);
  await page.setContent(`<!doctype html><title>A page</title><link rel="icon" href="data:,">`);
  await page.evaluate(async (address) => {
    globalThis.faults = [];
    addEventListener('error', (event) => faults.push(event.message));
    addEventListener('unhandledrejection', (event) => faults.push(String(event.reason)));
    ({ createShelf: globalThis.createShelf } = await import(address));
  }, entry);
}

/** Opens the shelf and views three tents. */
export async function openUploadedShelf(page: Page, more: { workerUrl?: string } = {}): Promise<void> {
  await page.evaluate(
    async ({ fallback, ids, options }) => {
      globalThis.shelf = await createShelf({ pack: '/pack/pack.json', consent: 'granted', backend: 'js', fallback, ...options });
      for (const id of ids) await shelf.track('view_item', { items: [{ item_id: id }] });
    },
    { fallback: FALLBACK, ids: VIEWED, options: more },
  );
}

/** The first five of one brand: as the whole list has them, or as a filter does, which is loaded late. */
export const listOfBrand = (page: Page, filtered = false): Promise<{ model: string; ids: string[]; notes: string }> =>
  page.evaluate(
    async ([brand, byFilter]) => {
      const request = byFilter ? { count: 5, filter: `brand == "${brand}"` } : { count: 1000 };
      const { items, servedBy, trace } = await shelf.recommend({ ...request, now: Date.UTC(2033, 0) });
      const wanted = servedBy.model === 'fallback' ? items : items.filter(({ item }) => item.brand === brand);
      return { model: servedBy.model, ids: wanted.slice(0, 5).map(({ id }) => id), notes: JSON.stringify(trace.notes) };
    },
    [BRAND, filtered] as const,
  );

/** The engine, and the rest of `health()` as text. */
export const health = (page: Page): Promise<{ engine: string; said: string }> =>
  page.evaluate(async () => {
    const { engine, ...rest } = await shelf.health();
    return { engine, said: JSON.stringify(rest) };
  });

/** Each call of the shelf that needs files that are loaded late; none may throw or return another call's result. */
export async function callAll(page: Page): Promise<void> {
  const answers = await page.evaluate(async () => {
    const explained = await shelf.explain('tent-001');
    const [segments, measures, quiz] = [await shelf.segments(), await shelf.measure(), await shelf.quiz({ pairs: 2 })];
    const { items } = await shelf.items({ count: 3 });
    const lists = [
      await shelf.trending({ count: 3 }),
      await shelf.recommend({ count: 3, diversity: 0.5 }),
      await shelf.because({ count: 3 }),
    ];
    return {
      explained: explained === null || 'terms' in explained || 'contributions' in explained || Object.keys(explained).length > 0,
      segments: Array.isArray(segments.categories),
      measures: measures === null || typeof measures === 'object',
      quiz: quiz === null || Array.isArray(quiz.pairs),
      items: items.every(({ id }) => typeof id === 'string'),
      lists: lists.every((answer) => answer.items.every(({ id }) => typeof id === 'string') && answer.servedBy.model !== undefined),
    };
  });
  expect(answers).toEqual({ explained: true, segments: true, measures: true, quiz: true, items: true, lists: true });
}

/** Denies consent and reloads: no viewed item is known any more, with either build. */
export async function refusingHolds(page: Page, context: BrowserContext, site: TwoBuildsSite): Promise<void> {
  await page.evaluate(() => shelf.consent.set('denied'));
  expect(await page.evaluate(() => shelf.consent.state)).toBe('denied');
  expect(await page.evaluate(async () => (await shelf.profile.inspect()).events.length)).toBe(0);
  expect(await page.evaluate(() => faults)).toEqual([]);
  await page.close();
  site.upload([site.next]);
  const later = await context.newPage();
  await openUploadedPage(later, site);
  const known = await later.evaluate(async () => {
    globalThis.shelf = await createShelf({ pack: '/pack/pack.json', backend: 'js' });
    return { state: shelf.consent.state, events: (await shelf.profile.inspect()).events.length };
  });
  expect(known.state).not.toBe('granted');
  expect(known.events).toBe(0);
  await later.close();
}

/** The list with a filter, from an engine with all its files: the matching items of the whole list, in its order. */
export async function expectNoWrongList(page: Page, right: string[]): Promise<'personal' | 'fallback'> {
  const answer = await listOfBrand(page, true);
  if (answer.model === 'fallback') {
    expect(answer.ids).toEqual(FALLBACK);
    expect(answer.notes).not.toBe('[]');
    return 'fallback';
  }
  expect([answer.model, answer.ids]).toEqual(['personal', right]);
  return 'personal';
}
