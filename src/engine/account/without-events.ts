import { hasBit } from '../../core/numbers/bitset.js';
import { createTimeSlices } from '../../core/time/time-slices.js';
import { restoreProfile } from '../../profile/fold-events.js';
import { heedWishes } from '../../profile/heed-wishes.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import type { Pack } from '../../types/pack.js';
import type { Profile } from '../../types/profile.js';
import type { Exclude } from '../../types/request.js';
import type { Query } from '../../types/scoring/query.js';
import type { ListContext } from '../list/list-context.js';
import { personalEvidence } from '../list/personal-source.js';

/** Number of places examined; an item behind them has rank null. */
const PLACES = 1000;
/** Number of sets folded before their queries are scored. */
const BATCH = 64;
/** Queries per batch: on a GPU, many cost little more than one; on a processor, a batch blocks other work. */
const QUERIES = { gpu: BATCH, processor: 4 };

/**
 * The profile without some events: the fold of the others.
 *
 * @param pack that the shopper's wishes are heeded in
 * @param profile the shopper
 * @param eventIds events to remove
 */
function withoutEvents(pack: Pack, { recorded, searches, wishes }: Profile, eventIds: ReadonlySet<string>): Profile {
  const stays = ({ eventId }: { readonly eventId: string }): boolean => !eventIds.has(eventId);
  const left = { recorded: recorded.filter(stays), searches: searches.filter(stays), wishes: wishes.filter(stays) };
  return heedWishes(restoreProfile(left), pack);
}

/** Rows left out of the list. */
export interface LeftOut {
  /** Part of the history. */
  readonly exclude: Exclude;
  /** Rows left out for every shopper: bitset over rows. */
  readonly notOffered: Uint32Array;
}

/**
 * The rows left out of the list of a shopper.
 *
 * @param pack the catalogue
 * @param profile the shopper
 * @param leftOut exclusions of the list
 * @returns bitset over rows
 */
export function maskOf(pack: Pack, profile: Profile, { exclude, notOffered }: LeftOut): Uint32Array {
  return excludeItems(pack, profile, exclude).map((bits, word) => bits | notOffered[word]);
}

/**
 * The rank of an item without each of several sets of events. Each set is folded, weighed and encoded again, without
 * approximation; sets with equal masks are scored in one batch.
 *
 * @param context pack, scorer, shopper and time
 * @param row the item
 * @param leftOut exclusions of the list
 * @param sets event ids of each set
 * @param signal cancels the work at the next pause
 * @returns per set the rank from 1; null where the mask leaves the item out, or its rank is above 1000
 */
export async function ranksWithout(
  context: ListContext,
  row: number,
  leftOut: LeftOut,
  sets: readonly (readonly string[])[],
  signal?: AbortSignal,
): Promise<(number | null)[]> {
  const ranks: (number | null)[] = sets.map(() => null);
  const timeSlices = createTimeSlices();
  const rest = async (): Promise<void> => {
    await timeSlices();
    signal?.throwIfAborted();
  };
  const { backend } = context.scorer;
  const atOnce = backend === 'js' || backend === 'wasm' ? QUERIES.processor : QUERIES.gpu;
  for (let first = 0; first < sets.length; first += BATCH) {
    const groups = new Map<string, { mask: Uint32Array; places: number[]; queries: Query[] }>();
    for (let place = first; place < Math.min(first + BATCH, sets.length); place++) {
      await rest();
      const profile = withoutEvents(context.pack, context.profile, new Set(sets[place]));
      const mask = maskOf(context.pack, profile, leftOut);
      await context.pack.readAhead?.(profile, context.now);
      const { query } = personalEvidence({ ...context, profile });
      if (hasBit(mask, row)) continue;
      const key = mask.join();
      const group = groups.get(key) ?? { mask, places: [], queries: [] };
      group.places.push(place);
      group.queries.push(query);
      groups.set(key, group);
    }
    for (const { mask, places, queries } of groups.values()) {
      for (let begin = 0; begin < queries.length; begin += atOnce) {
        await rest();
        const some = queries.slice(begin, begin + atOnce);
        const lists = await context.scorer.scoreBatch(some, Math.min(PLACES, context.pack.items), mask);
        for (const [at, { items }] of lists.entries()) {
          const found = items.indexOf(row);
          ranks[places[begin + at]] = found < 0 ? null : found + 1;
        }
      }
    }
  }
  return ranks;
}
