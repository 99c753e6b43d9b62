import type { Locator, Page } from '@playwright/test';

/** A shop as a shopper sees it. The same visit is made in all of them. */
export interface ShopToVisit {
  /** Address of its home page, ending in a slash. */
  readonly home: string;
  /** The button that agrees. */
  readonly agree: string;
  /** Whether links change the page without loading it anew. */
  readonly soft: boolean;
}

/** What a visit showed. */
export interface ForeignVisit {
  /** Titles of the list "For you" on the home page, before anything was viewed. */
  readonly before: readonly string[];
  /** After consent and three products. */
  readonly after: readonly string[];
  /** What the cards of the list after say about why. */
  readonly reasons: readonly string[];
  /** Titles of the list on the last product page. */
  readonly related: readonly string[];
  /** Warnings and errors of the page. */
  readonly complaints: readonly string[];
  /** Addresses of other hosts that were asked. */
  readonly elsewhere: readonly string[];
  /** Sum of the layout shifts of all pages without input. */
  readonly shift: number;
  /** How often a page was loaded. */
  readonly loads: number;
  /** Heading of the page that the list's first card led to. */
  readonly opened: string;
  /** Parts of the list's cards that are not wholly within their card, by their slot. */
  readonly cutOff: readonly string[];
}

declare global {
  /** Sum of the layout shifts of a page without input. */
  var shiftOfPage: number;
}

/** Milliseconds until a page without the list that is waited for is told as it is. */
const LIST_DEADLINE = 15_000;

/** The cards of the page's list: not the shop's own items, which stay in it. */
const cardsOf = (page: Page): Locator => page.locator('[data-onshelf-card], [data-card]').filter({ visible: true });

const titlesOf = (page: Page): Promise<string[]> => cardsOf(page).locator('[data-slot=title]').allTextContents();

/** Waits until the titles are as wanted, or the time is over, and returns them as they are then. */
async function settledTitles(page: Page, isRight: (titles: readonly string[]) => boolean): Promise<string[]> {
  for (const end = Date.now() + LIST_DEADLINE; ; ) {
    const titles = await titlesOf(page);
    if (isRight(titles) || Date.now() > end) return titles;
    await page.waitForTimeout(100);
  }
}

/**
 * Visits a shop: reads the list on the home page, agrees, opens products by the shop's own links and comes back by its own link.
 *
 * @param page of a new shopper
 * @param shop to visit
 * @param wanted titles of the products to open, and a word in the titles of those like them
 */
export async function visitForeignShop(
  page: Page,
  { home, agree, soft }: ShopToVisit,
  wanted: { readonly titles: readonly string[]; readonly word: string },
): Promise<ForeignVisit> {
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  let loads = 0;
  let shift = 0;
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (line) => /error|warning/.test(line.type()) && complaints.push(`${line.text()} ${line.location().url}`));
  page.on('load', () => loads++);
  page.on('request', (request) => /^https?:/.test(request.url()) && !request.url().startsWith(home) && elsewhere.push(request.url()));
  await page.addInitScript(() => {
    globalThis.shiftOfPage = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) globalThis.shiftOfPage += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  /** Follows a link as a shopper does, after the page was looked at for a moment. */
  const follow = async (link: Locator): Promise<void> => {
    await page.waitForTimeout(400);
    if (!soft) shift += await page.evaluate(() => shiftOfPage);
    await link.click();
  };
  await page.goto(home);
  const before = await settledTitles(page, (titles) => titles.length === 4);
  await page.getByRole('button', { name: agree, exact: true }).click();
  let related: string[] = [];
  for (const title of wanted.titles) {
    await follow(page.locator('main').getByRole('link', { name: title }).filter({ visible: true }).last());
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    related = await settledTitles(page, (titles) => titles.length === 4 && titles.some((one) => one.includes(wanted.word)));
    await follow(page.getByRole('link', { name: 'Shop', exact: true }));
    await page.getByRole('heading', { name: 'For you' }).waitFor();
  }
  const after = await settledTitles(page, (titles) => titles.length === 4 && titles.every((one) => one.includes(wanted.word)));
  const reasons = await cardsOf(page).locator('[data-slot=reason]').allTextContents();
  await page.waitForTimeout(400);
  shift += await page.evaluate(() => shiftOfPage);
  const cutOff = await partsCutOff(page);
  await cardsOf(page).first().getByRole('link').click();
  await page.getByRole('heading', { name: 'You may also like' }).waitFor();
  const opened = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  return { before, after, reasons, related, complaints, elsewhere, shift, loads, opened, cutOff };
}

/** The visible parts of cards that reach over the lower edge of their card. */
function partsCutOff(page: Page): Promise<string[]> {
  return cardsOf(page).evaluateAll((cards) =>
    cards.flatMap((card) =>
      [...card.querySelectorAll<HTMLElement>('[data-slot]')]
        .filter((part) => part.getClientRects().length > 0)
        .filter((part) => part.getBoundingClientRect().bottom > card.getBoundingClientRect().bottom + 1)
        .map((part) => part.dataset.slot ?? ''),
    ),
  );
}
