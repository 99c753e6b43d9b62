import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { test as base } from './shop-site.js';

declare global {
  /** For each time that the page was shown: whether it came from the back/forward cache. */
  var shown: boolean[];
}

/** Playwright's test with a tab of a browser that keeps pages for its back button, and renders pages ahead: the driver's own options forbid the former. */
export const test = base.extend<{ keeping: Browser; tab: Page }>({
  keeping: async ({ launchOptions }, use) => {
    const { executablePath } = launchOptions;
    const browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
      args: ['--no-sandbox'],
    });
    await use(browser);
    await browser.close();
  },
  tab: async ({ keeping }, use) => {
    const page = await (await keeping.newContext()).newPage();
    await page.addInitScript(() => {
      globalThis.shown = [];
      addEventListener('pageshow', ({ persisted }) => globalThis.shown.push(persisted));
    });
    await use(page);
  },
});

/** Goes back, as the shopper does. The driver would wait for a page that loads. */
export async function goBack(page: Page, path: RegExp): Promise<void> {
  await page.evaluate(() => void setTimeout(() => history.back()));
  await page.waitForURL(path, { waitUntil: 'commit' });
}

/** Expects that the page in the tab is the one that was left. */
export async function expectRestored(page: Page): Promise<void> {
  const reasons = (): Promise<unknown> =>
    page.evaluate(() => {
      const [entry] = performance.getEntriesByType('navigation') as (PerformanceEntry & {
        notRestoredReasons?: { reasons: unknown } | null;
      })[];
      return { shown: globalThis.shown, why: entry.notRestoredReasons?.reasons ?? null };
    });
  await expect.poll(reasons).toEqual({ shown: [false, true], why: null });
}
