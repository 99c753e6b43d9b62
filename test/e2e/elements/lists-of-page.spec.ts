import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf } from '../tools/tag-shelf.js';
import { cardIds, cardsOf, collectWarnings, OWN, openMarkup, TEMPLATE, write } from './list-page.js';

const list = (attributes: string): string => `<onshelf-list ${attributes}>${TEMPLATE}${OWN}</onshelf-list>`;

test.describe('two lists of one page', () => {
  test('share no item, and the first one has the best', async ({ page, shop }) => {
    await openMarkup(page, `${shop.address}shop/bare.html`, list('id="a"') + list('id="b"') + list('id="c" list="trending"'));
    for (const one of ['#a', '#b', '#c']) await cardsOf(page, one);
    const best = await askTagShelf(page, async (shelf) => (await shelf.recommend({ count: 8 })).items.map(({ id }) => id));
    // The lists of a first visit come before the pack is there.
    await expect.poll(async () => [...(await cardIds(page, '#a')), ...(await cardIds(page, '#b'))]).toEqual(best);
    await expect.poll(async () => new Set([...best, ...(await cardIds(page, '#c'))]).size).toBe(12);
  });

  test('may repeat each other where the shop asks for it', async ({ page, shop }) => {
    await openMarkup(page, `${shop.address}shop/bare.html`, list('id="a"') + list('id="b" repeats'));
    expect(await cardsOf(page, '#b')).toEqual(await cardsOf(page, '#a'));
  });

  test('both lose a card that is dismissed, and keep the others', async ({ page, shop }) => {
    await openMarkup(page, `${shop.address}shop/bare.html`, list('id="a"') + list('id="b" repeats'));
    const before = await cardsOf(page, '#a');
    await cardsOf(page, '#b');
    await page.locator('#b [data-slot=dismiss]').nth(2).click();
    for (const one of ['#a', '#b']) {
      await expect.poll(() => cardIds(page, one)).not.toContain(before[2]);
      expect((await cardsOf(page, one)).filter((id) => before.includes(id))).toEqual([before[0], before[1], before[3]]);
    }
  });

  test('have different items also after the shopper changes what both are made of', async ({ page, shop }) => {
    await openMarkup(page, `${shop.address}shop/bare.html`, list('id="a"') + list('id="b"'));
    const before = [await cardsOf(page, '#a'), await cardsOf(page, '#b')];
    await page.evaluate(() => globalThis.onshelf('feedback', 'tent-001', 'more'));
    await expect.poll(() => cardIds(page, '#a')).not.toEqual(before[0]);
    await expect.poll(async () => new Set([...(await cardIds(page, '#a')), ...(await cardIds(page, '#b'))]).size).toBe(8);
  });
});

test.describe('an attribute', () => {
  for (const delay of [0, 5, 20, 60, 150, 400]) {
    test(`set ${delay} ms after the element is the list that is shown`, async ({ page, shop }) => {
      await page.goto(`${shop.address}shop/bare.html`);
      await write(page, list(''));
      await page.evaluate(async (wait) => {
        const element = document.querySelector('onshelf-list') as HTMLElement;
        element.setAttribute('item', 'stove-003');
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        element.setAttribute('count', '3');
        element.setAttribute('item', 'tent-001');
      }, delay);
      const wanted = await askTagShelf(page, async (shelf) => (await shelf.related('tent-001', { count: 3 })).items.map(({ id }) => id));
      await expect.poll(() => cardIds(page)).toEqual(wanted);
      await page.waitForTimeout(500);
      expect(await cardIds(page)).toEqual(wanted);
      await expect(page.getByText('Three')).toBeHidden();
    });
  }

  test('that changes shows no frame of the content in between', async ({ page, shop }) => {
    await openMarkup(page, `${shop.address}shop/bare.html`, list(''));
    const first = await cardsOf(page);
    const frames = await page.evaluate(async () => {
      const element = document.querySelector('onshelf-list') as HTMLElement;
      const seen: boolean[] = [];
      for (const item of ['tent-001', 'stove-003', 'boot-002']) {
        element.setAttribute('item', item);
        for (let frame = 0; frame < 20; frame++) {
          await new Promise(requestAnimationFrame);
          seen.push([...element.querySelectorAll('li:not([data-onshelf-card])')].some((own) => own.getClientRects().length > 0));
        }
      }
      return seen;
    });
    expect(frames).toEqual(frames.map(() => false));
    expect(await cardIds(page)).not.toEqual(first);
    await page.locator('onshelf-list').evaluate((element) => element.removeAttribute('item'));
    await expect.poll(() => cardIds(page)).toEqual(first);
  });
});

test('an element that is moved keeps its cards', async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, `${list('')}<section></section>`);
  await cardsOf(page);
  expect(
    await page.evaluate(async () => {
      const card = document.querySelector('[data-onshelf-card]');
      document.querySelector('section')?.append(document.querySelector('onshelf-list') as Element);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return document.querySelector('section [data-onshelf-card]') === card;
    }),
  ).toBe(true);
});

test('a template without an element is reported, and plain cards are shown', async ({ page, shop }) => {
  const warnings = collectWarnings(page);
  await openMarkup(page, `${shop.address}shop/bare.html`, `<onshelf-list><template></template>${OWN}</onshelf-list>`);
  await cardsOf(page);
  expect(warnings).toEqual([expect.stringMatching(/<template> of an <onshelf-list> has no element.*\[bad-argument\]/)]);
});

test('a list without a marked place follows the content of the element', async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, '<onshelf-list count="3"><h2>For you</h2>Loading</onshelf-list>');
  await cardsOf(page, 'onshelf-list', 3);
  const [heading, cards] = await Promise.all([page.locator('h2').boundingBox(), page.locator('onshelf-list ul').boundingBox()]);
  expect(cards?.y).toBeGreaterThan(heading?.y ?? 0);
  await expect(page.locator('onshelf-list')).toContainText('Loading');
});

test('a part that cannot be loaded is reported, and takes no list away that works without it', async ({ page, shop }) => {
  const warnings = collectWarnings(page);
  await page.route(/elements-(grid-style|read-question)-/, (route) => route.abort());
  await openMarkup(page, `${shop.address}shop/bare.html`, list('id="a" layout="grid"') + list('id="b" list="trending"'));
  await cardsOf(page, '#a');
  await expect.poll(() => warnings).toEqual([expect.stringMatching(/a list cannot be filled.*\[worker-failed\]/)]);
  await expect(page.locator('#b').getByText('Three')).toBeVisible();
});

test('what changes beside the items of a list that is not filled does not ask for it again', async ({ page, shop }) => {
  await openMarkup(
    page,
    `${shop.address}shop/bare.html`,
    `<onshelf-list list="recently-viewed"><h2>0</h2>${TEMPLATE}${OWN}</onshelf-list>`,
  );
  const asked = await page.evaluate(async () => {
    const shelf = await new Promise<import('../../../src/index.js').Shelf>((resolve) => globalThis.onshelf('ready', resolve));
    await new Promise((resolve) => setTimeout(resolve, 500));
    let count = 0;
    const { recentlyViewed } = shelf;
    Object.assign(shelf, {
      recentlyViewed: (...given: Parameters<typeof recentlyViewed>) => {
        count++;
        return recentlyViewed(...given);
      },
    });
    for (let tick = 0; tick < 10; tick++) {
      (document.querySelector('h2') as HTMLElement).textContent = `${tick}`;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const ticking = count;
    document.querySelector('[data-slot=items]')?.append(document.createElement('li'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    return [ticking, count];
  });
  expect(asked).toEqual([0, 1]);
});
