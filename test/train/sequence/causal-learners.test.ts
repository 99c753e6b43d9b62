import { describe, expect, it } from 'vitest';
import { encoderMatrices } from '../../../src/core/numbers/encoder-matrices.js';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';
import { causalPass } from '../../../src/query/causal/attend-causally.js';
import { FreeRows } from '../../../src/train/sequence/layers/free-rows.js';
import { learnerFor } from '../../../src/train/sequence/learners/learner-for.js';
import type { HistoryBatch } from '../../../src/train/sequence/learners/sequence-learner.js';
import type { CausalCard } from '../../../src/types/encoder-card.js';
import { slopeOf } from '../tools/slope-of.js';

const DIMENSIONS = 12;
const ITEMS = 9;
const convolution = { kind: 'convolution', width: DIMENSIONS, length: 7, kinds: ['purchase'], floor: 1e-5 } as const;
const CARDS: Readonly<Record<string, CausalCard>> = {
  'recurrent units as wide as the rows': { kind: 'recurrent', width: DIMENSIONS, length: 7, kinds: ['purchase'] },
  'recurrent units of another width': { kind: 'recurrent', width: 6, length: 7, kinds: ['purchase'] },
  'a block of convolutions': { ...convolution, blocks: 1, taps: 3 },
  'two blocks that read more than a history has': { ...convolution, blocks: 2, taps: 2 },
  'three blocks that read every item': { ...convolution, blocks: 3, taps: 4 },
};
/** Histories of 4, 7, 1, 2 and 7 items, latest item first. */
const BATCH: HistoryBatch = {
  items: Uint32Array.of(4, 1, 7, 2, 8, 4, 1, 0, 3, 5, 6, 2, 5, 7, 0, 1, 2, 3, 4, 5, 8),
  kinds: Uint8Array.of(0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1),
  starts: Uint32Array.of(0, 4, 11, 12, 14, 21),
};
const HISTORIES = BATCH.starts.length - 1;

/** An encoder of random weights on nine items, and a loss that is a random sum of its queries. */
function trial(card: CausalCard) {
  const random = seededRandom(1);
  const rows = new FreeRows(ITEMS, DIMENSIONS, () => true, random);
  for (let at = 0; at < rows.values.length; at++) rows.values[at] = normal(random);
  const learner = learnerFor(card, rows, HISTORIES + 1, random);
  for (const { values } of learner.runs) {
    for (let at = 0; at < values.length; at++) {
      // Biases start as zeros, as the kernel's padding is and has to stay. Far from 0 they keep most numbers away from the kink of the positive part.
      const isVector = values.length <= 3 * DIMENSIONS;
      if (values[at] === 0) values[at] = isVector ? (random() < 0.5 ? -1.5 : 1.5) : 0;
      else if (isVector) values[at] += 0.3 * normal(random);
    }
  }
  learner.turn();
  const factors = Float32Array.from({ length: HISTORIES * DIMENSIONS }, () => normal(random));
  const lossOf = (): number => {
    learner.turn();
    const { values, stride } = learner.run(BATCH, 0.5, null);
    return factors.reduce((sum, factor, at) => sum + factor * values[Math.floor(at / DIMENSIONS) * stride + (at % DIMENSIONS)], 0);
  };
  const learn = (): void => {
    const queries = learner.run(BATCH, 0.5, null);
    const values = new Float32Array(queries.values.length);
    for (const [at, factor] of factors.entries()) values[Math.floor(at / DIMENSIONS) * queries.stride + (at % DIMENSIONS)] = factor;
    learner.learn({ ...queries, values });
  };
  return { learner, rows, lossOf, learn };
}

describe.each(Object.entries(CARDS))('%s', (_name, card) => {
  it('read a history as a browser does', () => {
    const { learner, rows } = trial(card);
    const sizes = Object.entries(learner.weights).map(([name, { length }]) => [name, length]);
    expect(sizes.sort()).toEqual(
      encoderMatrices(card, DIMENSIONS)
        .map((matrix) => [matrix.name, matrix.rows * matrix.columns])
        .sort(),
    );
    const { values, stride } = learner.run(BATCH, 0, null);
    for (let history = 0; history < HISTORIES; history++) {
      const [start, end] = [BATCH.starts[history], BATCH.starts[history + 1]];
      const items = [...BATCH.items.subarray(start, end)].reverse();
      const read = Float64Array.from(items.flatMap((row) => [...rows.values.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)]));
      const kinds = BATCH.kinds.slice(start, end).reverse();
      const expected = causalPass(card, learner.weights, { count: items.length, rows: read, kinds }).subarray(-DIMENSIONS);
      for (let k = 0; k < DIMENSIONS; k++) expect(Math.abs(values[history * stride + k] - expected[k])).toBeLessThan(1e-4);
    }
  });

  it('have the gradients of their loss, of every weight and every row, also after another batch', () => {
    const { learner, rows, lossOf, learn } = trial(card);
    const other = { items: BATCH.items.slice(0, 11), kinds: BATCH.kinds.slice(0, 11), starts: Uint32Array.of(0, 2, 9, 10, 11) };
    learner.run(other, 0.5, seededRandom(2));
    learn();
    const here = lossOf();
    // The positive part has kinks: beside one, the gradient is the slope of a shorter step, or to the other side alone.
    const slopesOf = (values: Float32Array, at: number): number[] =>
      [2e-3, 3e-4].flatMap((step) => {
        const known = values[at];
        const [above, below] = [step, -step].map((move) => {
          values[at] = known + move;
          return lossOf();
        });
        values[at] = known;
        return [(above - below) / (2 * step), (above - here) / step, (here - below) / step];
      });
    const gradients = learner.runs.map((run) => run.gradients.slice());
    for (const [run, { values }] of learner.runs.entries()) {
      expect(
        gradients[run].some((gradient) => gradient !== 0),
        `run ${run}`,
      ).toBe(true);
      for (let at = 0; at < values.length; at += 7) {
        if (values[at] === 0) continue;
        const gradient = gradients[run][at];
        const differences = slopesOf(values, at).map((slope) => Math.abs(slope - gradient));
        expect(Math.min(...differences), `run ${run}, ${at}`).toBeLessThan(0.01 + 0.02 * Math.abs(gradient));
      }
    }
    // A step of Adam from zero goes against the sign of the gradient, by the rate.
    const before = rows.values.slice();
    const slopes = Float64Array.from(before, (_, at) => slopeOf(rows.values, at, 2e-3, lossOf));
    rows.step(0.001);
    for (const [at, slope] of slopes.entries()) {
      if (Math.abs(slope) > 0.02) expect(rows.values[at] - before[at], `row ${at}`).toBeCloseTo(-0.001 * Math.sign(slope), 4);
    }
  });

  it('leave out a share of the numbers, and learn from the others alone', () => {
    const { learner, learn } = trial(card);
    const { values } = learner.run(BATCH, 0.5, null);
    const whole = values.slice();
    const less = learner.run(BATCH, 0.5, seededRandom(3)).values;
    expect(less.some((value, at) => Math.abs(value - whole[at]) > 0.01)).toBe(true);
    learn();
    expect(learner.run(BATCH, 0.5, null).values).toEqual(whole);
  });
});
