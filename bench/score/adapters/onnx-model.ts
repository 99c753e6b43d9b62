import {
  FLOAT,
  INT64,
  type Message,
  onnxField,
  onnxFloats,
  onnxInteger,
  onnxModel,
  onnxNested,
  onnxNode,
  onnxText,
  onnxValue,
} from './onnx-parts.js';

/** Shape and weights of the model. */
export interface ModelShape {
  readonly items: number;
  readonly dimensions: number;
  readonly count: number;
  /** Whether each row of the matrix is an item; then `Gemm` transposes it. */
  readonly transposed: boolean;
  /** Shape [items, dimensions] if transposed, else [dimensions, items]. */
  readonly matrix: Float32Array;
  /** Added to the scores. Shape [items]. */
  readonly addends: Float32Array;
}

/**
 * An ONNX model of three nodes: `query` [queries, dimensions] times matrix, plus addends, `TopK`: `scores` and `items`,
 * both [queries, count]. With a transposed matrix the first two are one `Gemm`. Matrix and addends are part of the model, so
 * that the runtime can choose their place and layout.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function encodeModel({ items, dimensions, count, transposed, matrix, addends }: ModelShape): Uint8Array<ArrayBuffer> {
  const nodes = transposed
    ? [onnxNode('Gemm', ['query', 'matrix', 'addends'], ['all'], [onnxInteger('transB', 1)])]
    : [onnxNode('MatMul', ['query', 'matrix'], ['products']), onnxNode('Add', ['products', 'addends'], ['all'])];
  const graph: Message = [
    ...[...nodes, onnxNode('TopK', ['all', 'count'], ['scores', 'items'])].flatMap((made) => onnxNested(1, made)),
    ...onnxText(2, 'score'),
    ...onnxNested(5, onnxFloats('matrix', transposed ? [items, dimensions] : [dimensions, items], matrix)),
    ...onnxNested(5, onnxFloats('addends', [items], addends)),
    ...onnxNested(5, [...onnxField(1, 1), ...onnxField(2, INT64), ...onnxField(7, count), ...onnxText(8, 'count')]),
    ...onnxNested(11, onnxValue('query', FLOAT, ['queries', dimensions])),
    ...onnxNested(12, onnxValue('scores', FLOAT, ['queries', count])),
    ...onnxNested(12, onnxValue('items', INT64, ['queries', count])),
  ];
  return onnxModel(graph);
}
