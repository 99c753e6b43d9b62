import { PLAIN_BROWSERS } from '../tools/plain-browsers.js';
import { expect, test } from '../tools/site.js';

/** Opens a shelf in the page that is there, unless one is: a page that the browser threw away is another one. */
const open = (options: object): string => `
  while (globalThis.createShelf === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  globalThis.shelf ??= await createShelf({ pack: '/pack/pack.json', backend: 'js', ...${JSON.stringify(options)} });
  return (await shelf.health()).profile;`;
const KNOWN = 'return (await shelf.profile.inspect()).events.map(({ items }) => items[0].item_id).sort();';
const view = (id: string): string => `return (await shelf.track('view_item', { items: [{ item_id: '${id}' }] })).kept;`;

for (const { name, missing, open: start } of PLAIN_BROWSERS) {
  test(`in ${name}${missing === '' ? '' : ` (skipped: ${missing})`}, a page of a shopper who logged out on the next one knows nothing of them when it comes back`, async ({
    site,
  }) => {
    test.skip(missing !== '', missing);
    test.setTimeout(120_000);
    const browser = await start();
    try {
      await browser.open(`${site.address}pages/?first`);
      expect(await browser.run(open({ consent: 'granted', profile: 'anna' }))).toBe('account');
      expect(await browser.run(view('tent-001'))).toBe('stored');
      await browser.run('await new Promise((resolve) => setTimeout(resolve, 500));');
      await browser.open(`${site.address}pages/?second`);
      expect(await browser.run(open({}))).toBe('account');
      expect(await browser.run(KNOWN)).toEqual(['tent-001']);
      expect(await browser.run('return (await shelf.switchProfile(null)).done;')).toBe(true);
      await browser.run('setTimeout(() => history.back(), 50);');
      await expect.poll(() => browser.run('return location.search;').catch(String)).toBe('?first');
      await browser.run(open({}));
      await expect.poll(() => browser.run(KNOWN).catch(String)).toEqual([]);
      expect(await browser.run('return (await shelf.health()).profile;')).toBe('guest');
      await browser.run(`await shelf.switchProfile('anna');`);
      expect(await browser.run(KNOWN)).toEqual(['tent-001']);
      expect(await browser.run('return faults;')).toEqual([]);
    } finally {
      await browser.close();
    }
  });
}
