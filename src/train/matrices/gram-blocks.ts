/** Number of blocks that a Gram matrix is summed in; fixed, so that the result does not depend on the number of threads. */
export const GRAM_BLOCKS = 32;

/**
 * The rows of a block.
 *
 * @param count rows of all blocks
 * @param block which block, 0 to GRAM_BLOCKS - 1
 * @returns first row, and one past the last
 */
export function gramRange(count: number, block: number): [number, number] {
  return [Math.floor((block * count) / GRAM_BLOCKS), Math.floor(((block + 1) * count) / GRAM_BLOCKS)];
}

/**
 * Part of a Gram matrix: the sum of y y' over one of `GRAM_BLOCKS` blocks of rows.
 *
 * @param rows shape [count, dimensions]
 * @param dimensions columns
 * @param block which block, 0 to GRAM_BLOCKS - 1
 * @param parts shape [GRAM_BLOCKS, dimensions, dimensions]; the block's part is overwritten, lower triangle only
 */
export function gramBlock(rows: Float32Array, dimensions: number, block: number, parts: Float64Array): void {
  const [from, to] = gramRange(rows.length / dimensions, block);
  const size = dimensions * dimensions;
  const part = parts.subarray(block * size, (block + 1) * size).fill(0);
  let row = from;
  // Four rows at a time, so that each sum is read and written once for them.
  for (; row + 3 < to; row += 4) {
    const start = row * dimensions;
    const second = start + dimensions;
    const third = second + dimensions;
    const fourth = third + dimensions;
    for (let a = 0; a < dimensions; a++) {
      const r0 = rows[start + a];
      const r1 = rows[second + a];
      const r2 = rows[third + a];
      const r3 = rows[fourth + a];
      const sums = a * dimensions;
      for (let b = 0; b <= a; b++) {
        part[sums + b] += r0 * rows[start + b] + r1 * rows[second + b] + (r2 * rows[third + b] + r3 * rows[fourth + b]);
      }
    }
  }
  for (; row < to; row++) {
    const start = row * dimensions;
    for (let a = 0; a < dimensions; a++) {
      for (let b = 0; b <= a; b++) part[a * dimensions + b] += rows[start + a] * rows[start + b];
    }
  }
}

/**
 * The Gram matrix, as the sum of its parts.
 *
 * @param parts from `gramBlock`, all blocks
 * @param dimensions columns
 * @param gram shape [dimensions, dimensions]; overwritten
 */
export function addGramBlocks(parts: Float64Array, dimensions: number, gram: Float64Array): void {
  const size = dimensions * dimensions;
  for (let a = 0; a < dimensions; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let block = 0; block < GRAM_BLOCKS; block++) sum += parts[block * size + a * dimensions + b];
      gram[a * dimensions + b] = sum;
      gram[b * dimensions + a] = sum;
    }
  }
}
