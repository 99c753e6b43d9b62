import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partialSort, standsBefore, TopList } from '../../../src/core/numbers/top-list.js';

/** Few distinct scores, so that many are equal. */
const anyScores = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { maxLength: 400, size: 'max' });

function sorted(scores: readonly number[]): number[] {
  return scores.map((_, item) => item).sort((a, b) => (standsBefore(scores[a], a, scores[b], b) ? -1 : 1));
}

describe('TopList', () => {
  it('keeps the best, equal scores in order of row number', () => {
    fc.assert(
      fc.property(anyScores, fc.integer({ min: 1, max: 50 }), (scores, size) => {
        const best = new TopList(size);
        // Twice: an emptied list works like a new one.
        for (let time = 0; time < 2; time++) {
          scores.forEach((score, item) => {
            if (score >= best.threshold) best.offer(item, score);
          });
          const expected = sorted(scores).slice(0, size);
          const { items, scores: kept } = best.take();
          expect([...items]).toEqual(expected);
          expect([...kept]).toEqual(expected.map((item) => scores[item]));
        }
      }),
    );
  });
});

describe('partialSort', () => {
  it('sorts the given places and leaves the others on their side', () => {
    fc.assert(
      fc.property(anyScores, fc.nat(400), fc.nat(400), (scores, a, b) => {
        const [from, to] = [Math.min(a, b, scores.length), Math.min(Math.max(a, b), scores.length)];
        const items = Uint32Array.from(scores.keys());
        partialSort(Float64Array.from(scores), items, 0, scores.length, from, to);
        const expected = sorted(scores);
        expect([...items.subarray(from, to)]).toEqual(expected.slice(from, to));
        if (from === to) return;
        expect([...items.subarray(0, from)].sort()).toEqual(expected.slice(0, from).sort());
      }),
    );
  });
});
