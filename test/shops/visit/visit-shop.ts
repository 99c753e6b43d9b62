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

/** What a visit looks at. */
export interface WantedItems {
  /** Titles of the products to open. */
  readonly titles: readonly string[];
  /** A word in the titles of those like them. */
  readonly word: string;
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

/** Waits until what is read is as wanted, or the time is over, and returns it as it is then. */
async function settled<Value>(page: Page, read: () => Promise<Value>, isRight: (value: Value) => boolean): Promise<Value> {
  for (const end = Date.now() + LIST_DEADLINE; ; ) {
    const value = await read();
    if (isRight(value) || Date.now() > end) return value;
    await page.waitForTimeout(100);
  }
}

/** Waits for a list of four titles, and returns it. */
const settledTitles = (page: Page, isRight: (titles: readonly string[]) => boolean): Promise<string[]> =>
  settled(
    page,
    () => titlesOf(page),
    (titles) => titles.length === 4 && isRight(titles),
  );

/** Waits for a list of items like those that were viewed, of which none was viewed, each with a reason that names a product. */
async function settledList(
  page: Page,
  { titles: viewed, word }: WantedItems,
): Promise<{ readonly after: string[]; readonly reasons: string[] }> {
  const read = async () => ({ after: await titlesOf(page), reasons: await cardsOf(page).locator('[data-slot=reason]').allTextContents() });
  return settled(
    page,
    read,
    ({ after, reasons }) =>
      after.length === 4 &&
      after.every((title) => title.includes(word) && !viewed.some((one) => title.startsWith(one))) &&
      reasons.every((reason) => viewed.some((one) => reason.includes(one))),
  );
}

/**
 * Visits a shop: reads the list on the home page, agrees, opens products by the shop's own links and comes back by its own link.
 *
 * @param page of a new shopper
 * @param shop to visit
 * @param wanted products to open, and those like them
 */
export async function visitForeignShop(page: Page, { home, agree, soft }: ShopToVisit, wanted: WantedItems): Promise<ForeignVisit> {
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
  const before = await settledTitles(page, () => true);
  await page.getByRole('button', { name: agree, exact: true }).click();
  let related: string[] = [];
  for (const title of wanted.titles) {
    await follow(page.locator('main').getByRole('link', { name: title }).filter({ visible: true }).last());
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    related = await settledTitles(
      page,
      (titles) => titles.some((one) => one.includes(wanted.word)) && !titles.some((one) => one.startsWith(title)),
    );
    await follow(page.getByRole('link', { name: 'Shop', exact: true }));
    await page.getByRole('heading', { name: 'For you' }).waitFor();
  }
  const { after, reasons } = await settledList(page, wanted);
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
