import type { Browser } from '@playwright/test';
import type { Answer, Health, Shelf } from '../../../src/index.js';

declare global {
  var shelf: Shelf;
}

/** What a visit of a shop showed. */
export interface ShopVisit {
  readonly engine: Health['engine'];
  /** Codes of the shelf's notes. */
  readonly codes: readonly string[];
  /** Ids of the list before anything was viewed. */
  readonly before: readonly string[];
  /** After three tents were viewed. */
  readonly after: readonly string[];
  readonly model: Answer['servedBy']['model'];
  /** Whether the list after is explained by the tents. */
  readonly explained: boolean;
  /** Text of `#server`, or null. */
  readonly server: string | null;
  /** Errors of the page and on its console. */
  readonly faults: readonly string[];
}

/** Visits a shop in Chromium: waits for the pack, views three tents, and requests lists before and after. */
export async function visitShop(browser: Browser, address: string): Promise<ShopVisit> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => line.type() === 'error' && faults.push(`${line.text()} ${line.location().url}`));
  try {
    await page.goto(address);
    await page.waitForFunction(() => globalThis.shelf !== undefined, null, { timeout: 60_000 });
    await page.waitForFunction(async () => (await shelf.health()).pack !== null, null, { timeout: 60_000 });
    const seen = await page.evaluate(async () => {
      const ids = ({ items }: Answer): string[] => items.map(({ id }) => id);
      const before = ids(await shelf.recommend({ scenario: 'home', count: 8 }));
      for (const id of ['tent-001', 'tent-005', 'tent-009']) await shelf.track('view_item', { items: [{ item_id: id }] });
      const answer = await shelf.recommend({ scenario: 'home', count: 8 });
      // Lazy parts of the worker: rules and explanations.
      const filtered = await shelf.recommend({ count: 3, filter: 'price < 100' });
      const explained = (await shelf.explain('tent-002')) !== null && filtered.servedBy.model === 'personal';
      const { engine, notes } = await shelf.health();
      const server = document.getElementById('server')?.textContent ?? null;
      return { engine, server, codes: notes.map(({ code }) => code), before, after: ids(answer), model: answer.servedBy.model, explained };
    });
    return { ...seen, faults };
  } catch (error) {
    throw new Error(`${(error as Error).message}; on the page: ${faults.join(' | ') || 'no error'}`);
  } finally {
    await page.close();
  }
}
