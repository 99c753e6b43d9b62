import { readFileSync } from 'node:fs';
import { expect, openShelf, test, view } from '../tools/site.js';

test('every kind of list is returned, with reasons that add up to the score', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  await page.evaluate(() => shelf.track('purchase', { items: [{ item_id: 'tent-013' }], transaction_id: 'order-1' }));
  await page.evaluate(() => shelf.track('add_to_wishlist', { items: [{ item_id: 'tent-017' }] }));
  const answers = await page.evaluate(async () => ({
    recommend: await shelf.recommend({ count: 6 }),
    related: await shelf.related('tent-001', { count: 6, userImpact: 0.5 }),
    boughtTogether: await shelf.boughtTogether(['tent-001', 'tent-005'], { count: 6 }),
    trending: await shelf.trending({ count: 6, among: 'my-tastes' }),
    newArrivals: await shelf.newArrivals({ count: 6 }),
    recentlyViewed: await shelf.recentlyViewed({ count: 6 }),
    buyAgain: await shelf.buyAgain({ count: 6 }),
    savedForLater: await shelf.savedForLater({ count: 6 }),
    rerank: await shelf.rerank(['tent-021', 'unheard-of', 'tent-017'], { strength: 1 }),
    because: await shelf.because({ count: 6 }),
  }));
  for (const [name, { servedBy, items, trace }] of Object.entries(answers)) {
    expect(servedBy.model, `${name}: ${trace.notes.map(({ message }) => message).join(' ')}`).not.toBe('fallback');
    expect(items.length, name).toBeGreaterThan(0);
    expect(items.length, name).toBeLessThanOrEqual(6);
    expect(new Set(items.map(({ id }) => id)).size, name).toBe(items.length);
    for (const { score, reasons } of items) {
      const sum = reasons.reduce((total, { contribution }) => total + contribution, 0);
      expect(Math.abs(sum - score), name).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(score)));
    }
  }
  expect(answers.buyAgain.items.map(({ id }) => id)).toEqual(['tent-013']);
  expect(answers.savedForLater.items.map(({ id }) => id)).toEqual(['tent-017']);
  expect(answers.because.about?.itemId).toMatch(/^tent-/);
  expect(answers.rerank.items[1].id).toBe('unheard-of');
});

test('a list continues where it ended, even if more items are viewed meanwhile, until something is forgotten', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await view(page, 'tent-001');
  const [id, first, whole] = await page.evaluate(async () => {
    const { recommendationId, items } = await shelf.recommend({ count: 4 });
    const { items: all } = await shelf.recommend({ count: 12 });
    return [recommendationId, items.map((item) => item.id), all.map((item) => item.id)] as const;
  });
  const next = (): Promise<string[]> => page.evaluate(async (list) => (await shelf.next(list, 4)).items.map((item) => item.id), id);
  const second = await next();
  await view(page, 'tent-005', 'tent-009');
  expect([...first, ...second, ...(await next())]).toEqual(whole);
  await page.evaluate(() => shelf.profile.forget({ itemId: 'tent-009' }));
  expect(await next()).toEqual([]);
});

test('a list varies as much as requested, and reports the steps', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  const [plain, varied] = await page.evaluate(async () => {
    const ids = ({ items }: Awaited<ReturnType<typeof shelf.recommend>>) => items.map(({ id }) => id);
    const answer = await shelf.recommend({ count: 12, diversity: 0.5, exploration: 0.2, seed: 1 });
    return [ids(await shelf.recommend({ count: 12 })), { ids: ids(answer), steps: answer.trace.steps.map(({ name }) => name) }] as const;
  });
  expect(varied.steps).toEqual(['exclude', 'score', 'one per group', 'diversity', 'explore', 'cut']);
  expect(varied.ids).not.toEqual(plain);
  expect(new Set(varied.ids).size).toBe(12);
});

test('a score is explained in full, and an unknown shopper gets a question', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const quiz = await page.evaluate(() => shelf.quiz({ pairs: 3 }));
  expect(quiz?.pairs).toHaveLength(3);
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  const { top, explanation, measures } = await page.evaluate(async () => {
    const asked = { count: 5, now: Date.now() };
    const { items } = await shelf.recommend(asked);
    return { top: items[0], explanation: await shelf.explain(items[0].id, asked), measures: await shelf.measure() };
  });
  expect(explanation?.score).toBe(top.score);
  expect(explanation?.rank).toBe(1);
  expect(explanation?.contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(top.score);
  expect(explanation?.withoutEvent).toHaveLength(3);
  expect(measures).not.toBeNull();
});

test('categories and brands come in the order of the shopper’s interest', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const segments = () => page.evaluate(() => shelf.segments({ count: 5 }));
  expect((await segments()).model).toBe('popular');
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  const { model, categories, brands } = await segments();
  expect(model).toBe('personal');
  expect(categories[0].name).toContain('Tents');
  expect(brands.length).toBeGreaterThan(0);
});

test('without a pack, results keep the given order, and menus are unchanged', async ({ page, site }) => {
  await openShelf(page, site, { pack: '/no-such-pack.json', fallback: ['a', 'b'] });
  const [reranked, segments, trending] = await page.evaluate(
    async () => [await shelf.rerank(['z', 'y', 'z']), await shelf.segments(), await shelf.trending({ count: 1 })] as const,
  );
  expect(reranked.items.map(({ id }) => id)).toEqual(['z', 'y', 'z']);
  expect(segments).toEqual({ model: 'fallback', categories: [], brands: [] });
  expect(trending.items.map(({ id }) => id)).toEqual(['a']);
});

for (const [name, count] of [
  ['lists', 22],
  ['measuring', 2],
  ['rules', 3],
  ['variety', 1],
  ['reasons', 2],
] as const) {
  test(`the snippets of the page on ${name} run unchanged`, async ({ page, site }) => {
    await openShelf(page, site, { backend: 'js' });
    const snippets = [...readFileSync(`docs/${name}.md`, 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);
    expect(snippets.length).toBe(count);
    for (const code of snippets) {
      await page.evaluate(`(async () => { ${code} })()`);
      expect(await page.evaluate(async () => (await shelf.health()).lastError), code).toBeNull();
    }
  });
}

test('a list obeys its filter, and an invalid filter is reported with the position of the error', async ({ page, site }) => {
  await openShelf(page, site, { backend: 'js', fallback: ['tent-001'] });
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  const { held, boosted, wrong, lastError } = await page.evaluate(async () => ({
    held: await shelf.recommend({ count: 20, filter: 'viewed == 0 && category in ["Outdoor > Camping"]', unavailable: ['tent-002'] }),
    boosted: await shelf.recommend({ count: 5, boost: 'prise / 2' }),
    wrong: await shelf.recommend({ count: 5, filter: 'prise < 50' }),
    lastError: (await shelf.health()).lastError,
  }));
  expect(held.items.length).toBeGreaterThan(0);
  for (const { id, item } of held.items) {
    expect(['tent-001', 'tent-002', 'tent-005', 'tent-009']).not.toContain(id);
    expect(item.product_type).toMatch(/^Outdoor > Camping > /);
  }
  expect(held.trace.steps.map(({ name }) => name)).toEqual(expect.arrayContaining(['unavailable', 'filter']));
  expect(boosted.items).toHaveLength(5);
  expect(boosted.trace.notes.map(({ message }) => message).join()).toContain('Did you mean "price"?');
  expect(wrong.servedBy.model).toBe('fallback');
  expect(wrong.items.map(({ id }) => id)).toEqual(['tent-001']);
  expect(wrong.trace.notes.map(({ message }) => message).join()).toContain('At character 0');
  expect(lastError).toMatchObject({ part: 'recommend', code: 'bad-argument', message: expect.stringContaining('At character 0') });
});

test('a worker whose address has a query loads one engine, although its parts import it without the query', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js', workerUrl: '/dist/worker.js?worker_file' });
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  const models = await page.evaluate(async () => {
    await shelf.recommend({ diversity: 0.5 });
    await shelf.explain('tent-002');
    const answers = [await shelf.recommend(), await shelf.recommend()];
    return answers.map(({ servedBy }) => servedBy.model);
  });
  expect(models).toEqual(['personal', 'personal']);
  expect((await page.evaluate(() => shelf.health())).lastError).toBeNull();
});
