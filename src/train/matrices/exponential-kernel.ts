import { EXPONENTIAL_KERNEL_BINARY } from './exponential-kernel-binary.js';

interface Exports {
  /** @positional a WebAssembly function accepts only numbers */
  exponentials(numbers: number, less: number, bound: number, count: number): number;
}

/** Exponentials of numbers in the memory of a kernel, with SIMD: `exponential-kernel.wat`. */
export interface ExponentialKernel {
  /**
   * Replaces numbers by exponentials of what they exceed others by, to 2e-5 of their value: several times as fast as `Math.exp`. Exponents below -40
   * give 0, as what they would add is nothing beside 1, and numbers that small slow a processor down; those above 80 are taken as 80.
   *
   * @param numbers overwritten; in the memory of the kernel, as is `less`; the length a multiple of 4
   * @param less subtracted from each, as many
   * @param bound subtracted from all
   * @returns the sum; exponents that are no numbers count as 0
   */
  exponentials(numbers: Float32Array, less: Float32Array, bound: number): number;
}

/**
 * Instantiates the kernel.
 *
 * @param memory of a `MultiplyKernel`, in which the numbers are
 */
export function openExponentialKernel(memory: WebAssembly.Memory): ExponentialKernel {
  const module = new WebAssembly.Module(Uint8Array.from(atob(EXPONENTIAL_KERNEL_BINARY), (letter) => letter.charCodeAt(0)));
  const { exponentials } = new WebAssembly.Instance(module, { exponential: { memory } }).exports as unknown as Exports;
  return {
    exponentials: (numbers, less, bound) => exponentials(numbers.byteOffset, less.byteOffset, bound, numbers.length),
  };
}
