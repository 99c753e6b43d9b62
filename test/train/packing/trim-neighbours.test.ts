import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trimNeighbours } from '../../../src/train/packing/trim-neighbours.js';

/** Lists of one length, strongest first. */
function tableOf(items: number, length: number): Parameters<typeof trimNeighbours>[0] {
  return {
    offsets: Uint32Array.from({ length: items + 1 }, (_, row) => row * length),
    items: Uint32Array.from({ length: items * length }, (_, at) => at % items),
    similarities: Float32Array.from({ length: items * length }, (_, at) => 1 - (at % length) / (length + 1)),
  };
}

const lengthsOf = ({ offsets }: { offsets: Uint32Array }): number[] =>
  Array.from({ length: offsets.length - 1 }, (_, row) => offsets[row + 1] - offsets[row]);

describe('trimmed lists', () => {
  it('keep the strongest entries of each item', () => {
    const table = tableOf(10, 8);
    const cut = trimNeighbours(table, new Float32Array(10).fill(0.5), 5);
    for (const [row, length] of lengthsOf(cut).entries()) {
      expect(length).toBe(5);
      expect([...cut.items.subarray(cut.offsets[row], cut.offsets[row + 1])]).toEqual([...table.items.subarray(row * 8, row * 8 + 5)]);
      expect([...cut.similarities.subarray(cut.offsets[row], cut.offsets[row + 1])]).toEqual([
        ...table.similarities.subarray(row * 8, row * 8 + 5),
      ]);
    }
  });

  it('are longer where an item is popular, and never shorter than four', () => {
    const popularity = Float32Array.from({ length: 100 }, (_, row) => row / 99);
    const lengths = lengthsOf(trimNeighbours(tableOf(100, 50), popularity, 20));
    expect(lengths[0]).toBe(4);
    for (let row = 1; row < 100; row++) expect(lengths[row]).toBeGreaterThanOrEqual(lengths[row - 1]);
    expect(lengths[99]).toBeGreaterThan(30);
  });

  it('have at most the requested mean length, and nearly that', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0.125, max: 1, noNaN: true }), { minLength: 50, maxLength: 50 }),
        fc.integer({ min: 4, max: 29 }),
        (popularity, mean) => {
          const { offsets } = trimNeighbours(tableOf(50, 30), Float32Array.from(popularity), mean);
          expect(offsets[50]).toBeLessThanOrEqual(50 * mean);
          // Many lists may grow by one at the same length.
          expect(offsets[50]).toBeGreaterThan(50 * (mean - 1.5));
        },
      ),
      { seed: 1 },
    );
  });

  it('are unchanged where they are short enough, and empty for a mean of 0', () => {
    const table = tableOf(10, 8);
    expect(trimNeighbours(table, new Float32Array(10), 8)).toBe(table);
    expect(trimNeighbours(table, new Float32Array(10).fill(1), 0).items.length).toBe(0);
  });
});
