import { describe, expect, it } from 'vitest';
import { choleskyFactor, choleskySolve } from '../../../src/core/numbers/cholesky.js';
import { seededRandom } from '../../../src/core/numbers/random.js';
import type { SparseMatrix } from '../../../src/train/matrices/sparse-matrix.js';
import { type ClosedFormSettings, closedForm } from '../../../src/train/models/closed-form.js';
import type { ItemNeighbours } from '../../../src/train/models/item-cosine.js';
import { countTransitions } from '../../../src/train/models/transition-counts.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { softmaxRows, taughtCandidates } from '../../../src/train/teacher/taught-candidates.js';
import type { Teaching } from '../../../src/train/teacher/teaching.js';
import { interactionsOf } from '../tools/interactions-of.js';

const ITEMS = 8;
const teaching = (settings: Partial<Teaching>): Teaching => ({ teacher: 'walk', weight: 5, temperature: 1, share: 0, ...settings });
const settingsWith = (taught: Teaching | null): ClosedFormSettings => ({
  stepDecay: 0.5,
  backward: 0.3,
  candidates: ITEMS,
  ridge: 4,
  secondHop: 0,
  teaching: taught,
  followers: ITEMS,
  threads: 1,
});

/** A matrix with these entries: [row, column, value], in order. */
function matrixOf(entries: readonly (readonly [number, number, number])[]): SparseMatrix {
  const offsets = new Uint32Array(ITEMS + 1);
  for (let row = 0; row < ITEMS; row++) offsets[row + 1] = entries.filter(([other]) => other <= row).length;
  return {
    rows: ITEMS,
    columns: ITEMS,
    offsets,
    indices: Uint32Array.from(entries, ([, column]) => column),
    values: Float32Array.from(entries, ([, , value]) => value),
  };
}

function weightOf({ offsets, items, similarities }: ItemNeighbours, from: number, to: number): number {
  const place = items.subarray(offsets[from], offsets[from + 1]).indexOf(to);
  return place < 0 ? 0 : similarities[offsets[from] + place];
}

const random = seededRandom(4);
const log = interactionsOf(
  Array.from({ length: 150 }, () => Array.from({ length: 5 }, () => Math.floor(random() * (ITEMS - 1)))),
  ITEMS,
);
/** Item 7 is in no history. */
const rows = matrixOf([
  [0, 2, 3],
  [0, 7, 1],
  [3, 7, 2],
  [5, 1, 1],
]);

describe('the teacher’s term', () => {
  it('solves (G + (ridge + weight) I) b = c + weight t for each target', async () => {
    const table = await closedForm(log, settingsWith(teaching({})), SILENT_STEP, rows);
    const { gram, candidates } = countTransitions(log, settingsWith(null), SILENT_STEP);
    for (let target = 0; target < ITEMS; target++) {
      const matrix = new Float64Array(ITEMS * ITEMS);
      for (let row = 0; row < ITEMS; row++) {
        for (let entry = gram.offsets[row]; entry < gram.offsets[row + 1]; entry++)
          matrix[row * ITEMS + gram.indices[entry]] = gram.values[entry];
        matrix[row * ITEMS + row] += 4 + 5;
      }
      const right = new Float64Array(ITEMS);
      for (let entry = candidates.offsets[target]; entry < candidates.offsets[target + 1]; entry++)
        right[candidates.indices[entry]] += candidates.values[entry];
      if (target === 2) right[0] += 5 * (3 / 4);
      if (target === 7) right[0] += 5 * (1 / 4);
      if (target === 7) right[3] += 5;
      if (target === 1) right[5] += 5;
      if (target === 7) {
        // The only candidates of item 7 are those that the teacher names.
        const [a, b, c] = [matrix[0], matrix[3 * ITEMS], matrix[3 * ITEMS + 3]];
        expect(weightOf(table, 0, 7)).toBeCloseTo(Math.max(0, (c * right[0] - b * right[3]) / (a * c - b * b)), 5);
        expect(weightOf(table, 3, 7)).toBeCloseTo(Math.max(0, (a * right[3] - b * right[0]) / (a * c - b * b)), 5);
        continue;
      }
      choleskyFactor(matrix, ITEMS);
      choleskySolve(matrix, ITEMS, right);
      for (let source = 0; source < ITEMS - 1; source++) expect(weightOf(table, source, target)).toBeCloseTo(Math.max(0, right[source]), 4);
    }
  });

  it('changes nothing without a teacher', async () => {
    expect(await closedForm(log, settingsWith(null), SILENT_STEP, rows)).toEqual(await closedForm(log, settingsWith(null), SILENT_STEP));
  });

  it('adds the teacher’s own rows by their share of the table', async () => {
    const plain = await closedForm(log, settingsWith(teaching({ weight: 0 })), SILENT_STEP, rows);
    const shared = await closedForm(log, settingsWith(teaching({ weight: 0, share: 0.5 })), SILENT_STEP, rows);
    const total = ({ similarities }: ItemNeighbours): number => similarities.reduce((sum, value) => sum + value, 0);
    expect(total(shared)).toBeCloseTo(1.5 * total(plain), 3);
    expect(weightOf(plain, 3, 7)).toBe(0);
    expect(weightOf(shared, 3, 7)).toBeCloseTo((0.5 * total(plain)) / 3, 4);
  });

  it('makes rows of probabilities, sharper below a temperature of 1 and flatter above', () => {
    const { values } = softmaxRows(rows, 1);
    expect([...values]).toEqual([0.75, 0.25, 1, 1]);
    expect(softmaxRows(rows, 0.5).values[0]).toBeCloseTo(0.9, 6);
    expect(softmaxRows(rows, 2).values[0]).toBeCloseTo(Math.sqrt(3) / (1 + Math.sqrt(3)), 6);
  });

  it('keeps the strongest candidates of both', () => {
    const own = matrixOf([
      [1, 2, 4],
      [1, 3, 0.5],
    ]);
    const { offsets, indices, values } = taughtCandidates(own, softmaxRows(rows, 1), 2, 2);
    expect([...indices.subarray(offsets[1], offsets[2])]).toEqual([2, 5]);
    expect([...values.subarray(offsets[1], offsets[2])]).toEqual([4, 2]);
  });
});
