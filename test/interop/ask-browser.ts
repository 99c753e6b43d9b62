import { chromium } from '@playwright/test';
import { serveFolders } from '../../scripts/setup/serve-folders.mjs';
import type { Answer } from '../../src/types/answer.js';
import { home, openShelf, view } from '../e2e/tools/site.js';

/** A shopper's lists in a browser, before and after they viewed something. */
export interface BrowserVisit {
  readonly before: readonly string[];
  readonly after: Answer;
  /** Errors that reached the page. */
  readonly faults: readonly string[];
}

/**
 * Opens a page with a pack in Chromium, views items, and requests a list of twenty.
 *
 * @param folder the pack's
 * @param viewed item ids
 */
export async function askBrowser(folder: string, viewed: readonly string[]): Promise<BrowserVisit> {
  const { address, stop } = await serveFolders({ '/pages/': 'test/e2e/pages', '/dist/': 'dist', '/packs/': folder }, 0);
  const { CHROMIUM_PATH: path } = process.env;
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(path ? { executablePath: path } : {}) });
  try {
    const page = await browser.newPage();
    await openShelf(page, { address }, { pack: '/packs/pack.json', consent: 'granted', backend: 'js' });
    const before = await home(page);
    await view(page, ...viewed);
    const after = await page.evaluate(() => shelf.recommend({ scenario: 'home', count: 20 }));
    return { before, after, faults: await page.evaluate(() => faults) };
  } finally {
    await browser.close();
    await stop();
  }
}
