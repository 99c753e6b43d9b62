import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { readItems } from '../../../src/query/attend-history.js';
import { popularNegatives } from '../../../src/train/sequence/popular-negatives.js';
import { packVectors } from '../../../src/train/sequence/read-place.js';
import { sampledLoss } from '../../../src/train/sequence/sampled-loss.js';
import { freshEncoder } from '../../../src/train/sequence/train-consistent.js';
import type { EncoderCard } from '../../../src/types/encoder-card.js';

const STEP = 1e-5;

it.each([1, 2])('the gradient by every weight is that of finite differences, with %i blocks', (blocks) => {
  const card: EncoderCard = { kind: 'consistent', width: 4, blocks, length: 5, kinds: ['purchase'] };
  const random = seededRandom(blocks);
  const pack = {
    items: 9,
    dimensions: 8,
    rows: Int8Array.from({ length: 72 }, () => Math.round(14 * random() - 7)),
    scales: Float32Array.from({ length: 9 }, () => 0.05 + 0.2 * random()),
  };
  const vectors = packVectors(pack);
  const trained = freshEncoder(card, pack.dimensions, random);
  trained.sharpness[0] = 0.3;
  const history = [4, 1, 7, 2];
  const place = { items: readItems(history.map(vectors.of), [0, 1, 0, 1]), history, target: 5 };
  const interactions = { items: 9, itemRows: Uint32Array.of(0, 0, 3, 5, 5, 5, 8) } as Parameters<typeof popularNegatives>[0];
  const rivals = { vectors, negatives: popularNegatives(interactions), drawn: Uint32Array.of(0, 3, 3, 8, 1, 6) };
  sampledLoss(trained, place, rivals, 1);
  const runs = [...Object.entries(trained.matrices), ['sharpness', trained.sharpness] as const];
  let compared = 0;
  for (const [name, values] of runs) {
    const gradients = name === 'sharpness' ? trained.sharpnessGradient : trained.gradients[name];
    for (let k = 0; k < values.length; k++) {
      const known = values[k];
      values[k] = known + STEP;
      const above = sampledLoss(trained, place, rivals, 0);
      values[k] = known - STEP;
      const below = sampledLoss(trained, place, rivals, 0);
      values[k] = known;
      expect(Math.abs(gradients[k] - (above - below) / (2 * STEP)), `${name}[${k}]`).toBeLessThan(1e-7);
      if (Math.abs(gradients[k]) > 1e-5) compared++;
    }
  }
  // Gradients of zeros would agree with a loss that does not depend on the weights.
  expect(compared).toBeGreaterThan(100);
});
