import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import type { Interactions } from '../../../src/train/log/interactions.js';
import { interestMatrix } from '../../../src/train/log/interest-matrix.js';
import { decayedPopularity } from '../../../src/train/models/decayed-popularity.js';
import { dampLongRows, itemCosine } from '../../../src/train/models/item-cosine.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';

const DAY = 86_400_000;

/** Interactions of `[user, item, day, weight]`, users ascending. */
function interactionsOf(rows: readonly (readonly [number, number, number, number])[], users: number, items: number): Interactions {
  const offsets = new Uint32Array(users + 1);
  for (const [user] of rows) offsets[user + 1]++;
  for (let user = 0; user < users; user++) offsets[user + 1] += offsets[user];
  return {
    users,
    items,
    offsets,
    itemRows: Uint32Array.from(rows, (row) => row[1]),
    times: Float64Array.from(rows, (row) => row[2] * DAY),
    names: new Uint8Array(rows.length),
    amounts: new Float32Array(rows.length).fill(1),
    weights: Float32Array.from(rows, (row) => row[3]),
    orders: new Uint32Array(rows.length),
  };
}

function randomInteractions(users: number, items: number): Interactions {
  const random = seededRandom(11);
  const rows: [number, number, number, number][] = [];
  for (let user = 0; user < users; user++)
    for (let event = 0; event < 8; event++) rows.push([user, Math.floor(random() ** 2 * items), event, random() < 0.2 ? 5 : 1]);
  return interactionsOf(rows, users, items);
}

describe('item-to-item cosine', () => {
  it('agrees with a naive computation over dense columns', () => {
    const items = 15;
    const users = 40;
    const matrix = interestMatrix(randomInteractions(users, items));
    const interest = dampLongRows(matrix);
    const shrinkage = 3;
    const dense = Array.from({ length: items }, () => new Float64Array(users));
    for (let user = 0; user < users; user++)
      for (let k = interest.offsets[user]; k < interest.offsets[user + 1]; k++) dense[interest.indices[k]][user] = interest.values[k];
    const unit = interest.values.reduce((sum, value) => sum + value * value, 0) / interest.values.length;
    const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, index) => sum + value * b[index], 0) / unit;
    const result = itemCosine(matrix, { shrinkage, neighbours: 4 }, SILENT_STEP);
    for (let item = 0; item < items; item++) {
      const expected = dense
        .map((other, index) => ({
          index,
          similarity: dot(dense[item], other) / (Math.sqrt(dot(dense[item], dense[item]) * dot(other, other)) + shrinkage),
        }))
        .filter(({ index, similarity }) => index !== item && similarity > 0)
        .sort((a, b) => b.similarity - a.similarity || a.index - b.index)
        .slice(0, 4);
      const from = result.offsets[item];
      const to = result.offsets[item + 1];
      expect([...result.items.subarray(from, to)]).toEqual(expected.map(({ index }) => index));
      expected.forEach(({ similarity }, place) => {
        expect(result.similarities[from + place]).toBeCloseTo(similarity, 6);
      });
    }
  });

  it('gives items without shoppers no neighbours', () => {
    const result = itemCosine(
      interestMatrix(
        interactionsOf(
          [
            [0, 1, 0, 1],
            [0, 2, 0, 1],
          ],
          1,
          4,
        ),
      ),
      { shrinkage: 0, neighbours: 5 },
      SILENT_STEP,
    );
    expect([...result.offsets]).toEqual([0, 0, 1, 2, 2]);
    expect([...result.similarities]).toEqual([1, 1]);
  });
});

describe('the interest matrix', () => {
  it('has only the latest distinct items of a user', () => {
    const rows = Array.from({ length: 10 }, (_, event) => [0, event, event, 1] as const);
    expect([...interestMatrix(interactionsOf(rows, 1, 10), 3).indices]).toEqual([7, 8, 9]);
  });

  it('damps repeated events', () => {
    const rows = Array.from({ length: 10 }, () => [0, 0, 0, 1] as const);
    expect(interestMatrix(interactionsOf(rows, 1, 1)).values[0]).toBeCloseTo(1 + Math.log(10), 6);
  });
});

describe('popularity', () => {
  it('halves with every half-life and ends at 1', () => {
    const popularity = decayedPopularity(
      interactionsOf(
        [
          [0, 0, 0, 4],
          [0, 1, 10, 4],
        ],
        1,
        3,
      ),
      10,
    );
    expect(popularity[1]).toBe(1);
    expect(popularity[0]).toBeCloseTo(Math.log1p(2) / Math.log1p(4), 6);
    expect(popularity[2]).toBe(0);
  });
});
