import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kMeans } from '../../../src/train/matrices/k-means.js';

const SETTINGS = { clusters: 2, iterations: 10, fewest: 1, seed: 3 };

/** Vectors of any length along two axes, a little off. */
function twoDirections(first: number, second: number): Float32Array {
  return Float32Array.from({ length: 4 * (first + second) }, (_, at) => {
    const row = Math.floor(at / 4);
    return at % 4 === (row < first ? 0 : 2) ? 1 + row : 0.05 * ((row + at) % 3);
  });
}

const ones = (count: number): Float32Array => new Float32Array(count).fill(1);

describe('k-means', () => {
  it('clusters vectors by direction, whatever their lengths', () => {
    const { clusterOf, count, centroids } = kMeans(twoDirections(8, 5), 4, ones(13), SETTINGS);
    expect(count).toBe(2);
    expect(new Set(clusterOf.subarray(0, 8)).size).toBe(1);
    expect(new Set(clusterOf.subarray(8)).size).toBe(1);
    expect(clusterOf[0]).not.toBe(clusterOf[8]);
    for (const start of [0, 4]) expect(Math.hypot(...centroids.subarray(start, start + 4))).toBeCloseTo(1, 5);
  });

  it('gives equal clusters for equal seeds', () => {
    const vectors = Float32Array.from({ length: 400 }, (_, at) => Math.sin(at * at));
    const groups = () => kMeans(vectors, 4, ones(100), { ...SETTINGS, clusters: 7 });
    expect(groups()).toEqual(groups());
  });

  it('leaves no cluster below the minimum size, and no vector unassigned while a cluster remains', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 8, maxLength: 120 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (numbers, fewest, clusters) => {
          const rows = Math.floor(numbers.length / 4);
          const vectors = Float32Array.from(numbers.slice(0, 4 * rows));
          const { clusterOf, count } = kMeans(vectors, 4, ones(rows), { ...SETTINGS, fewest, clusters });
          for (let group = 0; group < count; group++)
            expect(clusterOf.filter((own) => own === group).length).toBeGreaterThanOrEqual(fewest);
          const zeros = Array.from({ length: rows }, (_, row) => vectors.subarray(4 * row, 4 * row + 4).every((value) => value === 0));
          expect([...clusterOf].map((own) => own < 0)).toEqual(zeros.map((zero) => zero || count === 0));
          if (zeros.filter((zero) => !zero).length >= fewest) expect(count).toBeGreaterThan(0);
        },
      ),
    );
  });
});
