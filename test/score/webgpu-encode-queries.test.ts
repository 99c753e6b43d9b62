import { describe, expect, it } from 'vitest';
import { magnitudesOf } from '../../src/score/settle/rounding-bound.js';
import { scoreItem } from '../../src/score/settle/score-item.js';
import { encodedQueryBytes, encodeQueries } from '../../src/score/webgpu/encode-queries.js';
import { blocksOf } from '../../src/score/webgpu/gpu-catalog.js';
import { makeMask, makeQuery, makeRows } from '../conformance/scorer-problem.js';

describe('encodeQueries', () => {
  it.each([8, 64, 256])('is never further from a score of %i columns than its bound', (dimensions) => {
    const rows = makeRows({ items: 2000, dimensions });
    const excluded = makeMask(rows.items, () => false);
    const blocks = blocksOf(dimensions);
    const magnitudes = magnitudesOf(rows);
    for (const size of [1, 1e-30, 1e20]) {
      const plain = makeQuery(rows);
      const query = { ...plain, vector: plain.vector.map((value) => value * size) };
      const encoded = encodeQueries([{ ...query, excluded }], dimensions, blocks, magnitudes, 4);
      expect(encoded.byteLength).toBe(4 * encodedQueryBytes(blocks));
      const [biasWeight, step, doubt, rounding] = new Float32Array(encoded, 0, 4);
      const rough = new Int8Array(encoded, 16, dimensions);
      let closest = Number.POSITIVE_INFINITY;
      for (let item = 0; item < rows.items; item++) {
        let sum = 0;
        for (let k = 0; k < dimensions; k++) sum += rows.rows[item * dimensions + k] * rough[k];
        // As the kernel computes: float32 after every step.
        const scaled = Math.fround(Math.fround(Math.fround(sum) * step) * rows.scales[item]);
        const middle = Math.fround(scaled + Math.fround(biasWeight * rows.bias[item]));
        const reach = Math.fround(Math.fround(doubt * rows.scales[item]) + rounding);
        closest = Math.min(closest, reach - Math.abs(middle - scoreItem(rows, query, item)));
      }
      expect(closest).toBeGreaterThanOrEqual(0);
    }
  });

  it('keeps the int8 copy of a zero vector zero', () => {
    const rows = makeRows({ items: 10, dimensions: 16 });
    const query = { vector: new Float32Array(16), biasWeight: 1, excluded: makeMask(10, () => false) };
    const encoded = encodeQueries([query], 16, 1, magnitudesOf(rows), 1);
    const [biasWeight, step, doubt] = new Float32Array(encoded);
    expect([biasWeight, step, doubt]).toEqual([1, 0, 0]);
    expect(new Int8Array(encoded, 16, 16).every((value) => value === 0)).toBe(true);
  });
});
