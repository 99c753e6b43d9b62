import type { Candidate, ListStep } from '../types/scoring/candidate.js';

/** How strongly items rotate, and how long they take to come back. */
export interface Rotation {
  /** 0, not at all, to 1: an item shown this moment falls to the end. */
  readonly rate: number;
  /** Seconds until an item has recovered, > 0. */
  readonly time: number;
}

/**
 * Items that were shown a short while ago fall back, the more so the shorter ago it was, and are as good as new after
 * `time`. What is taken off is a share of what the item is ahead of the weakest candidate, so that the setting means the same
 * whatever the scores' unit: `rate * (1 - age / time) * (score - least)`. Rate and time mean what they do at Recombee.
 *
 * @param shownAt when a row was last shown, milliseconds since 1970, or undefined
 * @param now the moment of the list, likewise
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
        // A clock set back leaves impressions "in the future": they count as of now.
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
