import { attributePack } from '../../fixtures/attribute-pack.js';
import { servePack } from '../../fixtures/pack-server.js';
import { expect, openShelf, test } from '../tools/site.js';

test('an attribute is fetched when a rule names it, once, and kept: offline, on the next page, it needs no request', async ({
  page,
  site,
}) => {
  const server = await servePack(await attributePack());
  const asked = (): number => server.asked.filter((path) => path.includes('attribute-')).length;
  const options = { pack: `${server.origin}/pack.json`, backend: 'js', consent: 'granted', fallback: ['none'] } as const;
  const rows = () =>
    page.evaluate(async () => {
      const { items, trace } = await shelf.recommend({ filter: 'material == "wool" && rating >= 3', attributes: ['material'], count: 40 });
      return {
        ids: items.map(({ id }) => id).sort(),
        materials: [...new Set(items.map(({ item }) => (item as { material?: string }).material))],
        notes: trace.notes,
      };
    });

  await openShelf(page, site, options);
  const plain = await page.evaluate(() => shelf.recommend({ filter: 'price < 1000', count: 40 }));
  expect(plain.items).toHaveLength(40);
  await page.evaluate(() => shelf.track('view_item', { items: [{ item_id: 'tent-1' }] }));
  await page.evaluate(() => shelf.recentlyViewed());
  expect(asked()).toBe(0);

  const first = await rows();
  expect(first.ids).toHaveLength(10);
  expect(first.materials).toEqual(['wool']);
  expect(asked()).toBe(2);
  expect(await rows()).toEqual(first);
  expect(asked()).toBe(2);

  // The next page, while the server of the pack is gone.
  server.asked.length = 0;
  server.answer = (_request, response) => {
    response.destroy();
    return true;
  };
  await openShelf(page, site, options);
  const offline = await rows();
  expect(offline.ids).toEqual(first.ids);
  expect(offline.materials).toEqual(['wool']);
  expect(offline.notes.map(({ code }) => code).filter((code) => code !== 'filled-up')).toEqual(['pack-from-store']);
  expect(asked()).toBe(0);

  // A column that was never used cannot be had offline: the list falls back, and says why.
  const { servedBy, trace } = await page.evaluate(() => shelf.recommend({ filter: 'margin > 0.1' }));
  expect(servedBy.model).toBe('fallback');
  expect(trace.notes.map(({ message }) => message).join()).toContain('the column "margin" cannot be used');
  await server.stop();
});
