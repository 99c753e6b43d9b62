import { expect, it } from 'vitest';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';
import { consistentPass, type ReadItems } from '../../../src/query/consistent-pass.js';
import { addGradients } from '../../../src/train/sequence/consistent-gradient.js';
import { freshEncoder } from '../../../src/train/sequence/train-consistent.js';
import type { EncoderCard } from '../../../src/types/encoder-card.js';
import { slopeOf } from '../tools/slope-of.js';

const STEP = 1e-5;
const DIMENSIONS = 8;

it.each([1, 2])('the gradient by every weight, and by every row that is read, is that of finite differences, with %i blocks', (blocks) => {
  const card: EncoderCard = { kind: 'consistent', width: 4, blocks, length: 5, kinds: ['purchase'] };
  const random = seededRandom(blocks);
  const encoder = freshEncoder(card, DIMENSIONS, random);
  const rows = Float64Array.from({ length: 4 * DIMENSIONS }, () => 0.4 * normal(random));
  const items: ReadItems = { count: 4, rows, kinds: Uint8Array.of(0, 1, 0, 1) };
  const byWeights = Float64Array.from({ length: 4 }, () => normal(random));
  const value = (): number =>
    consistentPass(card, encoder.matrices, items).weights.reduce((sum, weight, k) => sum + weight * byWeights[k], 0);
  const byRows = addGradients(encoder, items, consistentPass(card, encoder.matrices, items), byWeights);
  const runs: [string, Float64Array, Float64Array][] = Object.entries(encoder.matrices).map(([name, values]) => [
    name,
    values,
    encoder.gradients[name],
  ]);
  let compared = 0;
  for (const [name, values, gradients] of [...runs, ['rows', rows, byRows] as const]) {
    for (let k = 0; k < values.length; k++) {
      expect(Math.abs(gradients[k] - slopeOf(values, k, STEP, value)), `${name}[${k}]`).toBeLessThan(1e-7);
      if (Math.abs(gradients[k]) > 1e-5) compared++;
    }
  }
  // Gradients of zeros would agree with a function that does not depend on the weights.
  expect(compared).toBeGreaterThan(100);
});
