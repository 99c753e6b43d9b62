import { expect, it } from 'vitest';
import { encoderMatrices } from '../../../src/core/numbers/encoder-matrices.js';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';
import { attentionPass } from '../../../src/query/causal/attention-pass.js';
import { FreeRows } from '../../../src/train/sequence/layers/free-rows.js';
import { ItemSoftmax } from '../../../src/train/sequence/layers/item-softmax.js';
import { AttentionLearner } from '../../../src/train/sequence/learners/attention-learner.js';
import type { HistoryBatch } from '../../../src/train/sequence/learners/sequence-learner.js';
import type { AttentionCard } from '../../../src/types/encoder-card.js';

const WIDTH = 12;
const CARD: AttentionCard = {
  kind: 'attention',
  width: WIDTH,
  length: 5,
  kinds: ['purchase'],
  blocks: 1,
  heads: 2,
  inner: 20,
  norms: 'after',
  activation: 'gelu',
  places: 'latest',
  padding: 'masked',
  floor: 1e-5,
};
const ITEMS = 9;
const RIVALS = { rows: Uint32Array.of(0, 3, 8, 1, 6), logs: Float32Array.of(-0.2, -0.5, -0.3, -0.9, -1.2) };
/** Three histories, latest item first, and what came. */
const BATCH: HistoryBatch = {
  items: Uint32Array.of(4, 1, 7, 2, 8, 4, 1),
  kinds: Uint8Array.of(0, 1, 0, 1, 1, 0, 0),
  starts: Uint32Array.of(0, 4, 6, 7),
};
const TARGETS = Uint32Array.of(5, 3, 7);

/** An encoder of random weights on nine items. */
function trial() {
  const random = seededRandom(1);
  const rows = new FreeRows(ITEMS, WIDTH, () => true, random);
  for (let at = 0; at < rows.values.length; at++) rows.values[at] = normal(random);
  const learner = new AttentionLearner(CARD, rows, 4, random);
  for (const { values } of learner.runs) {
    // The kernel's padding has to stay 0.
    for (let at = 0; at < values.length; at++) if (values[at] !== 0 || values.length === WIDTH) values[at] = 0.5 * normal(random);
  }
  learner.turn();
  const softmax = new ItemSoftmax(rows, 4, RIVALS.rows.length, 1);
  softmax.setRivals(RIVALS);
  const lossOf = async (learns: boolean): Promise<number> => {
    const queries = learner.run(BATCH, 0.5, null);
    const by = { ...queries, values: new Float32Array(queries.values.length) };
    const loss = await softmax.run(queries, TARGETS, by);
    if (learns) {
      await softmax.learn();
      learner.learn(by);
    }
    return loss;
  };
  return { learner, rows, softmax, lossOf };
}

it('reads a history as a browser does', () => {
  const { learner, rows } = trial();
  const { values, stride } = learner.run(BATCH, 0, null);
  expect(
    Object.entries(learner.weights)
      .map(([name, { length }]) => [name, length])
      .sort(),
  ).toEqual(
    encoderMatrices(CARD, WIDTH)
      .map((matrix) => [matrix.name, matrix.rows * matrix.columns])
      .sort(),
  );
  for (let history = 0; history < 3; history++) {
    const items = [...BATCH.items.subarray(BATCH.starts[history], BATCH.starts[history + 1])].reverse();
    const read = Float64Array.from(items.flatMap((row) => [...rows.values.subarray(row * WIDTH, (row + 1) * WIDTH)]));
    const kinds = BATCH.kinds.slice(BATCH.starts[history], BATCH.starts[history + 1]).reverse();
    const expected = attentionPass(CARD, learner.weights, { count: items.length, rows: read, kinds }).subarray(-WIDTH);
    for (let k = 0; k < WIDTH; k++) expect(values[history * stride + k]).toBeCloseTo(expected[k], 4);
  }
});

it('has the gradients of its loss, of every weight and every row', async () => {
  const { learner, rows, lossOf } = trial();
  await lossOf(true);
  const gradients = learner.runs.map(({ gradients }) => gradients.slice());
  const step = 1e-2;
  const slopeAt = async (values: Float32Array, at: number): Promise<number> => {
    const before = values[at];
    const lossAt = (value: number): Promise<number> => {
      values[at] = value;
      learner.turn();
      return lossOf(false);
    };
    const slope = ((await lossAt(before + step)) - (await lossAt(before - step))) / (2 * step);
    values[at] = before;
    learner.turn();
    return slope;
  };
  for (const [run, { values }] of learner.runs.entries()) {
    for (let at = 0; at < values.length; at += 7) {
      if (values[at] === 0) continue;
      expect(Math.abs((await slopeAt(values, at)) - gradients[run][at]), `run ${run}, ${at}`).toBeLessThan(
        2e-3 + 0.02 * Math.abs(gradients[run][at]),
      );
    }
  }
  // A step of Adam from zero goes against the sign of the gradient, by the rate.
  const before = rows.values.slice();
  const slopes = new Float64Array(before.length);
  for (let at = 0; at < slopes.length; at++) slopes[at] = await slopeAt(rows.values, at);
  rows.step(0.001);
  for (const [at, slope] of slopes.entries()) {
    if (Math.abs(slope) > 0.01)
      expect(rows.values[at] - before[at], `row ${Math.floor(at / WIDTH)}`).toBeCloseTo(-0.001 * Math.sign(slope), 4);
  }
});

it('counts what has come to no number as the worst, not as the best', async () => {
  const { rows, softmax, learner } = trial();
  const gainOf = (): Promise<number> => softmax.gain(learner.run(BATCH, 0, null), TARGETS);
  expect(await gainOf()).toBeGreaterThan(0);
  rows.values.fill(Number.NaN);
  // Target 3 is no rival of its own.
  const [all, allButOne] = [1 / Math.log2(RIVALS.rows.length + 2), 1 / Math.log2(RIVALS.rows.length + 1)];
  expect(await gainOf()).toBeCloseTo(2 * all + allButOne, 6);
});
