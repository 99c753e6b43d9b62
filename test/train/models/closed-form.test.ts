import { describe, expect, it } from 'vitest';
import { choleskyFactor, choleskySolve } from '../../../src/core/numbers/cholesky.js';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { type ClosedFormSettings, closedForm } from '../../../src/train/models/closed-form.js';
import type { ItemNeighbours } from '../../../src/train/models/item-cosine.js';
import { sequentialRules } from '../../../src/train/models/sequential-rules.js';
import { addSecondHop } from '../../../src/train/models/strongest-neighbours.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { interactionsOf } from '../tools/interactions-of.js';

const ITEMS = 12;
const SETTINGS: ClosedFormSettings = {
  stepDecay: 0.5,
  backward: 0.3,
  candidates: ITEMS,
  ridge: 4,
  secondHop: 0,
  teaching: null,
  followers: ITEMS,
  threads: 1,
};

function randomHistories(count: number): number[][] {
  const random = seededRandom(5);
  return Array.from({ length: count }, () => {
    let item = Math.floor(random() * ITEMS);
    return Array.from({ length: 5 }, () => {
      // Mostly on to the next item, sometimes back to the same, sometimes anywhere.
      const dice = random();
      item = dice < 0.5 ? (item + 1) % ITEMS : dice < 0.6 ? item : Math.floor(random() * ITEMS);
      return item;
    });
  });
}

function similarity({ offsets, items, similarities }: ItemNeighbours, from: number, to: number): number {
  for (let k = offsets[from]; k < offsets[from + 1]; k++) if (items[k] === to) return similarities[k];
  return 0;
}

/** The same regression over rows written out one by one, on all items at once. */
function naive(histories: readonly number[][], { stepDecay, backward, ridge }: ClosedFormSettings): Float64Array[] {
  const gram = new Float64Array(ITEMS * ITEMS);
  const targets = Array.from({ length: ITEMS }, () => new Float64Array(ITEMS));
  for (const history of histories) {
    for (const [t, target] of history.entries()) {
      const past = new Float64Array(ITEMS);
      for (let s = 0; s < t; s++) past[history[s]] += stepDecay ** (t - s - 1);
      for (let a = 0; a < ITEMS; a++) {
        for (let b = 0; b < ITEMS; b++) gram[a * ITEMS + b] += past[a] * past[b];
        targets[target][a] += past[a];
      }
      for (let s = t + 1; s < history.length; s++) targets[target][history[s]] += backward * stepDecay ** (s - t - 1);
    }
  }
  for (let a = 0; a < ITEMS; a++) gram[a * ITEMS + a] += ridge;
  choleskyFactor(gram, ITEMS);
  for (const right of targets) choleskySolve(gram, ITEMS, right);
  return targets;
}

describe('the closed form', () => {
  it('solves the ridge regression of the next item on the decayed history, like a naive computation over all rows', async () => {
    const histories = randomHistories(60);
    const table = await closedForm(interactionsOf(histories, ITEMS), SETTINGS, SILENT_STEP);
    const expected = naive(histories, SETTINGS);
    for (let target = 0; target < ITEMS; target++) {
      for (let source = 0; source < ITEMS; source++) {
        expect(similarity(table, source, target)).toBeCloseTo(Math.max(0, expected[target][source]), 5);
      }
    }
  });

  it('is directed', async () => {
    const table = await closedForm(interactionsOf(randomHistories(60), ITEMS), { ...SETTINGS, backward: 0 }, SILENT_STEP);
    for (let item = 0; item < ITEMS; item++) {
      expect(similarity(table, item, (item + 1) % ITEMS)).toBeGreaterThan(similarity(table, (item + 1) % ITEMS, item));
    }
  });

  it('keeps at most the requested followers, strongest first, and none below 0', async () => {
    const { offsets, similarities } = await closedForm(
      interactionsOf(randomHistories(60), ITEMS),
      { ...SETTINGS, followers: 3, secondHop: 1 },
      SILENT_STEP,
    );
    for (let item = 0; item < ITEMS; item++) {
      const row = [...similarities.subarray(offsets[item], offsets[item + 1])];
      expect(row.length).toBeLessThanOrEqual(3);
      expect(row).toEqual([...row].sort((a, b) => b - a));
      expect(Math.min(...row)).toBeGreaterThan(0);
    }
  });

  it('is empty for a log without a next item', async () => {
    const { offsets } = await closedForm(interactionsOf([[0], [1], []], 3), { ...SETTINGS, secondHop: 1 }, SILENT_STEP);
    expect([...offsets]).toEqual([0, 0, 0, 0]);
  });
});

describe('the second hop', () => {
  it('adds the neighbours of neighbours, but not the item itself', () => {
    const chain = { offsets: Uint32Array.of(0, 1, 3, 3), items: Uint32Array.of(1, 2, 0), similarities: Float32Array.of(0.5, 0.5, 0.25) };
    const table = addSecondHop(chain, 1, 10);
    // The mean sum of a filled row is 0.625.
    expect(similarity(table, 0, 2)).toBeCloseTo((0.5 * 0.5) / 0.625, 6);
    expect(similarity(table, 0, 0)).toBe(0);
    expect(similarity(table, 0, 1)).toBeCloseTo(0.5, 6);
  });
});

describe('sequential rules', () => {
  it('count later items by distance, per occurrence of the item', () => {
    const table = sequentialRules(interactionsOf([[0, 1, 2], [0, 2], [0]], 3), 10, SILENT_STEP);
    expect(similarity(table, 0, 1)).toBeCloseTo(1 / 3, 6);
    expect(similarity(table, 0, 2)).toBeCloseTo((1 / 2 + 1) / 3, 6);
    expect(similarity(table, 2, 0)).toBe(0);
  });

  it('keep steps to the same item', () => {
    expect(similarity(sequentialRules(interactionsOf([[1, 1]], 2), 10, SILENT_STEP), 1, 1)).toBeCloseTo(0.5, 6);
  });
});
