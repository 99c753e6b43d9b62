import { CONTENT_KERNEL_BINARY } from './content-kernel-binary.js';

/** Bytes of a page of WebAssembly memory. */
const PAGE = 65_536;
/** Rows multiplied at once. */
export const ROWS_AT_ONCE = 4;

interface Exports {
  multiplyFour(own: number, others: number, end: number, result: number): void;
}

/** Multiplies rows, four at a time, with a fixed set of rows: `content-kernel.wat` with its own memory. */
export interface ContentKernel {
  /**
   * Sets a row.
   *
   * @param place 0 to 3
   * @param values shape [dimensions]
   */
  setRow(place: number, values: Float32Array): void;
  /** @returns products with all fixed rows, float32; shape [count, 4]. Valid until the next call. */
  multiply(): Float32Array;
}

/**
 * Instantiates the kernel.
 *
 * @param count number of fixed rows, 1 or more
 * @param dimensions columns of every row, 1 or more
 * @param rowOf returns a fixed row, shape [dimensions]
 */
export function openContentKernel(count: number, dimensions: number, rowOf: (place: number) => Float32Array): ContentKernel {
  // The kernel reads four columns at a time; rows are padded with zeros.
  const width = 4 * Math.ceil(dimensions / 4);
  const start = ROWS_AT_ONCE * width;
  const end = start + count * width;
  const pages = Math.ceil((4 * (end + ROWS_AT_ONCE * count)) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const floats = new Float32Array(memory.buffer);
  for (let place = 0; place < count; place++) floats.set(rowOf(place), start + place * width);
  const module = new WebAssembly.Module(Uint8Array.from(atob(CONTENT_KERNEL_BINARY), (letter) => letter.charCodeAt(0)));
  const { exports } = new WebAssembly.Instance(module, { content: { memory, dimensions: width } });
  const { multiplyFour } = exports as unknown as Exports;
  const result = floats.subarray(end, end + ROWS_AT_ONCE * count);
  return {
    setRow: (place, values) => floats.set(values, place * width),
    multiply: () => {
      multiplyFour(0, 4 * start, 4 * end, 4 * end);
      return result;
    },
  };
}
