import { mkdirSync, writeFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { expect, openShelf, type Site, test, view } from '../tools/site.js';

test.beforeAll(async () => {
  const content = tinyContent();
  // Factors alone, as from an import: without data about popularity.
  const { manifest, files } = await encodePack({
    ...content,
    catalog: content.catalog.map((item, row) => ({ ...item, added: Date.UTC(2026, 0, 1 + row) })),
    popularity: new Float32Array(content.catalog.length),
  });
  mkdirSync('test-results/packs/unranked', { recursive: true });
  writeFileSync('test-results/packs/unranked/pack.json', JSON.stringify(manifest));
  for (const [path, bytes] of files) writeFileSync(`test-results/packs/unranked/${path}`, bytes);
});

/** The library's files that a shopper's calls request. */
async function filesOf(browser: Browser, site: Site, shopper: 'new' | 'known' | 'paused'): Promise<string[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked = new Set<string>();
  context.on('request', (request) => asked.add(new URL(request.url()).pathname));
  await openShelf(page, site, { consent: 'granted', backend: 'js', pack: '/packs/unranked/pack.json' });
  if (shopper !== 'new') await view(page, 'tent-1', 'tent-2');
  if (shopper === 'paused') await page.evaluate(() => shelf.profile.pause());
  await page.evaluate(async () => {
    await shelf.recommend();
    await shelf.recommend({ scenario: 'category', category: 'Outdoor' });
  });
  await context.close();
  // A slow machine may reach the idle moment in which the parts for rules are loaded for every shopper.
  return [...asked].filter((path) => path.startsWith('/dist/worker-') && !path.includes('plan-rules')).sort();
}

test('new, known and paused shoppers request the same files, also with a pack without popularity', async ({ browser, site }) => {
  const unknown = await filesOf(browser, site, 'new');
  expect(unknown.length).toBeGreaterThan(0);
  expect(await filesOf(browser, site, 'known')).toEqual(unknown);
  expect(await filesOf(browser, site, 'paused')).toEqual(unknown);
});
