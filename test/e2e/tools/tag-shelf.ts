import { expect, type Page } from '@playwright/test';
import type { Shelf } from '../../../src/index.js';

declare global {
  /** Resources that the content security policy of the page blocked. */
  var violations: string[];
  var onshelf: (command: string, ...given: unknown[]) => void;
}

/** Runs a function in the page with the shelf of the script tag; returns its result. */
export async function askTagShelf<T>(page: Page, question: (shelf: Shelf) => Promise<T>): Promise<T> {
  // A page that was just gone to may not have run the tag yet.
  await page.waitForFunction(() => typeof globalThis.onshelf === 'function');
  const shelf = await page.evaluateHandle(() => new Promise<Shelf>((resolve) => globalThis.onshelf('ready', resolve)));
  return shelf.evaluate(question);
}

/** The recorded events: name and first item of each. */
export const tagEvents = (page: Page): Promise<(string | undefined)[][]> =>
  askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).events.map(({ name, items }) => [name, items[0]?.item_id]));

/** Expects no error in the page, and nothing that its content security policy refused. */
export async function expectNoPageFaults(page: Page): Promise<void> {
  expect(await page.evaluate(() => faults)).toEqual([]);
  expect(await page.evaluate(() => violations)).toEqual([]);
}
