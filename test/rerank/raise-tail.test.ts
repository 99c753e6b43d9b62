import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { raiseTail } from '../../src/rerank/raise-tail.js';
import type { Candidate } from '../../src/types/scoring/candidate.js';

const candidates = (length: number): Candidate[] => Array.from({ length }, (_, row) => ({ row, score: -row, adjustments: [] }));
const raised = (tail: readonly boolean[], share: number, count: number, told: number[][] = []): number[] =>
  raiseTail({ isTail: (row) => tail[row], share, count, tell: (...counts) => told.push(counts) })
    .apply(candidates(tail.length))
    .map(({ row }) => row);
const anyTail = fc.array(fc.boolean(), { maxLength: 40 });
const anyShare = fc.double({ min: 0, max: 1, noNaN: true });
const anyCount = fc.integer({ min: 1, max: 30 });

describe('an exposure floor', () => {
  it('puts the best of the long tail where its share begins to be due', () => {
    expect(raised([false, false, false, false, false, false, true, true], 0.4, 5)).toEqual([0, 1, 6, 2, 7, 3, 4, 5]);
  });

  it('gives the long tail its share in every beginning of the list, as far as it has items; else tells that', () =>
    fc.assert(
      fc.property(anyTail, anyShare, anyCount, (tail, share, count) => {
        const told: number[][] = [];
        const list = raised(tail, share, count, told);
        expect([...list].sort((a, b) => a - b)).toEqual(tail.map((_, row) => row));
        const all = tail.filter(Boolean).length;
        const places = Math.min(count, tail.length);
        for (let length = 1; length <= places; length++) {
          const listed = list.slice(0, length).filter((row) => tail[row]).length;
          expect(listed).toBeGreaterThanOrEqual(Math.min(all, Math.floor(length * share + 1e-9)));
        }
        expect(told).toEqual(all < Math.floor(places * share + 1e-9) ? [[all, places]] : []);
      }),
    ));

  it('keeps the order of the scores within the tail and outside it, and changes nothing where the share is met', () =>
    fc.assert(
      fc.property(anyTail, anyShare, anyCount, (tail, share, count) => {
        const list = raised(tail, share, count).slice(0, count);
        for (const part of [true, false]) {
          const own = list.filter((row) => tail[row] === part);
          expect(own).toEqual([...own].sort((a, b) => a - b));
        }
        expect(raised(tail, 0, count)).toEqual(tail.map((_, row) => row));
      }),
    ));
});
