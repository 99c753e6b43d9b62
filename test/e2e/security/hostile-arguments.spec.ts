import { expect, openShelf, test } from '../tools/site.js';

test('arguments that no worker can be sent are refused as such, the key of no account too, and the engine lives on', async ({
  page,
  site,
}) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const codes = await page.evaluate(async () => {
    const fail = (): never => {
      throw new Error('trap');
    };
    const deep = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`);
    const values = [Symbol('s'), fail, new Proxy([], { get: fail }), deep, 'x'.repeat(5_000_000), new WeakMap([[{}, fail]]).get];
    const found: unknown[] = [];
    for (const value of values) {
      const { trace } = await shelf.recommend({ filter: value } as never);
      const { notes } = await shelf.privacy.leak({ known: value } as never);
      const sheet = await shelf.privacy.describe({ language: value } as never);
      found.push([trace.notes[0]?.code, notes?.[0]?.code, sheet.notes?.[0]?.code]);
    }
    const health = await shelf.health();
    const { items } = await shelf.recommend({ count: 3 });
    const { reason } = await shelf.switchProfile(Symbol('key') as never);
    return { found, lastError: health.lastError, engine: health.engine, listed: items.length, reason };
  });
  const refused = 'bad-argument';
  expect(codes).toEqual({
    found: new Array(6).fill([refused, refused, refused]),
    lastError: null,
    engine: 'worker',
    listed: 3,
    reason: refused,
  });
});
