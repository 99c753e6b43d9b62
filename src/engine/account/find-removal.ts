import type { Removal } from '../../types/explanation.js';

/** Events up to which all pairs are tried. */
const EVENTS_PAIRED = 32;
/** Events that a larger set may hold. */
const LARGEST_SET = 64;

/** Events of one item's score, and a way to ask what would be without some of them. */
export interface RemovalQuestion {
  /** Those that speak for the item most first. */
  readonly eventIds: readonly string[];
  /** Each of these alone takes the item off the list. */
  readonly offAlone: ReadonlySet<string>;
  /** Per set of events: would the item be off the list without them? */
  offWithout(sets: readonly (readonly string[])[]): Promise<boolean[]>;
}

/**
 * The smallest set of events without which an item is off the list. Sets of one are known, sets of two are all tried where there
 * are at most 32 events: what is found there is proven to be smallest. Larger sets are grown by contribution until the item is off,
 * then every event that can be spared is put back: no event of the set can be spared, but another set may be smaller, unless
 * all pairs were tried and the set holds three.
 *
 * @param question the events, and how to ask
 * @returns null where the item stays, whatever is taken away
 */
export async function findRemoval({ eventIds, offAlone, offWithout }: RemovalQuestion): Promise<Removal | null> {
  const alone = eventIds.find((eventId) => offAlone.has(eventId));
  if (alone !== undefined) return { eventIds: [alone], smallest: true };
  const paired = eventIds.length <= EVENTS_PAIRED;
  if (paired) {
    const pairs = eventIds.flatMap((first, at) => eventIds.slice(at + 1).map((second) => [first, second]));
    const found = (await offWithout(pairs)).indexOf(true);
    if (found >= 0) return { eventIds: pairs[found], smallest: true };
  }
  const growing = Array.from({ length: Math.min(eventIds.length, LARGEST_SET) }, (_, last) => eventIds.slice(0, last + 1));
  const reached = (await offWithout(growing)).indexOf(true);
  if (reached < 0) return null;
  let set = growing[reached];
  for (const eventId of [...set].reverse()) {
    const fewer = set.filter((one) => one !== eventId);
    if (fewer.length > 0 && (await offWithout([fewer]))[0]) set = fewer;
  }
  return { eventIds: set, smallest: set.length <= 2 || (set.length === 3 && paired) };
}
