import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { causalPass } from '../../../src/query/causal/attend-causally.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { cardFor } from '../../../src/train/sequence/card-for.js';
import { trainSequence } from '../../../src/train/sequence/train-sequence.js';
import type { CausalCard } from '../../../src/types/encoder-card.js';
import { interactionsOf } from '../tools/interactions-of.js';

const [ITEMS, DIMENSIONS, STEP] = [24, 32, 5];

/** Shoppers who look for two things in turn: what comes next is said by the item before the latest, not by the latest. */
function planted(shoppers: number) {
  const random = seededRandom(3);
  const pick = (): number => Math.floor(random() * ITEMS);
  const sequences = Array.from({ length: shoppers }, () => {
    const sequence = [pick(), pick()];
    for (let at = 2; at < 7; at++) sequence.push(random() < 0.9 ? (sequence[at - 2] + STEP) % ITEMS : pick());
    return sequence;
  });
  return interactionsOf(sequences, ITEMS);
}

describe.each(['recurrent', 'convolution'] as const)('an encoder of the kind %s', { timeout: 120_000 }, (kind) => {
  const training = (shoppers: number) => {
    const interactions = planted(shoppers);
    const card = cardFor(kind, interactions, DIMENSIONS) as CausalCard;
    const rows = { dimensions: DIMENSIONS, values: new Float32Array(0) };
    return { interactions, rows, minimumSupport: 2, card, seed: 1, threads: 1, milliseconds: 120_000, progress: SILENT_STEP };
  };

  it('learns what follows from the order of a history', async () => {
    const request = training(1000);
    const { matrices, rows } = await trainSequence(request);
    let [right, asked] = [0, 0];
    for (let before = 0; before < ITEMS; before++) {
      for (let latest = 0; latest < ITEMS; latest += 3) {
        const next = (before + STEP) % ITEMS;
        if (latest === before || latest === next) continue;
        const read = Float64Array.from([before, latest].flatMap((row) => [...rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)]));
        const query = causalPass(request.card, matrices, { count: 2, rows: read, kinds: Uint8Array.of(1, 1) }).subarray(-DIMENSIONS);
        const score = (row: number): number => query.reduce((sum, value, k) => sum + value * rows[row * DIMENSIONS + k], 0);
        const others = Array.from({ length: ITEMS }, (_, row) => row).filter((row) => row !== before && row !== latest);
        if (others.every((row) => score(row) <= score(next))) right++;
        asked++;
      }
    }
    expect(right / asked).toBeGreaterThan(0.6);
  });

  it('has the same weights for the same log and seed', async () => {
    expect(await trainSequence(training(60))).toEqual(await trainSequence(training(60)));
  });
});
