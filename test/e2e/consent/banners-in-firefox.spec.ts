import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, firefox, test } from '@playwright/test';
import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';
import type { Shelf } from '../../../src/index.js';
import { FIREFOX, firefoxMissing } from '../tools/firefox-program.js';
import { BANNERS, bannerPage } from './banner-page.js';

test.describe(`in Firefox${firefoxMissing() === '' ? '' : ` (skipped: ${firefoxMissing()})`}`, () => {
  test.skip(firefoxMissing() !== '', firefoxMissing());
  test.setTimeout(120_000);

  for (const name of ['Consent Mode that is denied by update, then granted', 'Cookiebot', 'Usercentrics 3', 'the TCF']) {
    test(`${name}: a consent lasts over pages whose banner starts from a refusal, and a refusal erases`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'onshelf-banner-'));
      const site = await serveFolders({ '/': 'demo/dist', '/dist/': 'dist', '/shop/': 'test/e2e/shop', '/made/': folder }, 0);
      const browser = await firefox.launch({ channel: 'moz-firefox', executablePath: FIREFOX });
      const page = await browser.newPage();
      const open = async (id: string, answer: 'granted' | 'denied'): Promise<void> => {
        await writeFile(join(folder, 'index.html'), bannerPage({ id, answer, banner: BANNERS[name] ?? '', attributes: '' }));
        await page.goto(`${site.address}made/?${id}`);
      };
      const known = (): Promise<unknown> =>
        page.evaluate(async () => {
          const shelf = await new Promise<Shelf>((resolve) => globalThis.onshelf('ready', resolve));
          const { events } = await shelf.profile.inspect();
          // A page that is left before its event is stored promises nothing.
          const { storedEvents } = await shelf.health();
          if (shelf.consent.state === 'granted' && storedEvents === 0) return ['not stored yet'];
          return [shelf.consent.state, ...events.map(({ items }) => items[0]?.item_id)];
        });
      try {
        await open('tent-001', 'granted');
        await expect.poll(known, { timeout: 20_000 }).toEqual(['granted', 'tent-001']);
        await open('tent-005', 'granted');
        await expect.poll(known, { timeout: 20_000 }).toEqual(['granted', 'tent-001', 'tent-005']);
        await open('tent-009', 'denied');
        await expect.poll(known, { timeout: 20_000 }).toEqual(['denied']);
      } finally {
        await Promise.all([browser.close(), site.stop(), rm(folder, { recursive: true })]);
      }
    });
  }
});
