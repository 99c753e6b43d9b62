import type { Candidate, ListStep } from '../types/scoring/candidate.js';
import type { LimitCounter } from './item-limits.js';

/** Which items the shop wants to be seen, and how much. */
export interface PromotedShare {
  /** The promoted items that may stand in this list, in the shopper's order. */
  readonly promoted: readonly Candidate[];
  /** Share of the places, 0 to 1. */
  readonly share: number;
  /** Places of the list. */
  readonly count: number;
  /** A counter of what the list may still hold. */
  readonly limits: () => LimitCounter;
  /** Rows that stand elsewhere in the list. */
  readonly without: ReadonlySet<number>;
}

/**
 * Gives a share of the places to the shop's own items, spread evenly, in the shopper's order of them. Every one that stands in the list is
 * marked, also where its own score put it there.
 *
 * @param share which items, how many places, within which limits
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
        // Every beginning of the list has its share.
        const ofTheShop = Math.floor((place + 1) * share + 1e-9) > Math.floor(place * share + 1e-9);
        if (ofTheShop && takeNext(promoted)) continue;
        if (!takeNext(candidates)) break;
      }
      return listed;
    },
  };
}
