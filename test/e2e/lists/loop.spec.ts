import { expect, home, openShelf, test, view } from '../tools/site.js';

const granted = { consent: 'granted', backend: 'js' } as const;

test('the GPU of these tests is available', async ({ page, site }) => {
  await page.goto(`${site.address}pages/`);
  expect(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) !== null)).toBe(true);
});

test('three tents give a list of camping products at once', async ({ page, site }) => {
  await openShelf(page, site, granted);
  const before = await home(page);
  expect(await view(page, 'tent-001', 'tent-005', 'tent-009')).toEqual(['stored', 'stored', 'stored']);
  const answer = await page.evaluate(() => shelf.recommend({ scenario: 'home', count: 20 }));
  expect(answer.servedBy).toEqual({ model: 'personal', backend: 'js' });
  expect(answer.items.map((item) => item.id)).not.toEqual(before);
  const camping = answer.items.filter(({ item }) => item.product_type?.includes('Camping'));
  expect(camping.length).toBeGreaterThanOrEqual(15);
  for (const { score, reasons } of answer.items) {
    expect(reasons.reduce((sum, reason) => sum + reason.contribution, 0)).toBeCloseTo(score, 9);
  }
  expect(answer.items[0].reasons[0]).toMatchObject({ kind: 'event', name: 'view_item' });
});

test('after a reload the profile is still there, without granting consent again', async ({ page, site }) => {
  await openShelf(page, site, granted);
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  const before = await home(page);
  await openShelf(page, site, { backend: 'js' });
  expect(await page.evaluate(() => shelf.consent.state)).toBe('granted');
  expect(await home(page)).toEqual(before);
  expect(await page.evaluate(async () => (await shelf.recentlyViewed({ count: 3 })).items.map((item) => item.id))).toEqual([
    'tent-009',
    'tent-005',
    'tent-001',
  ]);
});

test('a second tab sees the events of the first, and is notified', async ({ page, site, context }) => {
  await openShelf(page, site, granted);
  const other = await context.newPage();
  await openShelf(other, site, granted);
  await home(other);
  await other.evaluate(() => {
    globalThis.faults = [];
    (globalThis as unknown as { told: Promise<void> }).told = new Promise((resolve) => void shelf.subscribe(() => resolve()));
  });
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  await other.evaluate(() => (globalThis as unknown as { told: Promise<void> }).told);
  expect(await home(other)).toEqual(await home(page));
  expect(await other.evaluate(async () => (await shelf.profile.inspect()).events.length)).toBe(3);
});

test('offline, lists still change, and a new tab finds pack and profile', async ({ page, site, context }) => {
  await openShelf(page, site, granted);
  await view(page, 'tent-001');
  const before = await home(page);
  // The new tab's own files must load; only the pack is blocked on the network.
  const other = await context.newPage();
  await other.goto(`${site.address}pages/`);
  await context.setOffline(true);
  await view(page, 'tent-005', 'tent-009');
  const after = await home(page);
  expect(after).not.toEqual(before);
  await context.setOffline(false);
  await context.route('**/pack/**', (route) => route.abort());
  await openShelf(other, site, granted);
  expect(await home(other)).toEqual(after);
  const health = await other.evaluate(() => shelf.health());
  expect(health.pack).toMatchObject({ fromCache: true });
  expect(health.notes.map(({ message }) => message).join()).toContain('The pack stored earlier is in use');
});

test('after forgetting an event the list is as if it had never been recorded', async ({ page, site }) => {
  await openShelf(page, site, granted);
  await view(page, 'tent-001', 'tent-005');
  const now = Date.now();
  const scores = (): Promise<[string, number][]> =>
    page.evaluate(
      async (moment) => (await shelf.recommend({ count: 50, now: moment })).items.map((item) => [item.id, item.score]),
      now + 1000,
    );
  const before = await scores();
  await page.waitForTimeout(5);
  await view(page, 'boot-010');
  expect(await scores()).not.toEqual(before);
  const removed = await page.evaluate(async () => {
    const { events } = await shelf.profile.inspect();
    return shelf.profile.forget({ eventId: events.at(-1)?.id ?? '' });
  });
  expect(removed).toEqual({ done: true, removed: 1 });
  expect(await scores()).toEqual(before);
});

test('a hidden or bought item leaves the list; "more" brings it back', async ({ page, site }) => {
  await openShelf(page, site, granted);
  await view(page, 'tent-001', 'tent-005');
  const [first, second] = await home(page);
  await page.evaluate(async (id) => shelf.feedback(id, 'hide'), first);
  await page.evaluate(async (id) => shelf.track('purchase', { transaction_id: 'T1', items: [{ item_id: id }] }), second);
  const without = await home(page, 50);
  expect(without).not.toContain(first);
  expect(without).not.toContain(second);
  await page.waitForTimeout(5);
  await page.evaluate(async (id) => shelf.feedback(id, 'more'), first);
  expect(await home(page, 50)).toContain(first);
});

test('related items are of the same kind, and an unknown item gets the fallback and a reason', async ({ page, site }) => {
  await openShelf(page, site, { ...granted, fallback: ['tent-002', 'tent-003'] });
  const related = await page.evaluate(() => shelf.related('tent-001', { count: 8 }));
  expect(related.servedBy.model).toBe('related');
  expect(related.items.map((item) => item.id)).not.toContain('tent-001');
  expect(related.items.filter(({ item }) => item.product_type?.includes('Camping')).length).toBeGreaterThanOrEqual(6);
  const unknown = await page.evaluate(() => shelf.related('no such item'));
  expect(unknown.servedBy.model).toBe('fallback');
  expect(unknown.items.map((item) => item.id)).toEqual(['tent-002', 'tent-003']);
  expect(unknown.trace.notes[0].message).toContain('"no such item" is not in the pack');
});

test('an imported profile gives the same list on another device', async ({ page, site, browser }) => {
  await openShelf(page, site, granted);
  await view(page, 'tent-001', 'tent-005');
  const now = Date.now() + 1000;
  const list = (where: typeof page): Promise<string[]> =>
    where.evaluate(async (moment) => (await shelf.recommend({ now: moment, count: 20 })).items.map(({ id }) => id), now);
  const exported = await page.evaluate(() => shelf.profile.export());
  const elsewhere = await (await browser.newContext()).newPage();
  await openShelf(elsewhere, site, granted);
  expect(await elsewhere.evaluate((data) => shelf.profile.import(data), exported)).toEqual({ done: true, added: 2 });
  expect(await elsewhere.evaluate((data) => shelf.profile.import(data), exported)).toEqual({ done: true, added: 0 });
  expect(await list(elsewhere)).toEqual(await list(page));
  await elsewhere.context().close();
});

test('a cancelled request returns the fallback, not an exception', async ({ page, site }) => {
  await openShelf(page, site, granted);
  const notes = await page.evaluate(async () => (await shelf.recommend({}, { signal: AbortSignal.abort() })).trace.notes);
  expect(notes.map(({ message }) => message)).toEqual(['The request was cancelled.']);
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test('an event that arrives late counts by its time, in every tab', async ({ page, site, context }) => {
  await openShelf(page, site, granted);
  await page.evaluate(() => shelf.feedback('tent-001', 'more'));
  await home(page);
  const late = { id: '0'.repeat(26), name: 'feedback', kind: 'hide', time: Date.now() - 60_000, items: [{ item_id: 'tent-001' }] };
  await page.evaluate((event) => shelf.profile.import({ events: [event] }), late);
  const other = await context.newPage();
  await openShelf(other, site, granted);
  const hidden = (where: typeof page): Promise<readonly string[]> => where.evaluate(async () => (await shelf.profile.inspect()).hidden);
  expect(await hidden(page)).toEqual([]);
  expect(await hidden(other)).toEqual([]);
});
