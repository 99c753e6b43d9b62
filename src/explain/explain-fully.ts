import { rowVector } from '../core/numbers/row-vector.js';
import type { Contribution } from '../types/explanation.js';
import type { Interaction } from '../types/profile.js';
import { type Evidence, similarity, splitScore } from './explain-item.js';
import { settleSum } from './settle-sum.js';

/** An event and its weight for its item. */
export interface EventWorth {
  readonly interaction: Interaction;
  /** Before decay by position; below 0 it takes away from what is alike, and regularises the fold-in. */
  readonly worth: number;
}

/**
 * Splits a score into contributions of events, prototypes and popularity. An item's exact share is divided among its
 * events in proportion to their weights, whose sum is the item's weight.
 *
 * @param evidence of the list
 * @param row the item to explain
 * @param score its score; the contributions add up to it exactly
 * @param eventsOf events of a history item, by item id
 * @returns largest first, the rounding rest last
 */
export function explainFully(
  evidence: Evidence,
  row: number,
  score: number,
  eventsOf: ReadonlyMap<string, readonly EventWorth[]>,
): Contribution[] {
  const { pack, history, encoder, mix } = evidence;
  const liked = rowVector(pack, row).map((value) => encoder.blend.foldIn * value);
  const { events, against, popular, contrast } = splitScore(evidence, row, liked);
  const contributions: Contribution[] = [
    { kind: 'popular', contribution: popular },
    { kind: 'contrast', contribution: contrast },
    ...(evidence.searched?.(row) ?? []),
  ];
  for (const [place, { itemId }] of history.entries()) {
    const known = eventsOf.get(itemId) ?? [];
    for (const [sign, sum] of [
      [1, events[place]],
      [-1, against[place]],
    ]) {
      const speaking = known.filter(({ worth }) => sign * worth > 0);
      const total = speaking.reduce((all, { worth }) => all + worth, 0);
      for (const { interaction, worth } of speaking) {
        const { eventId, name, time } = interaction;
        contributions.push({ kind: 'event', eventId, itemId, name, time, contribution: sum * (worth / total) });
      }
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
