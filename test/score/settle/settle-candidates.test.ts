import { describe, expect, it } from 'vitest';
import type { Candidates } from '../../../src/score/settle/candidate-finder.js';
import { magnitudesOf, roundingBound } from '../../../src/score/settle/rounding-bound.js';
import { scoreItem } from '../../../src/score/settle/score-item.js';
import { type Question, settleCandidates } from '../../../src/score/settle/settle-candidates.js';
import { expectSame, makeMask, makeQuery, makeRows, naiveTopK } from '../../conformance/scorer-problem.js';

const rows = makeRows({ items: 500, dimensions: 64 });
const query = makeQuery(rows);
const nothing = makeMask(rows.items, () => false);
const bound = roundingBound(rows.dimensions, magnitudesOf(rows), query);
const question: Question = { query, count: 20, exclusions: nothing, excluded: nothing, available: 500, bound };

/** The results of a correct GPU. */
function flawless(): Candidates {
  const { items, scores } = naiveTopK(rows, query, 64, nothing);
  return { items, scores: Float32Array.from(scores) };
}

function zero({ items, scores }: Candidates): void {
  items.fill(0);
  scores.fill(0);
}

function repeatOne({ items, scores }: Candidates): void {
  items.copyWithin(5, 4, 5);
  scores.copyWithin(5, 4, 5);
}

describe('settleCandidates', () => {
  it('returns the exact answer', () => {
    const settled = settleCandidates(rows, question, flawless());
    if (settled === undefined) throw new Error('the answer should be certain');
    expectSame(settled, naiveTopK(rows, query, 20, nothing), 'settled');
  });

  it('returns undefined if items beyond the candidates could belong to the answer', () => {
    expect(settleCandidates(rows, { ...question, count: 64 }, flawless())).toBeUndefined();
    expect(settleCandidates(rows, { ...question, bound: 100 }, flawless())).toBeUndefined();
  });

  it.each<[string, (candidates: Candidates) => void]>([
    ['zeros, as a dying device reads back', zero],
    ['a wrong score', ({ scores }) => scores.fill(scores[3] * 1.001, 3, 4)],
    ['not a number', ({ scores }) => scores.fill(Number.NaN, 3, 4)],
    ['an item twice', repeatOne],
    ['a row that does not exist', ({ items }) => items.fill(0xffffffff, 9, 10)],
  ])('rejects %s', (_, spoil) => {
    const candidates = flawless();
    spoil(candidates);
    expect(() => settleCandidates(rows, question, candidates)).toThrow('does not confirm');
  });

  it('rejects an item that was left out', () => {
    const candidates = flawless();
    const excluded = makeMask(rows.items, (item) => item === candidates.items[2]);
    expect(() => settleCandidates(rows, { ...question, excluded, available: 499 }, candidates)).toThrow('does not confirm');
  });
});

describe('roundingBound', () => {
  it('is valid for float32 sums in the worst order of a real row', () => {
    for (let item = 0; item < rows.items; item++) {
      let sum = 0;
      for (let k = 0; k < rows.dimensions; k++) {
        sum = Math.fround(sum + Math.fround(rows.rows[item * rows.dimensions + k] * query.vector[k]));
      }
      const single = Math.fround(Math.fround(sum * rows.scales[item]) + Math.fround(Math.fround(query.biasWeight) * rows.bias[item]));
      expect(Math.abs(single - scoreItem(rows, query, item))).toBeLessThanOrEqual(bound);
    }
  });

  it('is 0 without a dense part and Infinity if float32 cannot represent the query', () => {
    const magnitudes = magnitudesOf(rows);
    const zero = { ...query, vector: new Float32Array(64), biasWeight: 0 };
    expect(roundingBound(64, magnitudes, zero)).toBe(0);
    expect(roundingBound(64, magnitudes, { ...query, biasWeight: 1e300 })).toBe(Number.POSITIVE_INFINITY);
    expect(roundingBound(64, magnitudes, { ...query, vector: new Float32Array(64).fill(Number.NaN) })).toBe(Number.POSITIVE_INFINITY);
    expect(roundingBound(64, magnitudes, { ...query, vector: new Float32Array(60) })).toBe(Number.POSITIVE_INFINITY);
  });
});
