import type { AttentionCard, EncoderMatrices } from '../../src/types/encoder-card.js';
import {
  FLOAT,
  type Message,
  onnxFloats,
  onnxInteger,
  onnxModel,
  onnxNested,
  onnxNode,
  onnxText,
  onnxValue,
} from '../score/adapters/onnx-parts.js';

/**
 * An encoder of the kind `attention`, with one head and its norms before, as a model of ONNX: `start` [count, width] (rows with the vectors of their
 * places and events) and `mask` [count, count] in, `outputs` [count, width] out. The same graph as tfjs runs; a norm is one operator.
 *
 * @param card architecture, as wide as the rows
 * @param matrices weights
 */
export function encodeOnnxEncoder({ width, blocks, inner }: AttentionCard, matrices: EncoderMatrices): Uint8Array<ArrayBuffer> {
  const nodes: Message[] = [];
  const weights: Message[] = [];
  let made = 0;
  const add = (operator: string, inputs: readonly string[], attributes: readonly Message[] = []): string => {
    const output = `value${made++}`;
    nodes.push(onnxNode(operator, inputs, [output], attributes));
    return output;
  };
  const weight = (name: string, shape: readonly number[], values: Float64Array): string => {
    weights.push(onnxFloats(name, shape, Float32Array.from(values)));
    return name;
  };
  const layer = (name: string, rows: string, from: number, scale = 1): string => {
    const to = matrices[name].length / from;
    const turned = Float64Array.from({ length: from * to }, (_, at) => scale * matrices[name][(at % to) * from + Math.floor(at / to)]);
    const product = add('MatMul', [rows, weight(name, [from, to], turned)]);
    return add('Add', [
      product,
      weight(
        `${name}.bias`,
        [to],
        matrices[`${name}.bias`].map((value) => scale * value),
      ),
    ]);
  };
  const norm = (name: string, rows: string): string =>
    add('LayerNormalization', [
      rows,
      weight(`${name}.gain`, [width], matrices[`${name}.gain`]),
      weight(`${name}.bias`, [width], matrices[`${name}.bias`]),
    ]);
  let state = 'start';
  for (let block = 0; block < blocks; block++) {
    const prefix = `block${block}.`;
    const normed = norm(`${prefix}attend`, state);
    const queries = layer(`${prefix}query`, normed, width, 1 / Math.sqrt(width));
    const keys = add('Transpose', [layer(`${prefix}key`, state, width)]);
    const likeness = add('Add', [add('MatMul', [queries, keys]), 'mask']);
    const shares = add('Softmax', [likeness], [onnxInteger('axis', 1)]);
    const mixed = add('MatMul', [shares, layer(`${prefix}value`, state, width)]);
    const middle = norm(`${prefix}forward`, add('Add', [normed, layer(`${prefix}output`, mixed, width)]));
    const widened = add('Relu', [layer(`${prefix}widen`, middle, width)]);
    state = add('Add', [middle, layer(`${prefix}narrow`, widened, inner)]);
  }
  nodes.push(onnxNode('Identity', [norm('end', state)], ['outputs']));
  return onnxModel([
    ...nodes.flatMap((node) => onnxNested(1, node)),
    ...onnxText(2, 'encoder'),
    ...weights.flatMap((tensor) => onnxNested(5, tensor)),
    ...onnxNested(11, onnxValue('start', FLOAT, ['count', width])),
    ...onnxNested(11, onnxValue('mask', FLOAT, ['count', 'count'])),
    ...onnxNested(12, onnxValue('outputs', FLOAT, ['count', width])),
  ]);
}
