import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ENCODER } from '../../src/core/events/default-encoder.js';
import { choleskyFactor, choleskySolve } from '../../src/core/numbers/cholesky.js';
import { rowVector } from '../../src/core/numbers/row-vector.js';
import { foldIn } from '../../src/query/fold-in.js';
import { scoreNeighbours } from '../../src/query/score-neighbours.js';
import type { HistoryItem } from '../../src/types/history.js';
import type { Pack } from '../../src/types/pack.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});

const item = (row: number, weight: number, against = 0): HistoryItem => ({
  row,
  itemId: pack.idOf(row),
  name: 'view_item',
  interest: weight,
  weight,
  against,
});

describe('fold-in', () => {
  it('solves the ridge system of the paper, residual by residual', () => {
    const history = [item(0, 1), item(1, 2.5), item(20, 0, 1)];
    const solved = foldIn(pack, history, { ...DEFAULT_ENCODER, regularization: 0.3, alpha: 2 });
    const size = pack.dimensions;
    // (G + 0.3 I + sum c y y') u - sum c p y = 0, written out with no shared code.
    for (let a = 0; a < size; a++) {
      let residual = 0.3 * (solved?.vector[a] ?? 0);
      for (let b = 0; b < size; b++) residual += pack.gram[a * size + b] * (solved?.vector[b] ?? 0);
      for (const { row, weight, against } of history) {
        const y = rowVector(pack, row);
        const score = y.reduce((sum, value, k) => sum + value * (solved?.vector[k] ?? 0), 0);
        residual += 2 * (weight + against) * y[a] * score - 2 * weight * y[a];
      }
      expect(Math.abs(residual)).toBeLessThan(1e-9);
    }
  });

  it('returns zero for an empty history', () => {
    expect(foldIn(pack, [], DEFAULT_ENCODER)).toBeNull();
    expect(foldIn(pack, [item(0, 0, 3)], DEFAULT_ENCODER)).toBeNull();
  });

  it('moves away from disliked items', () => {
    const score = (history: HistoryItem[], row: number): number => {
      const vector = foldIn(pack, history, DEFAULT_ENCODER)?.vector ?? new Float64Array(8);
      return rowVector(pack, row).reduce((sum, value, k) => sum + value * vector[k], 0);
    };
    expect(score([item(0, 1), item(10, 1, 0)], 12)).toBeGreaterThan(score([item(0, 1), item(10, 0, 1)], 12));
  });
});

describe('neighbours', () => {
  it('score the weighted mean of their similarities, as counted by hand', () => {
    const sparse = scoreNeighbours([item(0, 3), item(1, 1)], [{ worth: 2, decay: 1, table: pack.neighbours }], pack.items);
    const similarity = (from: number, to: number): number => 0.5 - 0.01 * Math.abs(from - to);
    const place = sparse.items.indexOf(5);
    expect(sparse.values[place]).toBeCloseTo((2 * (3 * similarity(0, 5) + similarity(1, 5))) / 4, 2);
    expect([...sparse.items]).toEqual([...sparse.items].sort((a, b) => a - b));
    expect(Math.max(...sparse.items)).toBeLessThan(10);
  });
});

describe('the parts of a blend', () => {
  it('decay over the history each at its own rate, as shares that add up to the weight of the part', () => {
    const { offsets } = pack.neighbours;
    const following = { ...pack.neighbours, offsets: offsets.map(() => 0) };
    following.offsets.fill(1, 31);
    const history = [item(30, 1), item(2, 3)];
    const sparse = scoreNeighbours(
      history,
      [
        { worth: 4, decay: 0.5, table: following },
        { worth: 10, decay: 0.1, table: null },
      ],
      pack.items,
    );
    const value = (row: number): number => sparse.values[sparse.items.indexOf(row)];
    // Interests of 1 and 3; the second fades to 0.3 and its share to 3/13, the first's is 10/13.
    expect(value(30)).toBeCloseTo(100 / 13, 5);
    expect(value(2)).toBeCloseTo(30 / 13, 5);
    // Of 1 and 1.5 the first has 2/5 of the weight; the table continues from it alone.
    const [other] = following.items;
    expect(value(other)).toBeCloseTo(4 * (2 / 5) * following.weights[0] * following.scales[30], 5);
  });
});

describe('Cholesky', () => {
  it('refuses a matrix that is not positive definite, naming the row', () => {
    expect(() => choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toThrow('not positive definite at row 1');
  });

  it('solves a system with a known solution', () => {
    const matrix = Float64Array.of(4, 2, 2, 3);
    choleskyFactor(matrix, 2);
    const vector = Float64Array.of(10, 8);
    choleskySolve(matrix, 2, vector);
    expect([...vector].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1.75, 1.5]);
  });
});
