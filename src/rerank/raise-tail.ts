import type { Candidate, ListStep } from '../types/scoring/candidate.js';

/** A floor under the exposure of the long tail. */
export interface ExposureFloor {
  /** Whether a row is in the long tail. */
  isTail(row: number): boolean;
  /** Minimum share of the places, 0 to 1. */
  readonly share: number;
  /** Length of the list. */
  readonly count: number;
  /** Receives the number of items of the tail in the list, where there are too few for the share, and the length of the list. */
  tell?(listed: number, places: number): void;
}

/**
 * Keeps at least a share of the places for the long tail, in every beginning of the list: where it would have too few, the best item of the tail comes
 * before better ones. No other order of the candidates with that share has higher scores at any length. Scores are unchanged.
 *
 * @param floor share, length of the list, and what the tail is
 * @see Singh, Joachims: Fairness of exposure in rankings, KDD 2018; Zehlike et al.: FA*IR, a fair top-k ranking algorithm, CIKM 2017, for a minimum share
 *   in every prefix, filled greedily by score
 */
export function raiseTail({ isTail, share, count, tell }: ExposureFloor): ListStep {
  return {
    name: 'exposure floor',
    apply: (candidates) => {
      const places = Math.min(count, candidates.length);
      const tail = candidates.filter(({ row }) => isTail(row)).values();
      const taken = new Set<Candidate>();
      let listed = 0;
      for (const candidate of candidates) {
        if (taken.size >= places) break;
        // What the tail is owed comes first, then whatever is best.
        while (taken.size < places && listed < Math.floor((taken.size + 1) * share + 1e-9)) {
          let { value: next } = tail.next();
          while (next && taken.has(next)) next = tail.next().value;
          if (!next) break;
          taken.add(next);
          listed++;
        }
        if (taken.size >= places || taken.has(candidate)) continue;
        taken.add(candidate);
        if (isTail(candidate.row)) listed++;
      }
      if (listed < Math.floor(places * share + 1e-9)) tell?.(listed, places);
      return [...taken, ...candidates.filter((candidate) => !taken.has(candidate))];
    },
  };
}
