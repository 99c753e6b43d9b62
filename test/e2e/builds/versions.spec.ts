import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../tools/site.js';
import { type BuildPart, isChunk, isEntry, makeTwoBuilds, openUploadSite, type UploadSite } from '../tools/two-builds.js';

const FALLBACK = ['tent-002', 'tent-003', 'tent-004'];
const BRAND = 'Bramblewyck';
const VIEWED = ['tent-001', 'tent-005', 'tent-009'];

let site: UploadSite;
let old: string;
let next: string;

test.beforeAll(async () => {
  ({ old, next } = await makeTwoBuilds());
  site = await openUploadSite();
});
test.afterAll(() => site.stop());
test.beforeEach(() => {
  site.missing = '404';
});

/** A page that has loaded `index.js`, and nothing else yet. */
async function openPage(page: Page, entry = '/dist/index.js'): Promise<void> {
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
async function openShelf(page: Page, more: { workerUrl?: string } = {}): Promise<void> {
  await page.evaluate(
    async ({ fallback, ids, options }) => {
      globalThis.shelf = await createShelf({ pack: '/pack/pack.json', consent: 'granted', backend: 'js', fallback, ...options });
      for (const id of ids) await shelf.track('view_item', { items: [{ item_id: id }] });
    },
    { fallback: FALLBACK, ids: VIEWED, options: more },
  );
}

/** The first five of one brand: as the whole list has them, or as a filter does, which is loaded late. */
const list = (page: Page, filtered = false): Promise<{ model: string; ids: string[]; notes: string }> =>
  page.evaluate(
    async ([brand, byFilter]) => {
      const request = byFilter ? { count: 5, filter: `brand == "${brand}"` } : { count: 1000 };
      const { items, servedBy, trace } = await shelf.recommend({ ...request, now: Date.UTC(2033, 0) });
      const wanted = servedBy.model === 'fallback' ? items : items.filter(({ item }) => item.brand === brand);
      return { model: servedBy.model, ids: wanted.slice(0, 5).map(({ id }) => id), notes: JSON.stringify(trace.notes) };
    },
    [BRAND, filtered] as const,
  );

const health = (page: Page): Promise<{ engine: string; said: string }> =>
  page.evaluate(async () => {
    const { engine, ...rest } = await shelf.health();
    return { engine, said: JSON.stringify(rest) };
  });

/** Each call of the shelf that is answered by files that are loaded late; none may throw or give another call's answer. */
async function callAll(page: Page): Promise<void> {
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

/** Refuses, and comes back: nothing of what was viewed is known any more, whichever build is met then. */
async function refusingHolds(page: Page, context: BrowserContext): Promise<void> {
  await page.evaluate(() => shelf.consent.set('denied'));
  expect(await page.evaluate(() => shelf.consent.state)).toBe('denied');
  expect(await page.evaluate(async () => (await shelf.profile.inspect()).events.length)).toBe(0);
  expect(await page.evaluate(() => faults)).toEqual([]);
  await page.close();
  site.upload([next]);
  const later = await context.newPage();
  await openPage(later);
  const known = await later.evaluate(async () => {
    globalThis.shelf = await createShelf({ pack: '/pack/pack.json', backend: 'js' });
    return { state: shelf.consent.state, events: (await shelf.profile.inspect()).events.length };
  });
  expect(known.state).not.toBe('granted');
  expect(known.events).toBe(0);
  await later.close();
}

/** The list with a filter, as an engine gives it that has all its files: what the whole list holds of it, in its order. */
async function expectNoWrongList(page: Page, right: string[]): Promise<'personal' | 'fallback'> {
  const answer = await list(page, true);
  if (answer.model === 'fallback') {
    expect(answer.ids).toEqual(FALLBACK);
    expect(answer.notes).not.toBe('[]');
    return 'fallback';
  }
  expect([answer.model, answer.ids]).toEqual(['personal', right]);
  return 'personal';
}

test('the same sources give the same bytes; chunks of two builds that share a name share every byte', () => {
  for (const name of readdirSync(old)) expect(readFileSync(join(old, name)).equals(readFileSync(join('dist', name))), name).toBe(true);
  const shared = readdirSync(old).filter((name) => isChunk(name) && readdirSync(next).includes(name));
  expect(shared.length).toBeLessThan(readdirSync(old).filter(isChunk).length);
  for (const name of shared) expect(readFileSync(join(old, name)).equals(readFileSync(join(next, name))), name).toBe(true);
});

test('the two builds of these tests give their short names to different things', async ({ page }) => {
  site.upload([old]);
  await openPage(page);
  const texts = (): Promise<Record<string, string>> =>
    page.evaluate(async () => {
      const module: Record<string, unknown> = await import(`/dist/index.js?${Math.random()}`);
      return Object.fromEntries(Object.entries(module).map(([name, value]) => [name, String(value)]));
    });
  const before = await texts();
  site.upload([next]);
  const after = await texts();
  expect(Object.keys(before).filter((name) => name.length === 1 && name in after && after[name] !== before[name]).length).toBeGreaterThan(
    0,
  );
  expect(before.build).not.toBe(after.build);
});

/** From which build to which: an upload, and a rollback of one. */
const ways = [
  { way: 'an upload', from: () => old, to: () => next },
  { way: 'a rollback', from: () => next, to: () => old },
];
for (const { way, from, to } of ways) {
  test(`a page that is open during ${way} goes on with its own build where the chunks of that are kept`, async ({ page, context }) => {
    site.upload([from()]);
    await openPage(page);
    await openShelf(page);
    const { ids, model } = await list(page);
    expect([model, ids.length]).toEqual(['personal', 5]);
    site.upload([from(), isChunk], [to()]);
    expect(await expectNoWrongList(page, ids)).toBe('personal');
    await callAll(page);
    expect(await health(page)).toMatchObject({ engine: 'worker' });
    await refusingHolds(page, context);
  });

  for (const missing of ['404', 'page'] as const) {
    test(`a page that is open during ${way} keeps what it has loaded where chunks are gone (${missing})`, async ({ page, context }) => {
      site.upload([from()]);
      site.missing = missing;
      await openPage(page);
      await openShelf(page);
      const before = await list(page);
      site.upload([to()]);
      expect(await expectNoWrongList(page, before.ids)).toBe('fallback');
      expect((await list(page)).ids).toEqual(before.ids);
      await callAll(page);
      await refusingHolds(page, context);
    });
  }
}

test('a page that goes offline before it has loaded all keeps what it has loaded', async ({ page, context }) => {
  site.upload([old]);
  await openPage(page);
  await openShelf(page);
  const before = await list(page);
  await context.setOffline(true);
  expect(await expectNoWrongList(page, before.ids)).toBe('fallback');
  expect((await list(page)).ids).toEqual(before.ids);
  await callAll(page);
  await page.evaluate(() => shelf.consent.set('denied'));
  expect(await page.evaluate(() => [faults, shelf.consent.state])).toEqual([[], 'denied']);
});

/** Uploads that were cut short, or met by a page between two of its requests. `page`: what `index.js` comes from; `later`: what lies there when the shelf is opened. */
const mixtures: { what: string; page: () => BuildPart[]; later?: () => BuildPart[] }[] = [
  { what: 'a new page with a worker of the old build', page: () => [[old], [next, (name) => name !== 'worker.js']] },
  { what: 'an old page that finds the new worker before its own has started', page: () => [[old]], later: () => [[old, isChunk], [next]] },
  { what: 'an old page whose own files are all replaced before the worker has started', page: () => [[old]], later: () => [[next]] },
  { what: 'half an upload: the page is new, worker and chunks are old', page: () => [[old], [next, (name) => name === 'index.js']] },
  { what: 'half an upload: the worker is new, page and chunks are old', page: () => [[old], [next, (name) => name === 'worker.js']] },
  { what: 'half an upload: all entries are new, all chunks are old', page: () => [[old], [next, isEntry]] },
];
for (const { what, page: first, later } of mixtures) {
  test(`${what}: the shop's own list, with the reason, and nothing else`, async ({ page, context }) => {
    site.upload(...first());
    await openPage(page);
    if (later) site.upload(...later());
    await openShelf(page);
    const answer = await list(page);
    expect([answer.model, answer.ids]).toEqual(['fallback', FALLBACK]);
    const { engine, said } = await health(page);
    expect(engine).toBe('failed');
    // Either it is another build's, or one of its files is not there.
    expect(`${answer.notes} ${said}`).toMatch(/is of build|did not start/);
    await callAll(page);
    await refusingHolds(page, context);
  });
}

test('all chunks are new, all entries are old: the old build goes on as it was', async ({ page, context }) => {
  site.upload([old], [next, isChunk]);
  await openPage(page);
  await openShelf(page);
  const { ids } = await list(page);
  expect(await expectNoWrongList(page, ids)).toBe('personal');
  expect(await health(page)).toMatchObject({ engine: 'worker' });
  await refusingHolds(page, context);
});

test('a page that loaded its entry with a query is served by one build where the plain name is of another', async ({ page, context }) => {
  site.upload([old]);
  await openPage(page, '/dist/index.js?v=1');
  site.upload([old], [next, (name) => name === 'index.js']);
  await openShelf(page);
  const { ids, model } = await list(page);
  expect(model).toBe('personal');
  expect(await expectNoWrongList(page, ids)).toBe('personal');
  // The page's lazy part finds the other build's entry by the plain name, and does not load.
  expect(await page.evaluate(() => shelf.explain('tent-001'))).toBeNull();
  expect((await health(page)).said).toContain('build_0_1_0');
  await callAll(page);
  await refusingHolds(page, context);
});

test('a page that loaded its entry with a query has all its parts where the plain name is of the same build', async ({ page, context }) => {
  site.upload([old]);
  await openPage(page, '/dist/index.js?v=1');
  await openShelf(page);
  expect(await page.evaluate(async () => (await shelf.explain('tent-001'))?.servedBy.model)).toBe('personal');
  await refusingHolds(page, context);
});

test('a worker that is loaded with a query fetches nothing twice', async ({ page }) => {
  site.upload([old]);
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(new URL(request.url()).pathname));
  await openPage(page);
  await openShelf(page, { workerUrl: '/dist/worker.js?v=1' });
  const { ids } = await list(page);
  expect(await expectNoWrongList(page, ids)).toBe('personal');
  expect(await health(page)).toMatchObject({ engine: 'worker' });
  const files = asked.filter((path) => path.startsWith('/dist/'));
  expect(files.length).toBe(new Set(files).size);
});
