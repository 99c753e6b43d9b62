import { expect, openShelf, test, view } from '../tools/site.js';

// More than are processed in one task while the page is open.
for (const [words, count] of [
  ['twenty', 20],
  ['two hundred and fifty', 250],
] as const) {
  test(`${words} events tracked as the page goes away are stored`, async ({ page, site }) => {
    await openShelf(page, site, { consent: 'granted', backend: 'js' });
    await view(page, 'tent-001');
    const known = (): Promise<number> => page.evaluate(async () => (await shelf.profile.inspect()).events.length);
    let last = 1;
    let lost = 0;
    for (let round = 0; round < 5; round++) {
      await page.evaluate(
        ([number, most]) => {
          const track = (): void => {
            for (let index = 0; index < most; index++) void shelf.track('view_item', { items: [{ item_id: `round-${number}-${index}` }] });
          };
          addEventListener('pagehide', track, { capture: true });
        },
        [round, count] as const,
      );
      await page.goto('about:blank');
      await openShelf(page, site, { consent: 'granted', backend: 'js' });
      const now = await known();
      // All or none: a batch is one transaction. An overloaded browser may drop one as a whole, because it aborts the dead page's
      // transaction before it has run; without the explicit commit it drops all five.
      // Two hundred and fifty may be pending in two batches.
      if (count === 20) expect([last, last + count]).toContain(now);
      if (now < last + count) lost++;
      last = now;
    }
    expect(lost).toBeLessThanOrEqual(2);
  });
}

test('invalid arguments of track() are counted and never throw', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const results = await page.evaluate(async () => {
    const track = shelf.track as (...given: unknown[]) => Promise<{ kept: string }>;
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('trap');
        },
      },
    );
    const circular: Record<string, unknown> = {};
    circular.items = [circular];
    const calls = [
      [],
      ['view_item'],
      ['no such event', {}],
      ['view_item', hostile],
      ['view_item', circular],
      ['view_item', { items: [{ item_id: Symbol('x') }] }],
      ['view_item', { items: 'x'.repeat(1e6) }],
    ];
    return Promise.all(calls.map(async (given) => (await track(...given)).kept));
  });
  expect(results).toEqual(Array(7).fill('no'));
  const health = await page.evaluate(() => shelf.health());
  expect(Object.values(health.rejectedEvents).reduce((sum, count) => sum + count, 0)).toBe(7);
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test('after close() every call resolves, and no worker is left', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const outcome = await page.evaluate(async () => {
    void shelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
    shelf.close();
    const odd = shelf as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
    await Promise.all([
      shelf.recommend(),
      shelf.items(),
      shelf.health(),
      shelf.profile.inspect(),
      shelf.profile.forget({ itemId: 'x' }),
      shelf.track('view_item', { items: [{ item_id: 'y' }] }),
    ]);
    await Promise.all([
      odd.recommend(null, null),
      odd.items(null),
      (shelf.profile.forget as (what: unknown) => Promise<unknown>)('id'),
      shelf.profile.import(null),
    ]);
    await shelf.profile.erase();
    return faults;
  });
  expect(outcome).toEqual([]);
  const hasty = await page.evaluate(async () => {
    for (let round = 0; round < 5; round++) (await createShelf({ pack: '/pack/pack.json' })).close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return faults;
  });
  expect(hasty).toEqual([]);
  await expect.poll(() => page.workers().length).toBe(0);
});
