import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseGreedily } from '../../src/rerank/choose-greedily.js';
import { likenessPenalty } from '../../src/rerank/likeness-penalty.js';
import { miscalibrationPenalty } from '../../src/rerank/miscalibration-penalty.js';
import { rotateItems } from '../../src/rerank/rotate-items.js';
import { miscalibration } from '../../src/train/metrics/miscalibration.js';
import type { Candidate } from '../../src/types/scoring/candidate.js';

const DIMENSIONS = 4;
const PLACES = 5;
const lists = fc
  .array(
    fc.record({
      score: fc.integer({ min: -50, max: 50 }),
      row: fc.array(fc.integer({ min: -127, max: 127 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS }),
    }),
    { minLength: 2, maxLength: 20 },
  )
  .map((items) => {
    const candidates: Candidate[] = items.map(({ score }, row) => ({ row, score, adjustments: [] }));
    return {
      rows: Int8Array.from(items.flatMap(({ row }) => row)),
      dimensions: DIMENSIONS,
      candidates: candidates.sort((a, b) => b.score - a.score),
    };
  });
const shares = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10);
const rowsOf = (list: readonly Candidate[]): number[] => list.map(({ row }) => row);
const sorted = (list: readonly Candidate[]): number[] => rowsOf(list).sort((a, b) => a - b);

it('changes nothing at diversity 0', () => {
  fc.assert(
    fc.property(lists, (list) => {
      expect(chooseGreedily(list.candidates, PLACES, [likenessPenalty(list, list.candidates, 0)])).toBe(list.candidates);
    }),
  );
});

it('chooses the same as a naive maximal marginal relevance, and loses no candidate', () => {
  fc.assert(
    fc.property(lists, shares, (list, diversity) => {
      const { candidates, rows } = list;
      const unit = ({ row }: Candidate): number[] => {
        const vector = Array.from(rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS));
        const squared = vector.reduce((sum, value) => sum + value ** 2, 0);
        const scale = squared > 0 ? 1 / Math.sqrt(squared) : 0;
        return vector.map((value) => scale * value);
      };
      const cosine = (a: Candidate, b: Candidate): number => unit(a).reduce((sum, value, k) => sum + value * unit(b)[k], 0);
      const least = candidates[candidates.length - 1].score;
      const span = candidates[0].score - least;
      const naive: Candidate[] = [];
      while (naive.length < Math.min(PLACES, candidates.length)) {
        const worth = (one: Candidate): number =>
          (1 - diversity) * (span > 0 ? (one.score - least) / span : 1) -
          (naive.length === 0 ? 0 : diversity * Math.max(...naive.map((other) => cosine(other, one))));
        naive.push(candidates.filter((one) => !naive.includes(one)).reduce((best, one) => (worth(one) > worth(best) ? one : best)));
      }
      const found = chooseGreedily(candidates, PLACES, [likenessPenalty(list, candidates, diversity)]);
      expect(rowsOf(found).slice(0, PLACES)).toEqual(rowsOf(naive));
      expect(sorted(found)).toEqual(sorted(candidates));
    }),
  );
});

it('has no lower bound above the actual penalty', () => {
  fc.assert(
    fc.property(lists, fc.array(fc.nat(), { maxLength: 6 }), (list, choices) => {
      const penalty = likenessPenalty(list, list.candidates, 0.5);
      for (const choice of choices) {
        penalty.choose(choice % list.candidates.length);
        // Every other candidate, so that some are evaluated after several choices.
        for (let place = choice % 2; place < list.candidates.length; place += 2) {
          const promised = penalty.least?.(place);
          expect(promised).toBeLessThanOrEqual(penalty.cost(place));
          expect(penalty.least?.(place)).toBe(penalty.cost(place));
        }
      }
    }),
  );
});

it('moves the list towards the mix of the shopper when calibrated alone, never away', () => {
  fc.assert(
    fc.property(lists, ({ candidates }) => {
      const categories = candidates.map(({ row }) => row % 2);
      const category = ({ row }: Candidate): number => row % 2;
      const wanted = new Map([
        [0, 0.5],
        [1, 0.5],
      ]);
      const found = chooseGreedily(candidates, 2, [miscalibrationPenalty({ wanted, categories }, 1)]);
      const away = (list: readonly Candidate[]): number => miscalibration([0, 1], list.slice(0, 2).map(category));
      expect(away(found)).toBeLessThanOrEqual(away(candidates) + 1e-12);
      expect(away(found)).toBeCloseTo(0, 10);
      expect(sorted(found)).toEqual(sorted(candidates));
    }),
  );
});

it('moves an item that was just shown to the end at rate 1, and restores it after the given time', () => {
  const candidates: Candidate[] = [3, 2, 1].map((score, row) => ({ row, score, adjustments: [] }));
  const shown = (row: number): number | undefined => (row === 0 ? 0 : undefined);
  const at = (now: number): readonly Candidate[] => rotateItems(shown, now, { rate: 1, time: 10 }).apply(candidates);
  expect(at(0).find(({ row }) => row === 0)).toMatchObject({ score: 1, adjustments: [{ step: 'rotation', contribution: -2 }] });
  expect(rowsOf(at(0))[0]).toBe(1);
  expect(at(10_000)).toEqual(candidates);
});
