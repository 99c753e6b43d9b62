import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';
import { PLAIN_BROWSERS, type PlainBrowser } from '../tools/plain-browsers.js';
import { type ShopSite, test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

/** The ids of the cards, once there are four. */
const CARDS = `
  for (let tries = 0; tries < 200; tries++) {
    const cards = [...document.querySelectorAll('[data-onshelf-card]')];
    if (cards.length === 4) return cards.map((card) => card.dataset.onshelfCard);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return document.body.innerHTML;`;
/** Name and item of each event, once this number is stored: a page that is left while consent is being stored loses its events. */
const events = (count: number): string => `
  const shelf = await new Promise((resolve) => onshelf('ready', resolve));
  for (let tries = 0; ; tries++) {
    const { events } = await shelf.profile.inspect();
    if ((events.length >= ${count} && shelf.consent.state === 'granted') || tries === 200) return events.map(({ name, items }) => [name, items[0]?.item_id]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }`;
const ENGINE = "const shelf = await new Promise((resolve) => onshelf('ready', resolve)); return (await shelf.health()).engine;";

async function reachPersonalList(browser: PlainBrowser, shop: ShopSite, policy: string): Promise<void> {
  const popularPage = `${shop.address}${policy}/home.html`;
  await browser.open(popularPage);
  const popular = await browser.run(CARDS);
  expect(popular).toHaveLength(4);
  for (const [index, id] of ['tent-001', 'tent-005', 'tent-009'].entries()) {
    await browser.open(`${shop.address}${policy}/product.html?id=${id}`);
    await browser.run("document.querySelector('#cart').click();");
    expect(await browser.run(events(2 * index + 2))).toHaveLength(2 * index + 2);
    // WebKit suspends a page that is left while it stores its pack, and the next one waits for it.
    await browser.run('await new Promise((resolve) => setTimeout(resolve, 1500));');
  }
  await browser.open(popularPage);
  const personal = await browser.run(CARDS);
  expect(personal).toHaveLength(4);
  expect(personal).not.toEqual(popular);
  expect(await browser.run('return [faults, violations];')).toEqual([[], []]);
}

/** Pages under each policy, and where the engine runs there. */
const ROWS = [
  ['self/home.html', 'worker'],
  ['no-workers/home.html', 'inline'],
  ['nonce/home.html', 'inline'],
  ['trusted-types/home.html', 'worker'],
  ['shop/other-origin.html?from=CDN', 'worker'],
  // Firefox blocks a worker made in the page if its code comes from another origin.
  ['other-host/other-origin.html?from=CDN', { Firefox: 'inline', WebKitGTK: 'worker' }],
  ['other-host-no-blobs/other-origin.html?from=CDN', 'inline'],
] as const;

for (const { name, missing, open } of PLAIN_BROWSERS) {
  test.describe(`in ${name}${missing === '' ? '' : ` (skipped: ${missing})`}`, () => {
    test.skip(missing !== '', missing);
    test.setTimeout(180_000);

    test("a page with only the tag and a GA4 data layer reaches a personal list, under script-src 'self' as well", async ({ shop }) => {
      const browser = await open();
      try {
        await reachPersonalList(browser, shop, 'self');
      } finally {
        await browser.close();
      }
    });

    test('under every policy, and with the tag from another host, lists are filled', async ({ shop }) => {
      const browser = await open();
      try {
        for (const [path, engine] of ROWS) {
          await browser.open(`${shop.address}${path.replace('CDN', shop.cdn)}`);
          expect(await browser.run(CARDS), path).toHaveLength(4);
          expect(await browser.run(ENGINE), path).toBe(typeof engine === 'string' ? engine : engine[name]);
          expect(await browser.run('return faults;'), path).toEqual([]);
        }
      } finally {
        await browser.close();
      }
    });

    test('if a blocker removes the script, the page works', async () => {
      const [browser, site] = await Promise.all([open(), serveFolders({ '/': 'test/e2e/shop' }, 0)]);
      try {
        await browser.open(`${site.address}home.html`);
        const shown = "return [document.querySelectorAll('onshelf-list li').length, typeof onshelf, faults];";
        expect(await browser.run(shown)).toEqual([4, 'undefined', []]);
      } finally {
        await Promise.all([browser.close(), site.stop()]);
      }
    });
  });
}
