import type { CatalogItem } from '../../types/catalog-item.js';
import { itemCategories } from '../feed/item-categories.js';
import type { Interactions } from '../log/interactions.js';
import { decayedInterest } from './decayed-popularity.js';

/** Parts of the feed whose sales are compared, in its order. */
const PARTS = 10;
/** Events that the feed's own order counts for: as many say whether it is one of popularity. */
const ORDER_EVENTS = 20;
/** Events from which a category's own rate counts more than that of all. */
const CATEGORY_EVENTS = 10;
/** Shape of the distribution of events among items with equal expectations: 1 is an exponential one. */
const SHAPE = 1;
/** Mean number of events per item at which what was counted has a weight of 1 - 1/e. */
const SURE_EVENTS = 5;

/**
 * Popularity in a log with few events. What was counted of an item is drawn to what its place in the feed and its category let expect,
 * the more the fewer events there are: an item that was bought once is not a bestseller, and one that nobody bought yet is none the less
 * one of its kind. How much the places count is told by the log: by the events in each tenth of the feed, beside a mild fall from the
 * first to the last that stands for the shop's own order. With many events per item the result is the popularity given.
 *
 * @param counted popularity from training, 0 to 1, shape [items]
 * @param interactions the log
 * @param catalog in the feed's order
 * @param halfLifeDays days after which an event counts half, > 0
 * @returns shape [items], 0 to 1
 * @see Robbins: An Empirical Bayes Approach to Statistics, 1956; here a gamma prior with the mean of the place and the category
 */
export function expectedPopularity(
  counted: Float32Array,
  interactions: Interactions,
  catalog: readonly CatalogItem[],
  halfLifeDays: number,
): Float32Array {
  const items = catalog.length;
  const events = interactions.itemRows.length;
  const interest = decayedInterest(interactions, halfLifeDays);
  const whole = interest.reduce((sum, value) => sum + value, 0);
  if (whole === 0) return counted;
  const sure = 1 - Math.exp(-events / items / SURE_EVENTS);
  if (sure > 0.999) return counted;
  const unit = whole / events;
  const counts = interest.map((value) => value / unit);
  const expected = byCategory(byPlace(counts, events), counts, catalog);
  const drawn = expected.map((mean, row) => ((mean * (SHAPE + counts[row])) / (SHAPE + mean)) * unit);
  const most = drawn.reduce((best, value) => Math.max(best, value), 0);
  return counted.map((own, row) => sure * own + ((1 - sure) * Math.log1p(drawn[row])) / Math.log1p(most));
}

/** Events expected of each item by its place in the feed; they add up to about all events. */
function byPlace(counts: Float64Array, events: number): Float64Array {
  const items = counts.length;
  const parts = Math.min(PARTS, items);
  const rates = new Float64Array(parts);
  const sizes = new Float64Array(parts);
  for (let row = 0; row < items; row++) {
    const part = Math.floor((row * parts) / items);
    rates[part] += counts[row];
    sizes[part]++;
  }
  for (let part = 0; part < parts; part++) {
    const own = (ORDER_EVENTS * 2 * (parts - part)) / (parts * (parts + 1));
    rates[part] = ((rates[part] + own) * events) / (events + ORDER_EVENTS) / sizes[part];
  }
  // Between the middles of two parts the rate changes evenly.
  return Float64Array.from({ length: items }, (_, row) => {
    const place = Math.min(Math.max(((row + 0.5) * parts) / items - 0.5, 0), parts - 1);
    const part = Math.min(Math.floor(place), parts - 2);
    return parts === 1 ? rates[0] : rates[part] + (place - part) * (rates[part + 1] - rates[part]);
  });
}

/** The same, times what the item's category has more than its places let expect. */
function byCategory(expected: Float64Array, counts: Float64Array, catalog: readonly CatalogItem[]): Float64Array {
  const categories = itemCategories(catalog);
  if (categories === null) return expected;
  const sums = new Map<number, { counted: number; expected: number }>();
  for (const [row, category] of categories.entries()) {
    const known = sums.get(category) ?? { counted: 0, expected: 0 };
    sums.set(category, { counted: known.counted + counts[row], expected: known.expected + expected[row] });
  }
  return expected.map((mean, row) => {
    const sum = sums.get(categories[row]) ?? { counted: 0, expected: 0 };
    return (mean * (sum.counted + CATEGORY_EVENTS)) / (sum.expected + CATEGORY_EVENTS);
  });
}
