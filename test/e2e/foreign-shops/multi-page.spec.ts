import { mkdirSync } from 'node:fs';
import { test as base, expect, type Page } from '@playwright/test';
import { buildShopPack } from '../../shops/made-up/build-shop-pack.js';
import { SHOPIFY_NAMES, WOOCOMMERCE_NAMES } from '../../shops/made-up/namings.js';
import { dawn } from '../../shops/multi-page/dawn.js';
import { serveStorefront } from '../../shops/multi-page/serve-storefront.js';
import { woocommerce } from '../../shops/multi-page/woocommerce.js';
import { faultsOfVisit, MUG_VISIT } from '../../shops/visit/expect-personal.js';
import { visitForeignShop } from '../../shops/visit/visit-shop.js';

const FOLDER = '.cache/foreign-shops';
const SHOPS = {
  woocommerce: { storefront: woocommerce, naming: WOOCOMMERCE_NAMES, panel: 'My account' },
  dawn: { storefront: dawn, naming: SHOPIFY_NAMES, panel: 'Your data' },
} as const;

/** Playwright's test with the addresses of the shops, each with a pack of its own feed and log. */
const test = base.extend<object, { shopAddress: (name: keyof typeof SHOPS) => Promise<string> }>({
  shopAddress: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
    async ({}, use) => {
      const served = new Map<string, { readonly address: string; stop(): Promise<unknown> }>();
      mkdirSync(FOLDER, { recursive: true });
      await use(async (name) => {
        const known = served.get(name);
        if (known !== undefined) return known.address;
        const { storefront, naming } = SHOPS[name];
        const site = await serveStorefront(storefront, { '/onshelf/': 'dist', '/pack/': `${FOLDER}/${name}/public/pack` });
        buildShopPack(`${FOLDER}/${name}`, naming, site.address.slice(0, -1));
        served.set(name, site);
        return site.address;
      });
      for (const { stop } of served.values()) await stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** What the page's shelf knows, by name and item. */
const eventsOf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const shelf = await new Promise<Shelf>((resolve) => globalThis.onshelf('ready', resolve));
    return (await shelf.profile.inspect()).events.map(({ name, items }) => `${name} ${items.map(({ item_id: id }) => id).join()}`);
  });

for (const [name, { panel }] of Object.entries(SHOPS) as [keyof typeof SHOPS, (typeof SHOPS)[keyof typeof SHOPS]][]) {
  test(`a shop of ${name}'s shape is personal after consent and three products, by the tag and the list alone`, async ({
    page,
    shopAddress,
  }) => {
    const home = await shopAddress(name);
    const visit = await visitForeignShop(page, { home, agree: 'Accept', soft: false }, MUG_VISIT);
    expect(faultsOfVisit(visit)).toEqual([]);
    // Each look counts once, whoever told it: three, and that of the card.
    expect((await eventsOf(page)).filter((event) => event.startsWith('view_item '))).toHaveLength(4);
    if (process.env.ONSHELF_PICTURES) await page.screenshot({ path: `${process.env.ONSHELF_PICTURES}/${name}-home.png`, fullPage: true });
    await page.getByRole('link', { name: panel }).click();
    for (const title of MUG_VISIT.titles) await expect(page.getByText(`viewed ${title}`)).toBeVisible();
  });

  test(`a shop of ${name}'s shape tells what is put into the cart`, async ({ page, shopAddress }) => {
    await page.goto(await shopAddress(name));
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.locator('main').getByRole('link', { name: MUG_VISIT.titles[0] }).last().click();
    await expect(page.locator('[data-onshelf-card]')).toHaveCount(4);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect.poll(() => eventsOf(page)).toContainEqual(expect.stringMatching(/^add_to_cart /));
    expect((await eventsOf(page)).filter((event) => event.startsWith('add_to_cart '))).toHaveLength(1);
  });
}
