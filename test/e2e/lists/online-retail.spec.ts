import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, home, openShelf, test, view } from '../tools/site.js';

// A whole year of a real shop, not ours to publish: UCI Online Retail as CSV, beside the checkout or where this says.
const folder = join(process.env.ONSHELF_DATA ?? '../shared/data', 'online-retail');
const missing = !existsSync(folder);
const because = missing ? ` (skipped: there is no ${folder}; set ONSHELF_DATA to the folder that holds online-retail/)` : '';

test(`a pack of a real shop, built from its dirty log, serves a personal list${because}`, async ({ page, site }) => {
  test.skip(missing, because);
  test.setTimeout(600_000);
  const report = JSON.parse(
    execFileSync(
      process.execPath,
      [
        'dist/cli.js',
        'build',
        '--catalog',
        join(folder, 'catalog.tsv'),
        '--events',
        join(folder, 'events.csv.gz'),
        '--out',
        'test-results/packs/online-retail',
        '--encoder',
        'none',
        '--json',
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    ),
  );
  expect(report.log.rows).toBe(541_909);
  const dropped = Object.fromEntries(report.log.dropped.map(({ reason, count }: { reason: string; count: number }) => [reason, count]));
  // Counted once with a text editor: lines without a customer, and refunds.
  expect(dropped['missing user_id']).toBe(135_080);
  expect(report.log.used + report.log.dropped.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(541_909);

  await openShelf(page, site, { pack: '/packs/online-retail/pack.json', consent: 'granted', backend: 'js' });
  const before = await home(page);
  expect(before.length).toBe(20);
  // Three products with hearts.
  await view(page, '85123A', '22469', '22470');
  const answer = await page.evaluate(() => shelf.recommend({ count: 20 }));
  expect(answer.servedBy.model).toBe('personal');
  expect(answer.items.map((item) => item.id)).not.toEqual(before);
  expect(answer.items.filter(({ item }) => item.title?.includes('HEART')).length).toBeGreaterThanOrEqual(8);
});
