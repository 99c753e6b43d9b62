import type { Removal } from '../../types/explanation.js';

/** Maximum number of events of which all pairs are tried. */
const EVENTS_PAIRED = 32;
/** Maximum size of a set. */
const LARGEST_SET = 64;

/** The events of one item's score, and a function that removes some of them. */
export interface RemovalQuestion {
  /** Largest contribution first. */
  readonly eventIds: readonly string[];
  /** Events whose removal alone takes the item off the list. */
  readonly offAlone: ReadonlySet<string>;
  /** For each set of events, whether the item is off the list without them. */
  offWithout(sets: readonly (readonly string[])[]): Promise<boolean[]>;
}

/**
 * The smallest set of events without which an item is off the list. Sets of one are known, sets of two are all tried where there
 * are at most 32 events: a set found there is proven to be smallest. Larger sets grow by contribution until the item is off,
 * then each unnecessary event is put back: no event of the set is unnecessary, but another set may be smaller, unless
 * all pairs were tried and the set has three events.
 *
 * @param question the events, and the function that removes them
 * @returns null where the item stays on the list without any of them
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
