import type { Page } from '@playwright/test';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { guessLastView } from '../../../src/engine/leak/guess-last-view.js';
import { checkPack } from '../../../src/train/packing/read-pack.js';
import type { Leak } from '../../../src/types/privacy/leak.js';
import { expect, openShelf, type Site, test, view } from '../tools/site.js';

const SHOPPERS = 12;
const LISTED = 8;
/** The items whose pictures are fetched for everybody alike. */
const COVER = 60;

/** Shows the pictures of items, and resolves when all have come. */
async function showPictures(page: Page, ids: readonly string[]): Promise<void> {
  await page.evaluate(async (wanted) => {
    const pictures = wanted.map((id) => Object.assign(new Image(), { src: `/pictures/${id}.svg` }));
    document.body.append(...pictures);
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
  }, ids);
}

/** One visit: views, then a list whose pictures are shown. Returns what the server of the pictures saw, and the shelf's own estimate. */
async function visit(page: Page, site: Site, viewed: readonly string[], cover: readonly string[]): Promise<{ seen: string[]; leak: Leak }> {
  const seen: string[] = [];
  await page.route('**/pictures/*', (route) => {
    seen.push(/pictures\/(.+)\.svg/.exec(route.request().url())?.[1] ?? '');
    return route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>' });
  });
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await showPictures(page, cover);
  seen.length = 0;
  await view(page, ...viewed);
  const listed = await page.evaluate(
    async ([known, count]) =>
      (await (known.length > 0 ? shelf.rerank(known, { count }) : shelf.recommend({ count }))).items.map(({ id }) => id),
    [cover, LISTED] as const,
  );
  expect(listed).toHaveLength(LISTED);
  await showPictures(page, listed);
  return { seen, leak: await page.evaluate((known) => shelf.privacy.leak({ known }), cover) };
}

test('whoever serves the pictures of a list often guesses the last view; of a list made of pictures fetched for everybody, never better than before', async ({
  browser,
  site,
}) => {
  test.setTimeout(180_000);
  const { pack } = await checkPack('demo/dist/pack');
  if (pack === null) throw new Error('The sample pack cannot be read; run `npm run build:demo`.');
  const random = seededRandom(19);
  const drawn = Array.from({ length: SHOPPERS }, () => Array.from({ length: 2 }, () => pack.idOf(Math.floor(random() * pack.items))));
  const cover = Array.from({ length: COVER }, (_, row) => pack.idOf(row * Math.floor(pack.items / COVER)));
  let guessed = 0;
  for (const viewed of drawn) {
    const context = await browser.newContext();
    const plain = await visit(await context.newPage(), site, viewed, []);
    await context.close();
    const { after } = guessLastView(
      pack,
      plain.seen.map((id) => pack.rowOf(id)),
    );
    const own = after[pack.rowOf(viewed[1])];
    if (after.filter((chance) => chance > own).length < 5) guessed++;
    expect(plain.leak.bits).toBeGreaterThan(0);

    const other = await browser.newContext();
    const covered = await visit(await other.newPage(), site, viewed, cover);
    await other.close();
    expect(covered.seen).toEqual([]);
    expect(covered.leak).toMatchObject({ bits: 0, guesses: [] });
  }
  test.info().annotations.push({ type: 'guessed among five', description: `${guessed} of ${SHOPPERS}` });
  // By chance it would be 5 of hundreds of items.
  expect(guessed).toBeGreaterThanOrEqual(3);
});
