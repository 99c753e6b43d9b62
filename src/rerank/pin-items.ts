import type { Candidate, ListStep } from '../types/scoring/candidate.js';

/** An item with its place. */
export interface PinnedItem {
  readonly candidate: Candidate;
  /** From 0. */
  readonly place: number;
}

/**
 * Puts items at their places and marks them; the others keep their order and move down. In a list that is too short for its place, an item
 * comes last.
 *
 * @param pinned each row once, no two at one place
 * @param count length of the list
 */
export function pinItems(pinned: readonly PinnedItem[], count: number): ListStep {
  return {
    name: 'pin',
    apply: (candidates) => {
      const rows = new Set(pinned.map(({ candidate }) => candidate.row));
      const listed = candidates.filter(({ row }) => !rows.has(row));
      for (const { candidate, place } of [...pinned].sort((a, b) => a.place - b.place)) {
        const reached = candidates.find(({ row }) => row === candidate.row) ?? candidate;
        listed.splice(place, 0, { ...reached, promoted: true });
      }
      return listed.slice(0, count);
    },
  };
}
