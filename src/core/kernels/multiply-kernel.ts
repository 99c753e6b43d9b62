import { MULTIPLY_KERNEL_BINARY } from './multiply-kernel-binary.js';

/** Bytes of a page of WebAssembly memory, and of a number. */
const PAGE = 65_536;
const NUMBER = 4;
/** Rows and columns of a matrix are padded with zeros to multiples of these. */
const ROWS_AT_ONCE = 4;
const COLUMNS_AT_ONCE = 8;

interface Exports {
  /** @positional a WebAssembly function accepts only numbers */
  multiply(left: number, down: number, along: number, right: number, inner: number, size: number, result: number, rows: number): void;
}

/** A matrix in the memory of a kernel, row after row. */
export interface KernelMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Numbers from a row to the next, `columns` or more; those between stay 0. */
  readonly stride: number;
  /** Number of the rows in `values`, `rows` or more; those behind stay 0. */
  readonly height: number;
  /** Shape [height, stride]. */
  readonly values: Float32Array;
}

/** Multiplies dense matrices of float32, with SIMD: `multiply-kernel.wat` with a memory of its own. */
export interface MultiplyKernel {
  /** The matrices, in the order of their shapes. */
  readonly matrices: readonly KernelMatrix[];
  /** In which they are, for other kernels. */
  readonly memory: WebAssembly.Memory;
  /**
   * `result = left x right`. Each is a matrix of the kernel, and the result is neither of the others.
   *
   * @param left shape [rows, inner]; [inner, rows] where it is transposed
   * @param right shape [inner, columns]
   * @param result overwritten; shape [rows, columns]
   * @param transposed whether to read `left` by its columns
   */
  multiply(left: KernelMatrix, right: KernelMatrix, result: KernelMatrix, transposed?: boolean): void;
}

/**
 * Instantiates the kernel, with zeros in its matrices.
 *
 * @param shapes rows and columns of each matrix, 1 or more
 */
export function openMultiplyKernel(shapes: readonly (readonly [rows: number, columns: number])[]): MultiplyKernel {
  const padded = (count: number, unit: number): number => unit * Math.ceil(count / unit);
  const sizes = shapes.map(([rows, columns]) => ({
    rows,
    columns,
    // A row of a matrix that is transposed becomes a column.
    height: padded(rows, COLUMNS_AT_ONCE),
    stride: padded(columns, COLUMNS_AT_ONCE),
  }));
  const bytes = sizes.reduce((sum, { height, stride }) => sum + NUMBER * height * stride, 0);
  const pages = Math.ceil(bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const module = new WebAssembly.Module(Uint8Array.from(atob(MULTIPLY_KERNEL_BINARY), (letter) => letter.charCodeAt(0)));
  const { exports } = new WebAssembly.Instance(module, { multiply: { memory } });
  const { multiply } = exports as unknown as Exports;
  let start = 0;
  const matrices = sizes.map((size): KernelMatrix => {
    const length = size.height * size.stride;
    const values = new Float32Array(memory.buffer, start, length);
    start += NUMBER * length;
    return { ...size, values };
  });
  return {
    matrices,
    memory,
    multiply: (left, right, result, transposed = false) => {
      const [along, down] = [NUMBER, NUMBER * left.stride];
      multiply(
        left.values.byteOffset,
        transposed ? along : down,
        transposed ? down : along,
        right.values.byteOffset,
        right.rows,
        NUMBER * right.stride,
        result.values.byteOffset,
        padded(result.rows, ROWS_AT_ONCE),
      );
    },
  };
}
