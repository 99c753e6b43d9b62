import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

test('a list whose pack loads late replaces the fallback once it is loaded', async ({ page, shop }) => {
  await page.route('**/pack/pack.json', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await route.continue();
  });
  await page.goto(`${shop.address}shop/home.html`);
  await page.waitForTimeout(2000);
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(0);
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(4);
});

test('a first visit shows the popular items while the rows of the pack are still on their way', async ({ page, shop }) => {
  let letGo = (): void => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/pack/rows-*', async (route) => {
    await gone;
    await route.continue();
  });
  await page.goto(`${shop.address}shop/home.html`);
  const cards = page.locator('[data-onshelf-card]');
  await expect(cards).toHaveCount(4);
  const shown = await cards.evaluateAll((list) => list.map((card) => card.getAttribute('data-onshelf-card')));
  const call = (count: number) =>
    page.evaluate(
      (wanted) =>
        new Promise<{ model: string; ids: string[]; codes: string[] }>((resolve) => {
          // biome-ignore lint/suspicious/noExplicitAny: the tag's function is not typed here.
          (globalThis as any).onshelf('ready', async (shelf: any) => {
            const answer = await shelf.recommend({ count: wanted });
            resolve({
              model: `${answer.servedBy.model} ${answer.servedBy.backend}`,
              ids: answer.items.map(({ id }: { id: string }) => id),
              codes: answer.trace.notes.map(({ code }: { code: string }) => code),
            });
          });
        }),
      count,
    );
  const first = await call(4);
  expect(first).toMatchObject({ model: 'popular none', ids: shown });
  expect(first.codes).toContain('pack-loading');
  letGo();
  await expect.poll(async () => (await call(4)).codes).not.toContain('pack-loading');
  expect(await call(4)).toMatchObject({ model: 'popular js', ids: shown });
});

test('a first list that comes late replaces the fallback while the rows are still on their way', async ({ page, shop }) => {
  await page.route('**/pack/rows-*', () => {});
  await page.route('**/pack/pack.json', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await route.continue();
  });
  await page.goto(`${shop.address}shop/home.html`);
  await page.waitForTimeout(1800);
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(0);
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(4);
});
