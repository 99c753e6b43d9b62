import { TRAINED_EVENTS } from '../log/events/event-rules.js';
import type { Interactions } from '../log/interactions.js';

/** Baskets of two items or more, in order of their users. Those of basket `b` are `items[offsets[b]]` to `items[offsets[b + 1] - 1]`. */
export interface Baskets {
  /** User number. Shape [baskets]. */
  readonly users: Uint32Array;
  /** Time of the first of its events, milliseconds since 1970. Shape [baskets]. */
  readonly times: Float64Array;
  /** Shape [baskets + 1]. */
  readonly offsets: Uint32Array;
  /** Rows of the catalogue, each once per basket, in the order in which they came. */
  readonly items: Uint32Array;
}

/** Time without an event after which a visit is over, as in GA4. */
const VISIT_GAP_MS = 30 * 60_000;
/** Times before 1971 are positions in a history: they have no visits. */
const CLOCK_FROM_MS = 365 * 86_400_000;
/** Maximum number of items of a basket that are used, the first: a wholesaler's order of the whole catalogue says little about pairs. */
const MAX_ITEMS = 300;

const PURCHASE = TRAINED_EVENTS.indexOf('purchase');
const CART = TRAINED_EVENTS.indexOf('add_to_cart');

/**
 * What was bought together: the purchases of each order; where they have no order, those of one visit; and where nothing was bought in a visit,
 * what was put into the cart.
 *
 * @param log all interactions
 */
export function collectBaskets(log: Interactions): Baskets {
  const users: number[] = [];
  const times: number[] = [];
  const items: number[] = [];
  const offsets = [0];
  const add = (user: number, { time, rows }: Basket): void => {
    if (rows.size < 2) return;
    users.push(user);
    times.push(time);
    for (const row of rows) items.push(row);
    offsets.push(items.length);
  };
  for (let user = 0; user < log.users; user++) for (const basket of basketsOf(log, user)) add(user, basket);
  return {
    users: Uint32Array.from(users),
    times: Float64Array.from(times),
    offsets: Uint32Array.from(offsets),
    items: Uint32Array.from(items),
  };
}

interface Basket {
  readonly time: number;
  readonly rows: Set<number>;
}

function basketsOf({ offsets, orders, names, times, itemRows }: Interactions, user: number): Basket[] {
  const byOrder = new Map<number, Basket>();
  const found: Basket[] = [];
  const put = (basket: Basket, row: number): void => void (basket.rows.size < MAX_ITEMS && basket.rows.add(row));
  let last = Number.NEGATIVE_INFINITY;
  let cart: Basket | null = null;
  let bought: Basket | null = null;
  const endVisit = (): void => {
    const basket = bought ?? cart;
    if (basket !== null) found.push(basket);
    bought = null;
    cart = null;
  };
  for (let event = offsets[user]; event < offsets[user + 1]; event++) {
    const [time, row] = [times[event], itemRows[event]];
    if (time - last > VISIT_GAP_MS || time < CLOCK_FROM_MS) endVisit();
    last = time;
    if (names[event] === CART) {
      cart ??= { time, rows: new Set() };
      put(cart, row);
    }
    if (names[event] !== PURCHASE) continue;
    if (orders[event] === 0) {
      bought ??= { time, rows: new Set() };
      put(bought, row);
      continue;
    }
    const known = byOrder.get(orders[event]) ?? { time, rows: new Set() };
    put(known, row);
    byOrder.set(orders[event], known);
    // An order replaces the cart of its visit.
    bought ??= { time, rows: new Set() };
  }
  endVisit();
  return [...byOrder.values(), ...found];
}

/**
 * The baskets of some users, or of a time.
 *
 * @param baskets all of them
 * @param counts whether a basket is kept
 */
export function someBaskets(baskets: Baskets, counts: (basket: number) => boolean): Baskets {
  const kept = Array.from(baskets.users.keys()).filter(counts);
  const offsets = new Uint32Array(kept.length + 1);
  const items = kept.map((basket) => baskets.items.subarray(baskets.offsets[basket], baskets.offsets[basket + 1]));
  for (const [place, rows] of items.entries()) offsets[place + 1] = offsets[place] + rows.length;
  return {
    users: Uint32Array.from(kept, (basket) => baskets.users[basket]),
    times: Float64Array.from(kept, (basket) => baskets.times[basket]),
    offsets,
    items: Uint32Array.from(items.flatMap((rows) => [...rows])),
  };
}
