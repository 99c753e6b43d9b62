import { type KernelMatrix, type MultiplyKernel, openMultiplyKernel } from '../../core/kernels/multiply-kernel.js';
import type { AttentionCard, EncoderMatrices } from '../../types/encoder-card.js';

/** The matrices of an attention encoder in the memory of a kernel, and room for what is made of a history. */
export interface KernelAttention {
  readonly kernel: MultiplyKernel;
  /** Weights by name, each turned to shape [from, to]. */
  readonly weights: Readonly<Record<string, KernelMatrix>>;
  /** Room for one row per item of the history, by what it is for. */
  readonly room: Readonly<Record<'read' | 'state' | 'queries' | 'keys' | 'values' | 'mixed' | 'inner' | 'result', KernelMatrix>>;
  /** Room for the keys, turned, and for the values of one head: as many numbers as `keys` has, with padding. */
  readonly turned: Float32Array;
  readonly ofHead: Float32Array;
  /** Room for what each item attends to: items by items, with padding. */
  readonly logits: Float32Array;
}

/**
 * Puts the weights of an encoder into a kernel.
 *
 * @param card architecture
 * @param matrices weights
 * @param dimensions columns of the pack's rows
 * @throws WebAssembly's error where the page may not compile it
 */
export function openKernelAttention(card: AttentionCard, matrices: EncoderMatrices, dimensions: number): KernelAttention {
  const { width, length, inner, blocks } = card;
  const names = [
    ...(matrices.project ? ['project'] : []),
    ...Array.from({ length: blocks }, (_, block) =>
      ['query', 'key', 'value', 'output', 'widen', 'narrow'].map((name) => `block${block}.${name}`),
    ).flat(),
    ...(matrices.output ? ['output'] : []),
  ];
  const from = (name: string): number => (name === 'project' ? dimensions : name.endsWith('narrow') ? inner : width);
  const shapes = names.map((name) => [from(name), matrices[name].length / from(name)] as const);
  const rooms = [dimensions, width, width, width, width, width, inner, Math.max(width, dimensions)].map(
    (columns) => [length, columns] as const,
  );
  const padded = 8 * Math.ceil(length / 8);
  const kernel = openMultiplyKernel([...shapes, ...rooms, [width, padded], [padded, width], [padded, padded]]);
  const weights = names.map((name, at) => {
    const matrix = kernel.matrices[at];
    for (let row = 0; row < matrix.rows; row++)
      for (let column = 0; column < matrix.columns; column++)
        matrix.values[row * matrix.stride + column] = matrices[name][column * matrix.rows + row];
    return [name, matrix] as const;
  });
  const [read, state, queries, keys, values, mixed, wide, result, turned, ofHead, logits] = kernel.matrices.slice(names.length);
  return {
    kernel,
    weights: Object.fromEntries(weights),
    room: { read, state, queries, keys, values, mixed, inner: wide, result },
    turned: turned.values,
    ofHead: ofHead.values,
    logits: logits.values,
  };
}
