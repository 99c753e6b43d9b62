import { mkdirSync } from 'node:fs';
import { expect, test as base } from '@playwright/test';
import { buildShopPack } from '../../shops/made-up/build-shop-pack.js';
import { SHOPIFY, WOOCOMMERCE } from '../../shops/made-up/namings.js';
import { productsOf } from '../../shops/made-up/products.js';
import { dawn } from '../../shops/multi-page/dawn.js';
import { serveStorefront } from '../../shops/multi-page/serve-storefront.js';
import { woocommerce } from '../../shops/multi-page/woocommerce.js';
import { visitForeignShop } from '../../shops/visit/visit-shop.js';

const FOLDER = '.cache/foreign-shops';
const SHOPS = {
  woocommerce: { storefront: woocommerce, naming: WOOCOMMERCE, agree: 'Accept' },
  dawn: { storefront: dawn, naming: SHOPIFY, agree: 'Accept' },
} as const;
const MUGS = productsOf('Drinkware').slice(0, 3).map(({ title }) => title);

const test = base.extend<object, { addressOf: (name: keyof typeof SHOPS) => Promise<string> }>({
  addressOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
    async ({}, use) => {
      const stops: (() => Promise<unknown>)[] = [];
      await use(async (name) => {
        const { storefront, naming } = SHOPS[name];
        mkdirSync(FOLDER, { recursive: true });
        const { address, stop } = await serveStorefront(storefront, { '/onshelf/': 'dist', '/pack/': `${FOLDER}/${name}/public/pack` });
        stops.push(stop);
        buildShopPack(`${FOLDER}/${name}`, naming, address.slice(0, -1));
        return address;
      });
      for (const stop of stops) await stop();
    },
    { scope: 'worker' },
  ],
});

for (const name of ['woocommerce', 'dawn'] as const) {
  test(`${name}: look`, async ({ page, addressOf }) => {
    const home = await addressOf(name);
    const seen = await visitForeignShop(page, { home, agree: SHOPS[name].agree, soft: false }, { titles: MUGS, word: 'mug' });
    console.log(JSON.stringify(seen, null, 1));
    console.log(JSON.stringify(await page.evaluate(() => new Promise((r) => (globalThis as any).onshelf('ready', async (s: any) => r({h: await s.health(), d: await s.diagnose(), e: (await s.profile.inspect()).events.map((e: any) => [e.name, e.items.map((i: any) => i.item_id).join()])})))), null, 1));
    await page.screenshot({ path: `/tmp/shops/${name}-home.png`, fullPage: true });
    await page.getByRole('link', { name: MUGS[0] }).last().click();
    await page.waitForTimeout(2500);
    await page.screenshot({ path: `/tmp/shops/${name}-product.png`, fullPage: true });
    expect(seen.complaints).toEqual([]);
  });
}
