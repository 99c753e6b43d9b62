import { expect, it } from 'vitest';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';
import { momentStep } from '../../../src/train/sequence/layers/adam.js';
import { FreeRows } from '../../../src/train/sequence/layers/free-rows.js';

const [ITEMS, DIMENSIONS, STEPS, RATE] = [6, 4, 200, 0.01];

it('moves rows that are seldom read as far as Adam moves them that steps with every row', () => {
  const random = seededRandom(1);
  const rows = new FreeRows(ITEMS, DIMENSIONS, () => true, random);
  const length = ITEMS * DIMENSIONS;
  const dense = {
    values: rows.values.slice(),
    gradients: new Float32Array(length),
    first: new Float32Array(length),
    second: new Float32Array(length),
  };
  for (let step = 1; step <= STEPS; step++) {
    // Item 0 learns at every step, the last one at one in a hundred.
    for (let item = 0; item < ITEMS; item++) {
      if (random() >= 0.4 ** item) continue;
      const by = Float32Array.from({ length: DIMENSIONS }, () => 1 + normal(random));
      rows.settle([item]);
      rows.add(item, by, 0);
      for (let k = 0; k < DIMENSIONS; k++) dense.gradients[item * DIMENSIONS + k] += by[k];
    }
    rows.step(RATE);
    momentStep(dense, RATE, step, 0, length);
  }
  rows.settleAll();
  for (const [at, value] of dense.values.entries()) {
    expect(Math.abs(rows.values[at] - value), `item ${Math.floor(at / DIMENSIONS)}`).toBeLessThan(0.03 + 0.05 * Math.abs(value));
  }
});
