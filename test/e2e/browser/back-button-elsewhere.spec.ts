import { PLAIN_BROWSERS } from '../tools/plain-browsers.js';
import { expect, test } from '../tools/site.js';

/** Opens a shelf in the page that is there, unless one is. */
const OPEN = `
  globalThis.shown ??= [];
  // The page's own load may be shown only after this.
  addEventListener('pageshow', ({ persisted }) => persisted && shown.push(persisted));
  while (globalThis.createShelf === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  globalThis.told = [];
  globalThis.shelf = await createShelf({ pack: '/pack/pack.json', backend: 'js', consent: 'granted' });
  shelf.subscribe((note) => told.push(note?.code));
  return (await shelf.recommend({ count: 4 })).items.length;`;
const view = (id: string): string => `return (await shelf.track('view_item', { items: [{ item_id: '${id}' }] })).kept;`;

for (const { name, missing, open } of PLAIN_BROWSERS) {
  test(`in ${name}${missing === '' ? '' : ` (skipped: ${missing})`}, a page whose successor stores events is restored, and knows them`, async ({
    site,
  }) => {
    test.skip(missing !== '', missing);
    test.setTimeout(120_000);
    const browser = await open();
    try {
      await browser.open(`${site.address}pages/?first`);
      expect(await browser.run(OPEN)).toBe(4);
      expect(await browser.run(view('tent-001'))).toBe('stored');
      // Browsers keep no page whose storage is still busy as it is left.
      await browser.run('await new Promise((resolve) => setTimeout(resolve, 500));');
      await browser.open(`${site.address}pages/?second`);
      expect(await browser.run(OPEN)).toBe(4);
      expect(await browser.run(view('tent-005'))).toBe('stored');
      await browser.run('setTimeout(() => history.back(), 50);');
      const restored = (): Promise<unknown> => browser.run('return [location.search, globalThis.shown, globalThis.told];').catch(String);
      await expect.poll(restored).toEqual(['?first', [true], expect.arrayContaining(['page-restored'])]);
      const known = `return (await shelf.profile.inspect()).events.map(({ items }) => items[0].item_id).sort();`;
      expect(await browser.run(known)).toEqual(['tent-001', 'tent-005']);
      expect(await browser.run(view('tent-009'))).toBe('stored');
      expect(await browser.run('return faults;')).toEqual([]);
    } finally {
      await browser.close();
    }
  });
}
