import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf } from '../tools/tag-shelf.js';
import { cardsOf, OWN, openMarkup, TEMPLATE, viewItems, write } from './list-page.js';

// A phone: the rule of the device holds.
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const list = (rule: string): string => `<onshelf-list list="trending" count="4" filter='${rule}'>${TEMPLATE}${OWN}</onshelf-list>`;

test('a list on a product page follows the brand of the product and the device, which is read only where a rule names it', async ({
  page,
  shop,
}) => {
  const read: string[] = [];
  page.on('request', (request) => void (request.url().includes('page-context') && read.push(request.url())));
  await openMarkup(page, `${shop.address}shop/bare.html`, '');
  await viewItems(page, 'tent-005');
  const wanted = await askTagShelf(page, async (shelf) => {
    const { items } = await shelf.related('tent-005', { filter: 'brand == this.brand', count: 50, exclude: 'none' });
    const brand = items[0]?.item.brand;
    return (await shelf.trending({ filter: `brand == "${brand}"`, count: 4 })).items.map(({ id }) => id);
  });
  await write(page, list('brand == this.brand'));
  expect(await cardsOf(page)).toEqual(wanted);
  expect(read).toEqual([]);
  await write(page, list('brand == this.brand && device == "phone"'));
  expect(await cardsOf(page)).toEqual(wanted);
  expect(read).toHaveLength(1);
  await write(page, list('brand == this.brand && device == "desktop"'));
  await expect(page.getByText('Three')).toBeVisible();
});
