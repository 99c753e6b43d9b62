import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { readItems } from '../../../src/query/attend-history.js';
import { LearnedRows } from '../../../src/train/sequence/learned-rows.js';
import { placeGains } from '../../../src/train/sequence/place-gains.js';
import { freshEncoder } from '../../../src/train/sequence/train-consistent.js';
import type { EncoderCard } from '../../../src/types/encoder-card.js';

const CARD: EncoderCard = { kind: 'consistent', width: 4, blocks: 1, length: 5, kinds: [] };

it('counts how high targets stand among items that are neither read nor targets; ties count against them', () => {
  const random = seededRandom(1);
  // Items 0 and 1 are alike, 2 is next to them, 3 and 4 are further away and alike.
  const values = Float32Array.from([1, 0, 0, 0, 1, 0, 0, 0, 3, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0]);
  const rows = new LearnedRows({ dimensions: 4, values }, () => true, random);
  const trained = { ...freshEncoder(CARD, 4, random), rows };
  const gainOf = (target: number): number =>
    placeGains(trained, [{ items: readItems([rows.of(0)], [0]), history: [0], target }], Uint32Array.of(0, 1, 2, 3, 4));
  expect(gainOf(1)).toBe(1);
  expect(gainOf(2)).toBeCloseTo(1 / Math.log2(3), 10);
  expect(gainOf(3)).toBeCloseTo(1 / Math.log2(5), 10);
  expect(gainOf(4)).toBe(gainOf(3));
  expect(placeGains(trained, [], Uint32Array.of(0, 1))).toBe(0);
});
