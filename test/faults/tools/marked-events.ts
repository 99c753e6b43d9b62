import { expect, type Page } from '@playwright/test';
import type { Health } from '../../../src/index.js';

declare global {
  /** Records views with a unique second item each; resolves with the marks that were acknowledged as stored. */
  var trackInPage: (marks: readonly string[], padding?: number) => Promise<string[]>;
}

/** Real items of the sample shop: they change the list. */
const ITEMS = ['tent-001', 'tent-005', 'tent-009', 'boot-010', 'tent-002'];

/** Puts `trackInPage` into a page with a shelf. */
async function prepare(page: Page): Promise<void> {
  await page.evaluate((items) => {
    globalThis.trackInPage = async (marks, padding = 0) => {
      const padded = Array.from({ length: padding }, (_, index) => ({ item_id: `pad-${index}-`.padEnd(256, 'x') }));
      const results = await Promise.all(
        marks.map((mark) => {
          const item = items[Number(/\d+$/.exec(mark)?.[0] ?? 0) % items.length];
          return shelf.track('view_item', { items: [{ item_id: item }, { item_id: mark }, ...padded] });
        }),
      );
      return marks.filter((_, index) => results[index].kept === 'stored');
    };
  }, ITEMS);
}

/** Marks: `a-0`, `a-1` ... */
export function marksOf(name: string, count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${from + index}`);
}

/**
 * Tracks events with marks, all in one turn.
 *
 * @param padding further items in each, of 270 bytes: 198 make an event of about 60 KB
 * @returns the marks that `track()` reported as stored
 */
export async function trackMarked(page: Page, marks: readonly string[], padding = 0): Promise<string[]> {
  await prepare(page);
  return page.evaluate(([given, count]) => globalThis.trackInPage(given, count), [marks, padding] as const);
}

/** The marks of all events in the profile, one for each event, sorted. */
export async function knownMarks(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { events } = await shelf.profile.inspect();
    return events.map((event) => event.items[1]?.item_id ?? event.items[0]?.item_id ?? event.name).sort();
  });
}

/** The result of `health()`. */
export async function healthOf(page: Page): Promise<Health> {
  return page.evaluate(() => shelf.health());
}

/** Items and scores at a moment: the same profile gives the same to the bit. */
export async function scoresAt(page: Page, now: number): Promise<[string, number][]> {
  return page.evaluate(
    async (moment) => (await shelf.recommend({ count: 50, now: moment })).items.map(({ id, score }) => [id, score]),
    now,
  );
}

/** Expects no exception and no rejection in the page. */
export async function expectNoFaults(page: Page): Promise<void> {
  expect(await page.evaluate(() => faults)).toEqual([]);
}

/** Collects the library's messages on the console. */
export function collectLines(page: Page): string[] {
  const lines: string[] = [];
  page.on('console', (message) => {
    if (message.text().startsWith('onshelf:')) lines.push(message.text());
  });
  return lines;
}

/** Expects each class of failure to be reported once. */
export function expectSaidOnce(lines: readonly string[]): void {
  const kinds = lines.map((line) => line.split(':').slice(0, 2).join(':'));
  expect(new Set(kinds).size, lines.join('\n')).toBe(kinds.length);
}
