import type { Page } from '@playwright/test';
import { encodeLocale, type LocaleContent } from '../../../src/pack/encode/encode-locale.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { servePack } from '../../fixtures/pack-server.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { TEMPLATE, viewItems } from '../elements/list-page.js';
import { expect, test } from '../tools/site.js';

const content = tinyContent();
const { catalog } = content;
const locale = (tag: string, title: string, currency: string): LocaleContent => ({
  tag,
  items: catalog.map((_, row) => ({ title: `${title} ${row}`, price: 1000 + row })),
  currency,
  categories: new Map(),
});
const files = [locale('de', 'Ding', 'EUR'), locale('fr', 'Chose', 'CHF')].map((one) => encodeLocale(one, catalog, false));

test('a page in German has titles, prices and reasons in German, one in French those of the same shopper in French, and each fetches its own locale alone', async ({
  page,
  site,
}) => {
  const server = await servePack(await encodePack({ ...content, locale: 'en', optional: files }));
  const paths = new Map((server.pack.manifest.optional as { name: string; path: string }[]).map(({ name, path }) => [name, path]));
  const asked = (): string[] => server.asked.splice(0).flatMap((path) => path.match(/locale-.*/) ?? []);
  await page.route('**/pages/*.html', (route) => {
    const [, lang] = /(\w+)\.html/.exec(route.request().url()) ?? [];
    const tag = `<script async src="/dist/onshelf.js" data-pack="${server.origin}/pack.json" data-consent="granted" data-backend="js"></script>`;
    const body = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Shop</title>${tag}<main><onshelf-list count="4">${TEMPLATE}</onshelf-list></main></html>`;
    return route.fulfill({ contentType: 'text/html', body });
  });
  const open = (lang: string): Promise<unknown> => page.goto(`${site.address}pages/${lang}.html`);
  const first = (of: Page) => of.locator('[data-onshelf-card]').first();

  await open('de');
  // The first page fetches everything; a busy machine takes its time.
  await expect(first(page)).toContainText(/Ding \d+/, { timeout: 30_000 });
  await viewItems(page, 'tent-1');
  await open('de');
  await expect(first(page)).toContainText('Wegen Ding 1');
  await expect(first(page)).toContainText(/1\.00\d,00\s€/);
  const ids = await page.locator('[data-onshelf-card]').evaluateAll((all) => all.map((card) => card.getAttribute('data-onshelf-card')));
  expect(new Set(asked())).toEqual(new Set([paths.get('de')]));

  await open('fr');
  await expect(first(page)).toContainText('En lien avec Chose 1');
  await expect(first(page)).toContainText(/1\s00\d,00\sCHF/);
  expect(await page.locator('[data-onshelf-card]').evaluateAll((all) => all.map((card) => card.getAttribute('data-onshelf-card')))).toEqual(
    ids,
  );
  expect(asked()).toEqual([paths.get('fr')]);

  await open('en');
  await expect(first(page)).toContainText(/Because of tent number 1/);
  expect(asked()).toEqual([]);
  await server.stop();
});
