import { expect, it } from 'vitest';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';
import { contentNeighbours } from '../../../src/train/content/content-neighbours.js';
import type { ContentVectors } from '../../../src/train/content/content-vectors.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';

const ITEMS = 203;
const ENOUGH = 6;

/** Unit vectors, of columns that no four divide. */
function contentOf(dimensions: number): ContentVectors {
  const random = seededRandom(7);
  const values = Float32Array.from({ length: ITEMS * dimensions }, () => normal(random));
  for (let row = 0; row < ITEMS; row++) {
    const own = values.subarray(row * dimensions, (row + 1) * dimensions);
    const length = Math.hypot(...own);
    for (let k = 0; k < dimensions; k++) own[k] /= length;
  }
  return { dimensions, values };
}

it.each([1, 13, 32])('finds for each cold item the warm items most alike, as a plain loop over %i columns does', async (dimensions) => {
  const content = contentOf(dimensions);
  const vectorOf = (row: number): Float32Array => content.values.subarray(row * dimensions, (row + 1) * dimensions);
  // Of the last cold item nothing is said.
  content.values.fill(0, (ITEMS - 1) * dimensions);
  const support = Uint32Array.from({ length: ITEMS }, (_, row) => (row % 3 === 0 ? ENOUGH : row % ENOUGH));
  const { offsets, items, similarities } = await contentNeighbours(content, support, ENOUGH, SILENT_STEP);
  for (let row = 0; row < ITEMS; row++) {
    const found = [...items.subarray(offsets[row], offsets[row + 1])];
    const cosines = new Map<number, number>();
    for (let other = 0; other < ITEMS; other++) {
      const cosine = vectorOf(row).reduce((sum, value, k) => sum + value * vectorOf(other)[k], 0);
      if (support[row] < ENOUGH && support[other] >= ENOUGH && cosine > 0.1) cosines.set(other, cosine);
    }
    const expected = [...cosines.values()].sort((a, b) => b - a).slice(0, 20);
    expect(found.length).toBe(expected.length);
    for (const [place, other] of found.entries()) {
      expect(cosines.get(other)).toBeCloseTo(expected[place], 5);
      expect(similarities[offsets[row] + place]).toBeCloseTo(expected[place], 5);
    }
  }
});

it('is empty where no item is warm', async () => {
  const { items } = await contentNeighbours(contentOf(8), new Uint32Array(ITEMS), ENOUGH, SILENT_STEP);
  expect(items.length).toBe(0);
});
