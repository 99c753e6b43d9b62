import fc from 'fast-check';
import { expect, it } from 'vitest';
import { historyShares } from '../../../src/core/catalog/item-parts.js';
import type { HistoryItem } from '../../../src/types/history.js';

const anyHistory = fc
  .array(fc.tuple(fc.constantFrom(0, 1, 3, 8), fc.constantFrom(0, 0.5, 4)), { minLength: 1, maxLength: 8 })
  .map((items) =>
    items.map(([interest, against], row): HistoryItem => ({ row, itemId: `${row}`, name: 'rate', interest, weight: interest, against })),
  );
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const part = { worth: 2, decay: 0.8, table: null };

it('likes share the worth of a part, and dislikes take away no more than their share of it', () => {
  fc.assert(
    fc.property(anyHistory, fc.constantFrom(0, 0.25, 1), (history, dislike) => {
      const { liked, disliked } = historyShares(history, { ...part, dislike });
      expect(sumOf(liked)).toBeCloseTo(history.some(({ interest }) => interest > 0) ? 2 : 0);
      expect(sumOf(disliked)).toBeGreaterThanOrEqual(-2 * dislike - 1e-9);
      for (const [place, { against }] of history.entries()) expect(disliked[place] < 0).toBe(against > 0 && dislike > 0);
      // A dislike leaves the likes as they are.
      expect(liked).toEqual(
        historyShares(
          history.map((item) => ({ ...item, against: 0 })),
          part,
        ).liked,
      );
    }),
  );
});
