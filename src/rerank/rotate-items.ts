import type { Candidate, ListStep } from '../types/scoring/candidate.js';

/** Strength and duration of rotation. */
export interface Rotation {
  /** 0, none, to 1: an item shown just now falls to the end. */
  readonly rate: number;
  /** Seconds until an item has recovered, > 0. */
  readonly time: number;
}

/**
 * Lowers the scores of recently shown items, less with time, until they recover after
 * `time`. The deduction is a share of the item's lead over the weakest candidate, so that the setting is independent of
 * the scores' unit: `rate * (1 - age / time) * (score - least)`. Rate and time are defined as at Recombee.
 *
 * @param shownAt time when a row was last shown, milliseconds since 1970, or undefined
 * @param now time of the list, likewise
 * @param rotation rate and time
 */
export function rotateItems(shownAt: (row: number) => number | undefined, now: number, { rate, time }: Rotation): ListStep {
  const name = 'rotation';
  return {
    name,
    apply: (candidates) => {
      if (candidates.length === 0) return candidates;
      const least = candidates.reduce((lowest, { score }) => Math.min(lowest, score), Number.POSITIVE_INFINITY);
      const rotated = candidates.map((candidate): Candidate => {
        const shown = shownAt(candidate.row);
        if (shown === undefined) return candidate;
        // After a clock was set back, impressions are in the future: they count as of now.
        const fresh = 1 - Math.max(0, now - shown) / (1000 * time);
        const contribution = fresh > 0 ? -rate * fresh * (candidate.score - least) : 0;
        if (contribution === 0) return candidate;
        const adjustments = [...candidate.adjustments, { step: name, contribution }];
        return { ...candidate, score: candidate.score + contribution, adjustments };
      });
      return rotated.sort((a, b) => b.score - a.score);
    },
  };
}
