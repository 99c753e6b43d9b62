import { DAY_MS } from '../../core/time/day.js';
import type { InputNote } from '../input/input-facts.js';
import { TRAINED_EVENTS } from './events/event-rules.js';
import type { Interactions } from './interactions.js';

/**
 * Most that one shopper's events with one item weigh together, a view being 1: two purchases, or ten views. The latest count. Without
 * a bound a page that reloads itself, or a monitor of the shop, makes its item the most popular.
 */
const MAX_PER_ITEM = 10;
/** Views within a day from which a shopper may be a crawler: of as many items, or of half the catalogue, and without a cart or an order. */
const CRAWLER_VIEWS = 1000;
/** What all events of a crawler weigh together. */
const CRAWLER_WEIGHT = 100;
/** Share of all rows from which a shopper is told, and the number of rows and of shoppers from which a share says something. */
const [HEAVY_SHARE, HEAVY_ROWS, HEAVY_SHOPPERS] = [0.05, 200, 20];
/** Share of the weight of all events from which it is said that shoppers are bounded. */
const TOLD_SHARE = 0.05;
const SHOWN = 5;

/** Whether an event of each code is one that crawlers do not cause. */
const SHOPPING = TRAINED_EVENTS.map((name) => name === 'add_to_cart' || name === 'begin_checkout' || name === 'purchase');

/**
 * Bounds what one shopper counts for in popularity and in pairs of items, and tells whose share of the log is out of proportion.
 *
 * @param interactions of a log
 * @returns the same events with bounded weights; notes without names of shoppers
 */
export function capShoppers(interactions: Interactions): { interactions: Interactions; notes: InputNote[] } {
  const { users, offsets, itemRows, weights } = interactions;
  const capped = weights.slice();
  const sums = new Map<number, number>();
  const crawlers: number[] = [];
  const heavy: { rows: number; items: number }[] = [];
  let bounded = 0;
  let lost = 0;
  let whole = 0;
  for (let user = 0; user < users; user++) {
    const [from, to] = [offsets[user], offsets[user + 1]];
    sums.clear();
    let cut = false;
    for (let event = to - 1; event >= from; event--) {
      const sum = sums.get(itemRows[event]) ?? 0;
      const left = Math.max(MAX_PER_ITEM - sum, 0);
      // The latest event counts in full.
      if (sum > 0 && weights[event] > left) {
        capped[event] = left;
        lost += weights[event] - capped[event];
        cut = true;
      }
      sums.set(itemRows[event], sum + capped[event]);
      whole += weights[event];
    }
    if (cut) bounded++;
    if (to - from >= HEAVY_ROWS && users >= HEAVY_SHOPPERS && to - from >= HEAVY_SHARE * itemRows.length)
      heavy.push({ rows: to - from, items: sums.size });
    if (!isCrawler(interactions, from, to)) continue;
    crawlers.push(to - from);
    let total = 0;
    for (let event = from; event < to; event++) total += capped[event];
    for (let event = from; event < to && total > CRAWLER_WEIGHT; event++) capped[event] *= CRAWLER_WEIGHT / total;
  }
  return {
    interactions: { ...interactions, weights: capped },
    notes: notesOf(itemRows.length, heavy, crawlers, lost >= TOLD_SHARE * whole ? bounded : 0),
  };
}

/** Whether a shopper viewed very many items within a day, and put none into the cart. */
function isCrawler({ items, itemRows, names, times }: Interactions, from: number, to: number): boolean {
  if (to - from < CRAWLER_VIEWS) return false;
  const many = Math.min(CRAWLER_VIEWS, items / 2);
  for (let event = from; event < to; event++) if (SHOPPING[names[event]]) return false;
  const inDay = new Map<number, number>();
  let start = from;
  for (let event = from; event < to; event++) {
    inDay.set(itemRows[event], (inDay.get(itemRows[event]) ?? 0) + 1);
    for (; times[event] - times[start] > DAY_MS; start++) {
      const left = (inDay.get(itemRows[start]) ?? 0) - 1;
      if (left > 0) inDay.set(itemRows[start], left);
      else inDay.delete(itemRows[start]);
    }
    if (event - start + 1 >= CRAWLER_VIEWS && inDay.size >= many) return true;
  }
  return false;
}

function notesOf(
  rows: number,
  heavy: readonly { readonly rows: number; readonly items: number }[],
  crawlers: readonly number[],
  bounded: number,
): InputNote[] {
  const notes: InputNote[] = [];
  if (heavy.length > 0) {
    const shown = [...heavy].sort((a, b) => b.rows - a.rows).slice(0, SHOWN);
    const list = shown.map((one) => `${((100 * one.rows) / rows).toFixed(0)} % (${one.rows} rows, ${one.items} items)`).join(', ');
    notes.push({
      code: 'heavy-shopper',
      message: `${heavy.length === 1 ? 'One shopper has' : `${heavy.length} shoppers have`} a share of all rows out of proportion: ${list}. This may be a monitor, a test or an import. With one item a shopper counts as ${MAX_PER_ITEM} views at most.`,
      option: null,
    });
  }
  if (crawlers.length > 0) {
    const count = crawlers.reduce((sum, events) => sum + events, 0);
    notes.push({
      code: 'crawlers',
      message: `${crawlers.length} ${crawlers.length === 1 ? 'shopper' : 'shoppers'} with ${count} rows viewed ${CRAWLER_VIEWS} items, or half the catalogue, within a day and bought nothing, as crawlers do. Each counts as ${CRAWLER_WEIGHT} views at most.`,
      option: null,
    });
  }
  if (bounded > 0)
    notes.push({
      code: 'shoppers-bounded',
      message: `${bounded} ${bounded === 1 ? 'shopper has' : 'shoppers have'} more events with one item than count: ${MAX_PER_ITEM} views, or two purchases, at most.`,
      option: null,
    });
  return notes;
}
