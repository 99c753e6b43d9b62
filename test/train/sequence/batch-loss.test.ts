import { expect, it } from 'vitest';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';
import { readItems } from '../../../src/query/attend-history.js';
import { BatchLoss, type TrainedEncoder } from '../../../src/train/sequence/batch-loss.js';
import { popularNegatives } from '../../../src/train/sequence/layers/popular-negatives.js';
import { LearnedRows } from '../../../src/train/sequence/learned-rows.js';
import type { TrainingPlace } from '../../../src/train/sequence/read-place.js';
import { freshEncoder } from '../../../src/train/sequence/train-consistent.js';
import type { ConsistentCard } from '../../../src/types/encoder-card.js';
import { slopeOf } from '../tools/slope-of.js';

/** Scores are float32, so smaller steps would measure their rounding. */
const STEP = 1e-3;
const DIMENSIONS = 8;
const CARD: ConsistentCard = { kind: 'consistent', width: 4, blocks: 1, length: 5, kinds: ['purchase'] };
const DRAWN = Uint32Array.of(0, 3, 3, 8, 1, 6);
const COUNTED = Uint32Array.of(0, 0, 3, 5, 5, 5, 8);

/** An encoder of random weights on nine items, and two places. */
function trial() {
  const random = seededRandom(1);
  const values = Float32Array.from({ length: 9 * DIMENSIONS }, () => normal(random));
  const rows = new LearnedRows({ dimensions: DIMENSIONS, values }, () => true, random);
  const trained: TrainedEncoder = { ...freshEncoder(CARD, DIMENSIONS, random), rows };
  trained.sharpness[0] = 0.7;
  const interactions = { items: 9, itemRows: COUNTED } as Parameters<typeof popularNegatives>[0];
  const negatives = popularNegatives(interactions, () => true);
  const losses = new BatchLoss(trained, negatives, 4, DRAWN.length);
  const place = (history: number[], kinds: number[], target: number): TrainingPlace => ({
    items: readItems(
      history.map((row) => rows.of(row)),
      kinds,
    ),
    history,
    target,
  });
  const lossOf = (learns: boolean): number => {
    const places = [place([4, 1, 7, 2], [0, 1, 0, 1], 5), place([8, 4], [1, 0], 3)];
    return losses.of({ places, drawn: DRAWN, learns, dropout: null });
  };
  return { trained, rows, negatives, lossOf };
}

it('is the mean of the negative logarithms of the shares of the targets among the items drawn, less those that a history has', () => {
  const { trained, rows, negatives, lossOf } = trial();
  const product = (query: Float64Array, row: number): number => rows.of(row).reduce((sum, value, k) => sum + value * query[k], 0);
  // Without weights all items of a history count the same.
  for (const values of Object.values(trained.matrices)) values.fill(0);
  const expected = (
    [
      [[4, 1, 7, 2], 5],
      [[8, 4], 3],
    ] as const
  ).map(([history, target]) => {
    const query = Float64Array.from({ length: DIMENSIONS }, (_, k) =>
      history.reduce((sum: number, row) => sum + rows.of(row)[k] / history.length, 0),
    );
    const worth = (row: number): number => Math.exp(Math.exp(0.7) * product(query, row) - negatives.logProbability(row));
    const others = [...DRAWN].filter((row) => row !== target && !(history as readonly number[]).includes(row));
    return -Math.log(worth(target) / others.reduce((sum, row) => sum + worth(row), worth(target)));
  });
  expect(lossOf(false)).toBeCloseTo((expected[0] + expected[1]) / 2, 5);
});

it('has by every weight the gradient of finite differences', () => {
  const { trained, lossOf } = trial();
  lossOf(true);
  const runs = [...Object.entries(trained.matrices), ['sharpness', trained.sharpness] as const];
  let compared = 0;
  for (const [name, values] of runs) {
    const gradients = name === 'sharpness' ? trained.sharpnessGradient : trained.gradients[name];
    for (let k = 0; k < values.length; k++) {
      expect(Math.abs(gradients[k] - slopeOf(values, k, STEP, () => lossOf(false))), `${name}[${k}]`).toBeLessThan(3e-4);
      if (Math.abs(gradients[k]) > 3e-3) compared++;
    }
  }
  // Gradients of zeros would agree with a loss that does not depend on the weights.
  expect(compared).toBeGreaterThan(20);
});

it('has by every row the gradient of finite differences, along the sphere of rows of length 1', () => {
  const { rows, lossOf } = trial();
  lossOf(true);
  let compared = 0;
  for (let row = 0; row < 9; row++) {
    const own = rows.of(row);
    const slopes = Array.from(own, (_, k) => slopeOf(own, k, STEP, () => lossOf(false)));
    const along = (by: ArrayLike<number>): number => own.reduce((sum, value, k) => sum + value * by[k], 0);
    const gradient = rows.gradientOf(row);
    const [radial, measured] = [along(gradient), along(slopes)];
    for (let k = 0; k < DIMENSIONS; k++) {
      const difference = gradient[k] - radial * own[k] - (slopes[k] - measured * own[k]);
      expect(Math.abs(difference), `row ${row}, column ${k}`).toBeLessThan(1e-3);
      if (Math.abs(gradient[k]) > 1e-2) compared++;
    }
  }
  expect(compared).toBeGreaterThan(30);
});

it('moves in a step the rows that have a gradient, and they keep the length 1', () => {
  const { rows } = trial();
  const before = rows.values.slice();
  rows.add(
    2,
    Float64Array.from({ length: DIMENSIONS }, (_, k) => k),
  );
  rows.step();
  const changed = new Set(Array.from(before, (value, k) => (value === rows.values[k] ? -1 : Math.floor(k / DIMENSIONS))));
  expect([...changed].sort()).toEqual([-1, 2]);
  expect(Math.hypot(...rows.of(2))).toBeCloseTo(1, 6);
  expect([...rows.gradientOf(2)]).toEqual(new Array(DIMENSIONS).fill(0));
});
