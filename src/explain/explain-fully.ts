import { rowVector } from '../core/numbers/row-vector.js';
import type { Contribution } from '../types/explanation.js';
import type { Interaction } from '../types/profile.js';
import { type Evidence, similarity, takeApart } from './explain-item.js';
import { settleSum } from './settle-sum.js';

/** An event of an item, and what it is worth for it. */
export interface EventWorth {
  readonly interaction: Interaction;
  /** Before decay by position; what is below 0 gives nothing, it only holds the fold-in back. */
  readonly worth: number;
}

/**
 * Takes a score apart as far as it goes: by event, by kind of shopper, and popularity. An item's exact share is parted among its
 * events in proportion to their worth, of which it is the sum; so each event has what it put in.
 *
 * @param evidence what the list was ranked by
 * @param row the item to explain
 * @param score its score; the contributions add up to it, to the last bit
 * @param eventsOf by item id: the events of an item of the history
 * @returns largest first, what rounding leaves last
 */
export function explainFully(
  evidence: Evidence,
  row: number,
  score: number,
  eventsOf: ReadonlyMap<string, readonly EventWorth[]>,
): Contribution[] {
  const { pack, history, encoder, mix } = evidence;
  const liked = rowVector(pack, row).map((value) => encoder.blend.foldIn * value);
  const { events, popular } = takeApart(evidence, row, liked);
  const contributions: Contribution[] = [{ kind: 'popular', contribution: popular }];
  for (const [place, { itemId }] of history.entries()) {
    const speaking = (eventsOf.get(itemId) ?? []).filter(({ worth }) => worth > 0);
    const total = speaking.reduce((sum, { worth }) => sum + worth, 0);
    for (const { interaction, worth } of speaking) {
      const { eventId, name, time } = interaction;
      contributions.push({ kind: 'event', eventId, itemId, name, time, contribution: events[place] * (worth / total) });
    }
  }
  for (const { prototype, share } of mix) {
    const contribution = encoder.blend.prototypes * share * similarity(pack.prototypes?.likes ?? null, prototype, row);
    contributions.push({ kind: 'prototype', prototype, contribution });
  }
  const sorted = contributions.filter(({ contribution }) => contribution !== 0);
  sorted.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const rest = score - sorted.reduce((sum, { contribution }) => sum + contribution, 0);
  return settleSum<Contribution>(rest === 0 ? sorted : [...sorted, { kind: 'rest', contribution: rest }], score);
}
