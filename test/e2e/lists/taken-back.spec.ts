import type { Page } from '@playwright/test';
import type { EventParameters } from '../../../src/index.js';
import { expect, openShelf, test, view } from '../tools/site.js';

/** Seconds before the clock of every list: an event's time decides what it takes back. */
const AT = 1_000;
/** Records an event, so many seconds after the first. */
const track = (page: Page, name: 'purchase' | 'refund' | 'add_to_cart' | 'remove_from_cart', seconds: number, said: EventParameters) =>
  page.evaluate(
    async ([of, after, parameters]) => {
      const times = window as unknown as { began?: number };
      times.began ??= Date.now() - 100_000;
      return (await shelf.track(of, parameters, times.began + after * 1000)).kept;
    },
    [name, seconds, said] as const,
  );
/** Items with scores and reasons, at one time. */
const listed = (page: Page, count = 12) =>
  page.evaluate(
    async ([many, at]) => {
      const times = window as unknown as { now?: number };
      times.now ??= Date.now() + at;
      return (await shelf.recommend({ count: many, now: times.now })).items.map(({ id, score, reasons }) => ({ id, score, reasons }));
    },
    [count, AT],
  );
const order = (id: string, quantity?: number): EventParameters => ({
  transaction_id: 'order-1',
  items: [{ item_id: id, ...(quantity && { quantity }) }],
});

test('a refund takes the purchase back in every list, and forgetting the refund brings it back', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  const before = await listed(page);
  await track(page, 'add_to_cart', 1, { items: [{ item_id: 'tent-013' }] });
  await track(page, 'purchase', 2, order('tent-013', 2));
  const bought = await listed(page);
  expect(bought.map(({ id }) => id)).not.toContain('tent-013');
  expect(JSON.stringify(bought)).toContain('"name":"purchase"');

  await track(page, 'refund', 3, order('tent-013', 1));
  expect((await listed(page)).map(({ id }) => id)).not.toContain('tent-013');
  await track(page, 'refund', 4, { transaction_id: '#order-1' });
  expect(await listed(page)).toEqual(before);
  const told = await page.evaluate(async () => ({
    again: (await shelf.buyAgain()).items.length,
    saved: (await shelf.savedForLater()).items.length,
    bought: (await shelf.recommend({ filter: 'bought > 0 || carted > 0', exclude: 'none' })).items.length,
    takenBack: (await shelf.explain('tent-013'))?.takenBack.map(({ name, by, pieces }) => `${name} ${pieces} by ${by.name}`),
    notes: (await shelf.recommend()).trace.notes,
  }));
  expect(told).toEqual({
    again: 0,
    saved: 0,
    bought: 0,
    takenBack: ['purchase 1 by refund', 'purchase 1 by refund', 'add_to_cart 1 by refund'],
    notes: [],
  });

  await page.evaluate(async () => {
    const { events } = await shelf.profile.inspect();
    for (const { id, name } of events) if (name === 'refund') await shelf.profile.forget({ eventId: id });
  });
  expect(await listed(page)).toEqual(bought);
});

test('what is taken out of the cart leaves lists as if it had never been there; what is left in it is saved for later', async ({
  page,
  site,
}) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await view(page, 'tent-001', 'tent-005');
  const before = await listed(page);
  await track(page, 'add_to_cart', 1, { items: [{ item_id: 'lamp-001', quantity: 3 }] });
  expect(await listed(page)).not.toEqual(before);
  const saved = () =>
    page.evaluate(async () => {
      const ids = ({ items }: Awaited<ReturnType<typeof shelf.recommend>>) => items.map(({ id }) => id);
      return [ids(await shelf.savedForLater()), ids(await shelf.recommend({ filter: 'inCart', exclude: 'none' }))];
    });
  expect(await saved()).toEqual([['lamp-001'], ['lamp-001']]);
  await track(page, 'remove_from_cart', 2, { items: [{ item_id: 'lamp-001', quantity: 2 }] });
  expect(await saved()).toEqual([['lamp-001'], ['lamp-001']]);
  await track(page, 'remove_from_cart', 3, { items: [{ item_id: 'lamp-001' }] });
  expect(await saved()).toEqual([[], []]);
  expect(await listed(page)).toEqual(before);
});

test('a refund of an order that is not known changes nothing, and a list says so', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await view(page, 'tent-001');
  const before = await listed(page);
  const warned = page.waitForEvent('console', (message) => message.text().includes('order-unknown'));
  await track(page, 'refund', 1, { transaction_id: 'another', items: [{ item_id: 'tent-001' }] });
  expect(await listed(page)).toEqual(before);
  const notes = await page.evaluate(async () => (await shelf.recommend()).trace.notes);
  expect(notes.map(({ code }) => code)).toEqual(['order-unknown']);
  expect((await warned).text()).toContain('order "another"');
});
