import { describe, expect, it } from 'vitest';
import { choleskyFactor, choleskySolve } from '../../../src/core/numbers/cholesky.js';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { gramMatrix } from '../../../src/train/matrices/dense-products.js';
import { addGramBlocks, GRAM_BLOCKS } from '../../../src/train/matrices/gram-blocks.js';
import { ridgeInverse } from '../../../src/train/matrices/ridge-inverse.js';
import { createMatrix, type SparseMatrix, transpose } from '../../../src/train/matrices/sparse-matrix.js';
import { type AlsSettings, implicitAls } from '../../../src/train/models/implicit-als.js';
import { Checkpoints } from '../../../src/train/progress/checkpoints.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { reserveAlsMemory } from '../../../src/train/threads/als-memory.js';
import { balancedRanges } from '../../../src/train/threads/als-pool.js';
import { type AlsSystem, gramOfFixed, solveAlsRows, whitenRows } from '../../../src/train/threads/als-rows.js';
import { temporaryFolder } from '../../cli/tools/shop-files.js';
import { randomMatrix } from '../tools/random-matrix.js';

const SETTINGS: AlsSettings = { dimensions: 4, iterations: 10, alpha: 3, regularization: 0.5, seed: 7, threads: 1 };

const RIDGE = 0.5;

function systemOf(interest: SparseMatrix, dimensions: number): AlsSystem {
  const random = seededRandom(3);
  const fixed = Float32Array.from({ length: interest.columns * dimensions }, () => random() - 0.5);
  const inverse = new Float64Array(dimensions * dimensions);
  ridgeInverse(gramMatrix(fixed, dimensions), RIDGE, dimensions, inverse);
  const solved = new Float32Array(interest.rows * dimensions);
  const memory = reserveAlsMemory(interest, transpose(interest), dimensions, 1);
  const system = { interest, fixed, inverse, solved, dimensions, alpha: 3, memory };
  whitenRows(system, 0, interest.columns);
  return system;
}

function loss(
  interest: SparseMatrix,
  users: Float32Array,
  items: Float32Array,
  { dimensions, alpha, regularization }: AlsSettings,
): number {
  const score = (user: number, item: number): number => {
    let sum = 0;
    for (let k = 0; k < dimensions; k++) sum += users[user * dimensions + k] * items[item * dimensions + k];
    return sum;
  };
  let total = 0;
  for (let user = 0; user < interest.rows; user++) {
    for (let item = 0; item < interest.columns; item++) total += score(user, item) ** 2;
    for (let entry = interest.offsets[user]; entry < interest.offsets[user + 1]; entry++) {
      total += alpha * interest.values[entry] * (score(user, interest.indices[entry]) - 1) ** 2;
    }
  }
  for (const value of [...users, ...items]) total += regularization * value * value;
  return total;
}

describe('implicit ALS', () => {
  it('solves a row like the dense normal equations', () => {
    const dimensions = 4;
    const system = systemOf(randomMatrix(12, 20, 1), dimensions);
    solveAlsRows(system, 0, 12);
    for (let row = 0; row < 12; row++) {
      const matrix = gramMatrix(system.fixed, dimensions);
      const wanted = new Float64Array(dimensions);
      for (let k = 0; k < dimensions; k++) matrix[k * dimensions + k] += RIDGE;
      for (let entry = system.interest.offsets[row]; entry < system.interest.offsets[row + 1]; entry++) {
        const start = system.interest.indices[entry] * dimensions;
        const confidence = system.alpha * system.interest.values[entry];
        for (let a = 0; a < dimensions; a++) {
          wanted[a] += confidence * system.fixed[start + a];
          for (let b = 0; b < dimensions; b++) matrix[a * dimensions + b] += confidence * system.fixed[start + a] * system.fixed[start + b];
        }
      }
      choleskyFactor(matrix, dimensions);
      choleskySolve(matrix, dimensions, wanted);
      for (let k = 0; k < dimensions; k++) expect(system.solved[row * dimensions + k]).toBeCloseTo(wanted[k], 4);
    }
  });

  it('lowers its loss with every iteration', async () => {
    const interest = randomMatrix(40, 30, 2);
    let before = Number.POSITIVE_INFINITY;
    for (let iterations = 1; iterations <= 8; iterations++) {
      const { users, items } = await implicitAls(interest, { ...SETTINGS, iterations }, SILENT_STEP);
      const now = loss(interest, users, items, SETTINGS);
      expect(now).toBeLessThan(before);
      before = now;
    }
  });

  it('gives equal factors for equal seeds, and different ones for another', async () => {
    const interest = randomMatrix(40, 30, 2);
    const first = await implicitAls(interest, SETTINGS, SILENT_STEP);
    const again = await implicitAls(interest, { ...SETTINGS, threads: 2 }, SILENT_STEP);
    const other = await implicitAls(interest, { ...SETTINGS, seed: 8 }, SILENT_STEP);
    expect(again.items).toEqual(first.items);
    expect(other.items).not.toEqual(first.items);
  });

  it('does not depend on how rows are split among threads', () => {
    const interest = randomMatrix(50, 20, 4);
    const whole = systemOf(interest, 8);
    solveAlsRows(whole, 0, 50);
    for (const threads of [2, 3, 7, 60]) {
      const parted = systemOf(interest, 8);
      const ranges = balancedRanges(interest, threads);
      expect(ranges[0][0]).toBe(0);
      expect(ranges.at(-1)?.[1]).toBe(50);
      for (const [from, to] of ranges.reverse()) solveAlsRows(parted, from, to);
      expect(parted.solved).toEqual(whole.solved);
    }
  });

  it('sums the same Gram matrix by tiles of rows as row by row', () => {
    const dimensions = 12;
    const system = systemOf(randomMatrix(3, 1500, 6), dimensions);
    const parts = new Float64Array(GRAM_BLOCKS * dimensions * dimensions);
    for (let block = 0; block < GRAM_BLOCKS; block++) gramOfFixed(system, block, parts);
    const gram = new Float64Array(dimensions * dimensions);
    addGramBlocks(parts, dimensions, gram);
    const wanted = gramMatrix(system.fixed, dimensions);
    for (const [place, value] of gram.entries()) expect(value).toBeCloseTo(wanted[place], 4);
  });

  it('reports what to do where its rows exceed addressable memory', () => {
    const interest = createMatrix(3_000_000, 5, 0);
    expect(() => reserveAlsMemory(interest, transpose(interest), 512, 2)).toThrow(
      '3000000 rows of 512 factors need 5862 MiB; the maximum is 4096. Lower --dimensions, or import factors.',
    );
  });

  it('leaves rows without entries at zero', () => {
    const system = systemOf(createMatrix(3, 5, 0), 4);
    system.solved.fill(1);
    solveAlsRows(system, 0, 3);
    expect([...system.solved]).toEqual(new Array(12).fill(0));
  });
});

describe('a sparse matrix', () => {
  it('is unchanged when transposed twice', () => {
    const matrix = randomMatrix(9, 13, 5);
    expect(transpose(transpose(matrix))).toEqual(matrix);
  });
});

describe('a factorisation that was killed', () => {
  it('resumes from its last iteration, with the same result to the bit', async () => {
    const interest = randomMatrix(30, 20, 4);
    const whole = await implicitAls(interest, SETTINGS, SILENT_STEP);
    const folder = temporaryFolder();
    let halves = 0;
    const killed = { update: (done: number) => (done === 7 ? fail() : undefined), end: () => {} };
    await expect(implicitAls(interest, SETTINGS, killed, new Checkpoints(folder, 0).of('factors'))).rejects.toThrow('killed');
    const counted = { update: () => halves++, end: () => {} };
    const resumed = await implicitAls(interest, SETTINGS, counted, new Checkpoints(folder, 0).of('factors'));
    expect(resumed).toEqual(whole);
    // Three iterations were whole.
    expect(halves).toBe(2 * SETTINGS.iterations - 6);
  });
});

function fail(): never {
  throw new Error('killed');
}
