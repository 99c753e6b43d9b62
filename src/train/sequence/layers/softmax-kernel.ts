import { type KernelMatrix, type MultiplyKernel, openMultiplyKernel } from '../../../core/kernels/multiply-kernel.js';

/** Matrices of a sampled softmax, and what multiplies them. */
export interface SoftmaxKernel {
  readonly matrices: Readonly<Record<'queries' | 'rivals' | 'turned' | 'scores' | 'byQueries' | 'byRivals', KernelMatrix>>;
  readonly multiply: MultiplyKernel['multiply'];
}

/**
 * Opens a kernel with the matrices of a sampled softmax: queries and rivals, rivals turned, their scores, and derivatives by queries and by rivals.
 *
 * @param most queries of a batch
 * @param drawn rivals of a batch
 * @param dimensions columns of both
 */
export function openSoftmaxKernel(most: number, drawn: number, dimensions: number): SoftmaxKernel {
  const kernel = openMultiplyKernel([
    [most, dimensions],
    [drawn, dimensions],
    [dimensions, drawn],
    [most, drawn],
    [most, dimensions],
    [drawn, dimensions],
  ]);
  const [queries, rivals, turned, scores, byQueries, byRivals] = kernel.matrices;
  return { matrices: { queries, rivals, turned, scores, byQueries, byRivals }, multiply: kernel.multiply };
}
