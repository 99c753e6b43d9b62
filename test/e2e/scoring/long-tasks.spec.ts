import { mkdirSync, writeFileSync } from 'node:fs';
import { encodeWidePack } from '../../fixtures/wide-pack.js';
import { expect, test } from '../tools/site.js';

/** Milliseconds. The promised limit is 100; the rest is for a machine that is also busy with other work. */
const BOUND = 200;
const ITEMS = 60_000;

test.beforeAll(async () => {
  const { manifest, files } = await encodeWidePack(ITEMS, 32);
  mkdirSync('test-results/packs/wide', { recursive: true });
  writeFileSync('test-results/packs/wide/pack.json', JSON.stringify(manifest));
  for (const [path, bytes] of files) writeFileSync(`test-results/packs/wide/${path}`, bytes);
});

test(`if workers are blocked, no task of opening and listing ${ITEMS} items is long`, async ({ page, site }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'Worker');
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({
      type: 'longtask',
    });
  });
  await page.goto(`${site.address}pages/`);
  await page.waitForFunction(() => globalThis.createShelf !== undefined);
  const said = await page.evaluate(async () => {
    const { tasks } = globalThis as unknown as { tasks: number[] };
    const rest = () => new Promise((resolve) => setTimeout(resolve, 300));
    tasks.length = 0;
    const shelf = await createShelf({ pack: '/packs/wide/pack.json' });
    const times: Record<string, { took: number; tasks: number[]; items: number }> = {};
    const watch = async (name: string, step: () => Promise<{ items?: readonly unknown[] } | unknown>): Promise<void> => {
      tasks.length = 0;
      const began = performance.now();
      const answer = (await step()) as { items?: readonly unknown[] };
      const took = Math.round(performance.now() - began);
      await rest();
      times[name] = { took, tasks: [...tasks], items: answer?.items?.length ?? 0 };
    };
    await watch('opening', () => shelf.health());
    await watch('first list', () => shelf.recommend());
    await watch('titles', () => shelf.recommend({ filter: 'title == "a" || title == "b" || price < 50' }));
    await watch('newest', () => shelf.newArrivals());
    await watch('category', () => shelf.recommend({ scenario: 'category', category: 'Outdoor > kind 3' }));
    await watch('segments', () => shelf.segments());
    await watch('search of a landing page', () => shelf.recommend({ scenario: 'landing', query: 'number 4711' }));
    for (let at = 0; at < 5; at++) await shelf.track('view_item', { items: [{ item_id: `sku-${at * 101}` }] });
    await watch('personal', () => shelf.recommend({ diversity: 0.2 }));
    await watch('explanation', () => shelf.explain('sku-5'));
    await watch('quiz', () => shelf.quiz());
    return times;
  });
  console.log(JSON.stringify(said));
  expect(said['first list'].items).toBe(12);
  expect(said['search of a landing page'].items).toBeGreaterThan(0);
  for (const [name, { tasks }] of Object.entries(said)) expect(Math.max(0, ...tasks), `${name}: ${tasks}`).toBeLessThan(BOUND);
});
