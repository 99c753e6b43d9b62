import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { attentionPass } from '../../../src/query/causal/attention-pass.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { cardFor } from '../../../src/train/sequence/card-for.js';
import { trainCausal } from '../../../src/train/sequence/train-causal.js';
import type { AttentionCard } from '../../../src/types/encoder-card.js';
import { interactionsOf } from '../tools/interactions-of.js';

const [ITEMS, DIMENSIONS] = [40, 16];

/** Shoppers who mostly go from each item to the one five behind it. */
function planted(shoppers: number) {
  const random = seededRandom(3);
  const sequences = Array.from({ length: shoppers }, () => {
    let item = Math.floor(random() * ITEMS);
    return Array.from({ length: 6 }, () => {
      item = random() < 0.85 ? (item + 5) % ITEMS : Math.floor(random() * ITEMS);
      return item;
    });
  });
  return interactionsOf(sequences, ITEMS);
}

function training(shoppers: number, more: { readonly milliseconds?: number; readonly threads?: number } = {}) {
  const interactions = planted(shoppers);
  const card = cardFor('attention', interactions, DIMENSIONS) as AttentionCard;
  const rows = { dimensions: DIMENSIONS, values: new Float32Array(0) };
  return { interactions, rows, minimumSupport: 2, card, seed: 1, threads: 1, milliseconds: 120_000, progress: SILENT_STEP, ...more };
}

it('learns which item follows which', async () => {
  const request = training(800);
  const { matrices, rows, places, cutShort } = await trainCausal(request);
  expect(places).toBeGreaterThan(0);
  expect(cutShort).toBe(false);
  let right = 0;
  for (let item = 0; item < ITEMS; item++) {
    const read = Float64Array.from(rows.subarray(item * DIMENSIONS, (item + 1) * DIMENSIONS));
    const query = attentionPass(request.card, matrices, { count: 1, rows: read, kinds: Uint8Array.of(1) });
    const score = (row: number): number => query.reduce((sum, value, k) => sum + value * rows[row * DIMENSIONS + k], 0);
    const others = Array.from({ length: ITEMS }, (_, row) => row).filter((row) => row !== item);
    if (others.every((row) => score(row) <= score((item + 5) % ITEMS))) right++;
  }
  expect(right).toBeGreaterThan(0.9 * ITEMS);
});

it('gives the same weights for the same log and seed', async () => {
  const once = await trainCausal(training(100));
  const again = await trainCausal(training(100));
  expect(again).toEqual(once);
});

it('goes on from another training for three passes, nearer to it than a new one is', async () => {
  const request = training(300);
  const start = await trainCausal(request);
  const more = await trainCausal({ ...request, seed: 5, goOnFrom: start });
  const anew = await trainCausal({ ...request, seed: 5 });
  const distance = (one: Float32Array): number => Math.hypot(...one.map((value, at) => value - start.rows[at]));
  expect(more.places).toBeGreaterThan(2 * 300);
  expect(more.places).toBeLessThanOrEqual(3 * 300 * 5);
  expect(distance(more.rows)).toBeGreaterThan(0);
  expect(distance(more.rows)).toBeLessThan(0.5 * distance(anew.rows));
});

it('ends in time, and says so', async () => {
  const { cutShort } = await trainCausal(training(800, { milliseconds: 1 }));
  expect(cutShort).toBe(true);
});

it('gives no row to an item of fewer shoppers than are needed', async () => {
  const interactions = interactionsOf([...Array.from({ length: 30 }, () => [0, 1, 2]), [0, 3, 1]], 4);
  const request = { ...training(100), interactions };
  const { rows } = await trainCausal({ ...request, card: cardFor('attention', interactions, DIMENSIONS) as AttentionCard });
  expect(rows.subarray(3 * DIMENSIONS).every((value) => value === 0)).toBe(true);
  expect(rows.subarray(0, DIMENSIONS).some((value) => value !== 0)).toBe(true);
});
