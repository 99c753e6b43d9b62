import { matMul, reshape, type Tensor, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { floatColumns, floatRows } from '../problem/float-rows.js';
import type { Problem } from '../problem/problem.js';

/** Orientations of the matrix. */
export const ORIENTATIONS = ['rows . query', 'query . columns', 'query . transposed rows'] as const;

/** The rows on tfjs's device. */
export interface Matrix {
  readonly matrix: Tensor;
  /** Whether it can be multiplied with several queries, with the scores of one query contiguous. */
  readonly batches: boolean;
  /**
   * The dot products of the problem's queries from `first` on.
   *
   * @returns shape [queries, items]
   */
  multiply(first: number, queries: number): Tensor2D;
}

/** Loads the rows onto tfjs's device. */
export function loadMatrix(problem: Problem, orientation: string): Matrix {
  const { items, dimensions, vectors } = problem;
  const questions = (first: number, queries: number): Float32Array => vectors.subarray(first * dimensions, (first + queries) * dimensions);
  if (orientation === 'rows . query') {
    const matrix = tensor2d(floatRows(problem), [items, dimensions]);
    const multiply: Matrix['multiply'] = (first) => reshape(matMul(matrix, tensor2d(questions(first, 1), [dimensions, 1])), [1, items]);
    return { matrix, batches: false, multiply };
  }
  const transposed = orientation !== 'query . columns';
  const matrix = transposed ? tensor2d(floatRows(problem), [items, dimensions]) : tensor2d(floatColumns(problem), [dimensions, items]);
  const multiply: Matrix['multiply'] = (first, queries) =>
    matMul(tensor2d(questions(first, queries), [queries, dimensions]), matrix, false, transposed);
  return { matrix, batches: true, multiply };
}
