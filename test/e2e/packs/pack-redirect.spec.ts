import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { servePack } from '../../fixtures/pack-server.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { expect, openShelf, test } from '../tools/site.js';

test('a pack that is redirected to another origin is refused, and that origin gets no request', async ({ page, site }) => {
  const elsewhere = await servePack(await encodePack(tinyContent()));
  await page.route('**/pack/pack.json', (route) => route.fulfill({ status: 302, headers: { location: `${elsewhere.origin}/pack.json` } }));
  await openShelf(page, site, { backend: 'js', fallback: ['a', 'b'] });
  const { items, trace } = await page.evaluate(() => shelf.recommend({ count: 2 }));
  expect(items.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(trace.notes.map(({ message }) => message).join()).toContain('packOrigins');
  expect(elsewhere.asked).toEqual([]);
  await elsewhere.stop();
});

test('a redirect inside the origin is followed', async ({ page, site }) => {
  await page.route('**/now/pack.json', (route) => route.fulfill({ status: 302, headers: { location: '/pack/pack.json' } }));
  await openShelf(page, site, { pack: '/now/pack.json', backend: 'js', fallback: [] });
  expect((await page.evaluate(() => shelf.recommend({ count: 2 }))).items).toHaveLength(2);
});
