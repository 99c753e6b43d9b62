import { ALS_KERNEL_BINARY } from './als-kernel-binary.js';
import type { AlsMemory } from './als-memory.js';

/** The functions of `als-kernel.wat` on a memory; addresses in bytes. */
export interface AlsKernel {
  /** The whole memory, as each of the two number types in it. */
  readonly floats: Float32Array;
  readonly words: Uint32Array;
  /**
   * Solves `(I + sum c z z') w = sum c z` by conjugate gradients.
   *
   * @positional a WebAssembly function accepts only numbers, and runs once per row
   * @param addresses of the rows z, a multiple of four of them
   * @param confidences c of each
   * @param end behind the last confidence, which is not the first
   * @param w overwritten
   * @param vectors room for three vectors
   * @param steps maximum number of steps
   * @param solved stop at this ratio of the squared residual to the squared start
   */
  solveRow(addresses: number, confidences: number, end: number, w: number, vectors: number, steps: number, solved: number): void;
  /**
   * `result = rows x matrix`.
   *
   * @param rows shape [count, dimensions]
   * @param count a multiple of 4, 4 or more
   * @param matrix shape [dimensions, dimensions], triangular
   * @param lower 1: it is 0 above the diagonal; 0: below
   * @param result shape [count, dimensions]
   */
  multiplyRows(rows: number, count: number, matrix: number, lower: number, result: number): void;
  /**
   * `sums = rows' x rows`.
   *
   * @param rows shape [count, dimensions]
   * @param count 1 or more
   * @param sums shape [dimensions, dimensions]; right on and below the diagonal only
   */
  gramOfRows(rows: number, count: number, sums: number): void;
}

/** One per memory in each thread, because code that has been compiled by use is faster. */
const kernels = new WeakMap<AlsMemory, AlsKernel>();

/**
 * Instantiates the functions on a memory.
 *
 * @param memory from `reserveAlsMemory`
 */
export function openAlsKernel(memory: AlsMemory): AlsKernel {
  const known = kernels.get(memory);
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(Uint8Array.from(atob(ALS_KERNEL_BINARY), (letter) => letter.charCodeAt(0)));
  const { exports } = new WebAssembly.Instance(module, { als: { memory: memory.memory, dimensions: memory.dimensions } });
  const { buffer } = memory.memory;
  const { solveRow, multiplyRows, gramOfRows } = exports as unknown as AlsKernel;
  const kernel = { floats: new Float32Array(buffer), words: new Uint32Array(buffer), solveRow, multiplyRows, gramOfRows };
  kernels.set(memory, kernel);
  return kernel;
}
