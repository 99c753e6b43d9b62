import { ACTIVITIES } from './activities.mjs';
import { liking, makeShopper } from './make-shopper.mjs';

/**
 * @typedef {object} SampleEvent
 * @property {string} userId
 * @property {import('./make-catalog.mjs').Product} product
 * @property {number} time seconds since 1970
 * @property {'view_item' | 'add_to_cart' | 'purchase'} name
 * @property {number} quantity
 * @property {string} transactionId empty unless a purchase
 */

const SHOPPERS = 4000;
const DAYS = 180;
const LAST_SECOND = Date.UTC(2025, 9, 31, 22) / 1000;
const SECONDS_PER_DAY = 86_400;
/** Categories bought in quantities; of the others a shopper buys one item and moves on to related categories. */
const CONSUMABLES = new Set(['lure', 'bottle', 'carabiner', 'hat', 'gloves', 'drybag', 'pot']);

/**
 * Simulates the shoppers for 180 days.
 *
 * @param {readonly import('./make-catalog.mjs').Product[]} products
 * @param {import('./sample-random.mjs').SampleRandom} random
 * @returns {SampleEvent[]} oldest first
 */
export function makeEvents(products, random) {
  const shelves = groupBySlug(products);
  /** @type {SampleEvent[]} */
  const events = [];
  for (let number = 1; number <= SHOPPERS; number++) {
    const shopper = makeShopper(number, random);
    const owned = new Set();
    const days = Array.from({ length: shopper.visits }, () => random.between(0, DAYS - 1)).sort((a, b) => a - b);
    for (const day of days) {
      const start = LAST_SECOND - (DAYS - day) * SECONDS_PER_DAY + random.between(8 * 3600, 22 * 3600);
      events.push(...makeVisit(shopper, owned, start, shelves, random));
    }
  }
  return events.sort((a, b) => a.time - b.time || compare(a.userId, b.userId));
}

/**
 * One visit: for one activity, from category to category, some things into the cart, perhaps an order at the end.
 *
 * @param {import('./make-shopper.mjs').Shopper} shopper
 * @param {Set<string>} owned slugs of what the shopper has; grows
 * @param {number} start seconds since 1970
 * @param {ReadonlyMap<string, readonly import('./make-catalog.mjs').Product[]>} shelves
 * @param {import('./sample-random.mjs').SampleRandom} random
 * @returns {SampleEvent[]}
 */
function makeVisit(shopper, owned, start, shelves, random) {
  const { categories } = ACTIVITIES[random.pickWeighted(shopper.activityWeights)];
  const slugs = Object.keys(categories);
  const wants = slugs.map((slug) => categories[slug] * (owned.has(slug) ? 0.2 : 1));
  const userId = shopper.id;
  const events = [];
  const cart = [];
  let time = start;
  let slug = slugs[random.pickWeighted(wants)];
  do {
    const shelf = shelves.get(slug);
    const product = shelf[random.pickWeighted(shelf.map((candidate) => liking(shopper, candidate)))];
    events.push({ userId, product, time, name: 'view_item', quantity: 1, transactionId: '' });
    time += random.between(15, 150);
    if (random.next() < 0.13 && !owned.has(slug) && product.availability === 'in_stock') {
      const quantity = CONSUMABLES.has(slug) ? random.between(1, 3) : 1;
      events.push({ userId, product, time, name: 'add_to_cart', quantity, transactionId: '' });
      const line = cart.find((other) => other.product === product);
      if (line) line.quantity += quantity;
      else cart.push({ product, quantity });
      if (!CONSUMABLES.has(slug)) owned.add(slug);
      time += random.between(5, 40);
    }
    if (random.next() < 0.55) slug = slugs[random.pickWeighted(wants)];
  } while (random.next() < 0.8);
  if (cart.length > 0 && random.next() < 0.6) {
    const transactionId = `order-${userId.slice(8)}-${start % 1_000_000}`;
    time += random.between(60, 400);
    for (const { product, quantity } of cart) events.push({ userId, product, time, name: 'purchase', quantity, transactionId });
  }
  return events;
}

/**
 * @param {readonly import('./make-catalog.mjs').Product[]} products
 * @returns {Map<string, import('./make-catalog.mjs').Product[]>}
 */
function groupBySlug(products) {
  const shelves = new Map();
  for (const product of products) {
    const { slug } = product.category;
    if (!shelves.has(slug)) shelves.set(slug, []);
    shelves.get(slug).push(product);
  }
  return shelves;
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
