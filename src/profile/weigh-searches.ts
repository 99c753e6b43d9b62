import { queryWords } from '../core/text/query-words.js';
import { DAY_MS } from '../core/time/day.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Profile, Search } from '../types/profile.js';

/** Maximum number of different searches, latest first: earlier ones have decayed. */
const SEARCHES_CONSIDERED = 20;

/** A search with its current weight. */
export interface WeighedSearch extends Search {
  /** In lower case. */
  readonly words: readonly string[];
  /** Its words, each once, in an order of their own: equal for searches that count as the same. */
  readonly key: string;
  /** In (0, 1]: 1 for a search just made. */
  readonly weight: number;
}

/**
 * A search as of the moment in which it is made.
 *
 * @param search its text, time and event
 * @returns undefined where it has no words
 */
export function searchOf(search: Search): WeighedSearch | undefined {
  const words = queryWords(search.text);
  const key = [...new Set(words)].sort().join(' ');
  return key === '' ? undefined : { ...search, words, key, weight: 1 };
}

/**
 * The current weight of each search: `2^(-age / halfLife)`, times `followerDecay` for every distinct item or search touched later. So a search fades as a view
 * does. The same words searched again count once, as of the latest time: pages tell a search and its results as two events.
 *
 * @param profile the shopper
 * @param rowOf row of an item id, or -1 where it is not in the pack
 * @param encoder weights and decays
 * @param now milliseconds since 1970; searches in the future count as of now
 * @returns latest first, without those that have no words
 */
export function weighSearches(
  { interactions, searches }: Pick<Profile, 'interactions' | 'searches'>,
  rowOf: (itemId: string) => number,
  { eventWeights, halfLifeDays, followerDecay }: EncoderSettings,
  now: number,
): WeighedSearch[] {
  const weighed = new Map<string, WeighedSearch>();
  const later = new Set<string>();
  let at = interactions.length - 1;
  for (let index = searches.length - 1; index >= 0 && weighed.size < SEARCHES_CONSIDERED; index--) {
    const search = searches[index];
    for (; at >= 0 && isLater(interactions[at], search); at--) {
      const { itemId, name } = interactions[at];
      if (Object.hasOwn(eventWeights, name) && eventWeights[name] > 0 && rowOf(itemId) >= 0) later.add(itemId);
    }
    const fresh = searchOf(search);
    if (fresh === undefined || weighed.has(fresh.key)) continue;
    const age = Math.max(0, now - search.time) / DAY_MS;
    weighed.set(fresh.key, { ...fresh, weight: 2 ** (-age / halfLifeDays) * followerDecay ** (later.size + weighed.size) });
  }
  return [...weighed.values()];
}

function isLater(a: Pick<Search, 'time' | 'eventId'>, b: Pick<Search, 'time' | 'eventId'>): boolean {
  return a.time > b.time || (a.time === b.time && a.eventId > b.eventId);
}
