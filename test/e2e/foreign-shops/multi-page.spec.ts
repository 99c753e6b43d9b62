import { test as base, expect, type Page } from '@playwright/test';
import { buildShopPack } from '../../shops/made-up/build-shop-pack.js';
import { SHOPIFY_NAMES, WOOCOMMERCE_NAMES } from '../../shops/made-up/namings.js';
import { dawn } from '../../shops/multi-page/dawn.js';
import { serveStorefront } from '../../shops/multi-page/serve-storefront.js';
import { woocommerce } from '../../shops/multi-page/woocommerce.js';
import { faultsOfVisit, MUG_VISIT } from '../../shops/visit/expect-personal.js';
import { visitForeignShop } from '../../shops/visit/visit-shop.js';
import { askTagShelf } from '../tools/tag-shelf.js';

const FOLDER = '.cache/foreign-shops';
const SHOPS = {
  woocommerce: { storefront: woocommerce, naming: WOOCOMMERCE_NAMES, panel: 'My account' },
  dawn: { storefront: dawn, naming: SHOPIFY_NAMES, panel: 'Your data' },
} as const;

type Addresses = Readonly<Record<keyof typeof SHOPS, string>>;

/** Playwright's test with the addresses of the shops, each with a pack of its own feed and log. */
const test = base.extend<object, { addresses: Addresses }>({
  addresses: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
    async ({}, use) => {
      const names = Object.keys(SHOPS) as (keyof typeof SHOPS)[];
      const sites = await Promise.all(
        names.map((name) => serveStorefront(SHOPS[name].storefront, { '/onshelf/': 'dist', '/pack/': `${FOLDER}/${name}/public/pack` })),
      );
      for (const [at, name] of names.entries()) buildShopPack(`${FOLDER}/${name}`, SHOPS[name].naming, sites[at].address.slice(0, -1));
      await use(Object.fromEntries(names.map((name, at) => [name, sites[at].address])) as Addresses);
      await Promise.all(sites.map(({ stop }) => stop()));
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
// Nine pages each; no test depends on the time.
test.setTimeout(120_000);

/** What the page's shelf knows, by name and item. */
const eventsOf = (page: Page): Promise<string[]> =>
  askTagShelf(page, async (shelf) =>
    (await shelf.profile.inspect()).events.map(({ name, items }) => `${name} ${items.map(({ item_id: id }) => id).join()}`),
  );

for (const [name, { panel }] of Object.entries(SHOPS) as [keyof typeof SHOPS, (typeof SHOPS)[keyof typeof SHOPS]][]) {
  test(`a shop of ${name}'s shape is personal after consent and three products, by the tag and the list alone`, async ({
    page,
    addresses,
  }) => {
    const visit = await visitForeignShop(page, { home: addresses[name], agree: 'Accept', soft: false }, MUG_VISIT);
    expect(faultsOfVisit(visit)).toEqual([]);
    // Each look counts once, whoever told it: three, and that of the card.
    const looks = async (): Promise<string[]> => (await eventsOf(page)).filter((event) => event.startsWith('view_item '));
    // A product that its page only describes is told somewhat later.
    await expect.poll(async () => (await looks()).length).toBe(4);
    await page.getByRole('link', { name: 'Shop', exact: true }).click();
    await expect(page.locator('[data-onshelf-card]')).toHaveCount(4);
    if (process.env.ONSHELF_PICTURES) await page.screenshot({ path: `${process.env.ONSHELF_PICTURES}/${name}-home.png`, fullPage: true });
    await page.getByRole('link', { name: panel }).click();
    for (const title of MUG_VISIT.titles) await expect(page.getByText(`viewed ${title}`)).toBeVisible();
  });

  test(`a shop of ${name}'s shape tells what is put into the cart`, async ({ page, addresses }) => {
    await page.goto(addresses[name]);
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.locator('main').getByRole('link', { name: MUG_VISIT.titles[0] }).last().click();
    await expect(page.locator('[data-onshelf-card]')).toHaveCount(4);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await expect.poll(() => eventsOf(page)).toContainEqual(expect.stringMatching(/^add_to_cart /));
    expect((await eventsOf(page)).filter((event) => event.startsWith('add_to_cart '))).toHaveLength(1);
  });
}
