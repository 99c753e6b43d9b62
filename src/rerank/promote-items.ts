import type { Candidate, ListStep } from '../types/scoring/candidate.js';
import type { LimitCounter } from './item-limits.js';

/** The promoted items and their share of the list. */
export interface PromotedShare {
  /** The promoted items of this list, in the order of the shopper's scores. */
  readonly promoted: readonly Candidate[];
  /** Share of the places, 0 to 1. */
  readonly share: number;
  /** Length of the list. */
  readonly count: number;
  /** Makes a counter of the list's limits. */
  readonly limits: () => LimitCounter;
  /** Rows placed elsewhere in the list. */
  readonly without: ReadonlySet<number>;
}

/**
 * Gives a share of the places to promoted items, spread evenly, in the order of the shopper's scores. Every promoted item in the list is
 * marked, also where its score alone put it there.
 *
 * @param share items, share of places, and limits
 */
export function promoteItems({ promoted, share, count, limits, without }: PromotedShare): ListStep {
  const rows = new Set(promoted.map(({ row }) => row));
  return {
    name: 'promoted',
    apply: (candidates) => {
      const counter = limits();
      const listed: Candidate[] = [];
      const held = new Set(without);
      const reached = new Map(candidates.map((candidate) => [candidate.row, candidate]));
      const takeNext = (from: readonly Candidate[]): boolean => {
        const next = from.find(({ row }) => !held.has(row) && counter.fits(row));
        if (next === undefined) return false;
        held.add(next.row);
        counter.add(next.row);
        listed.push(rows.has(next.row) ? { ...(reached.get(next.row) ?? next), promoted: true } : next);
        return true;
      };
      for (let place = 0; place < count; place++) {
        // Every prefix of the list has its share.
        const ofTheShop = Math.floor((place + 1) * share + 1e-9) > Math.floor(place * share + 1e-9);
        if (ofTheShop && takeNext(promoted)) continue;
        if (!takeNext(candidates)) break;
      }
      return listed;
    },
  };
}
