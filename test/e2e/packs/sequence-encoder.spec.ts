import { seededRandom } from '../../../src/core/numbers/random.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { ALL_CARDS, CARD_DIMENSIONS, randomMatrices } from '../../fixtures/encoders/encoder-cards.js';
import { encoderContent } from '../../fixtures/encoders/encoder-content.js';
import { servePack } from '../../fixtures/pack-server.js';
import { expect, openShelf, test } from '../tools/site.js';

const options = { backend: 'js', consent: 'granted', fallback: ['none'] } as const;

for (const [name, card] of Object.entries(ALL_CARDS))
  test(`an encoder of ${name} is fetched by every page with such a pack, whatever the shopper did, answers, and is kept for the next visit`, async ({
    page,
    site,
  }) => {
    const server = await servePack(await encodePack(encoderContent(card, randomMatrices(card, CARD_DIMENSIONS, seededRandom(3)))));
    const causal: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('attend-causally')) causal.push(request.url());
    });
    const asked = (): number => server.asked.filter((path) => path.includes('encoder-')).length;
    const codes = () => page.evaluate(async () => (await shelf.health()).notes.map(({ code }) => code));
    const shop = { ...options, pack: `${server.origin}/pack.json` };

    await openShelf(page, site, shop);
    await expect.poll(asked).toBe(1);
    await expect.poll(codes).not.toContain('encoder-loading');
    await page.evaluate(() => {
      for (const item_id of ['tent-1', 'boot-4', 'lamp-2']) shelf.track('view_item', { items: [{ item_id }] });
    });
    const list = () => page.evaluate(() => shelf.recommend({ count: 40 }));
    await expect.poll(async () => (await list()).trace.knownItems).toBe(3);
    const first = await list();
    expect(causal.length > 0).toBe(card.kind !== 'consistent');
    for (const { score, reasons } of first.items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);

    const { embeddings = [] } = await page.evaluate(() => shelf.profile.inspect({ embedding: true }));
    expect(embeddings.map(({ reader, kind, state }) => [reader, kind, state])).toEqual([
      ['fold-in', undefined, 'ready'],
      ['encoder', card.kind, 'ready'],
    ]);
    for (const embedding of embeddings) {
      if (embedding.state !== 'ready') continue;
      const { vector, made, nearest } = embedding;
      expect(vector.map((_, k) => made.reduce((sum, one) => sum + one.vector[k], 0))).toEqual(vector);
      expect(nearest).toHaveLength(5);
    }

    // The next page, while the server of the pack is gone.
    server.asked.length = 0;
    server.answer = (_request, response) => {
      response.destroy();
      return true;
    };
    await openShelf(page, site, shop);
    await expect.poll(codes).toEqual(['pack-from-store']);
    expect((await list()).items.map(({ id }) => id)).toEqual(first.items.map(({ id }) => id));
    expect(asked()).toBe(0);
    await server.stop();
  });

test('where the file of a sequence encoder is refused, lists come from the other parts, and the page hears no error', async ({
  page,
  site,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const server = await servePack(await encodePack(encoderContent()));
  server.answer = (request, response) => {
    if (request.url?.includes('encoder-') !== true) return false;
    response.writeHead(403).end();
    return true;
  };
  await openShelf(page, site, { ...options, pack: `${server.origin}/pack.json` });
  const codes = () => page.evaluate(async () => (await shelf.health()).notes.map(({ code }) => code));
  await expect.poll(codes).toContain('encoder-off');
  expect((await page.evaluate(() => shelf.profile.inspect({ embedding: true }))).embeddings).toMatchObject([
    { reader: 'fold-in', state: 'ready' },
    { reader: 'encoder', state: 'off', note: { code: 'encoder-off' } },
  ]);
  const { items, trace } = await page.evaluate(() => shelf.recommend({ count: 5 }));
  expect(items).toHaveLength(5);
  expect(trace.notes.filter(({ code }) => code === 'encoder-off')).toHaveLength(1);
  expect(errors).toEqual([]);
  await server.stop();
});
