import { add, matMul, mean, mul, rsqrt, square, sub, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { encoderMatrices } from '../../core/numbers/encoder-matrices.js';
import type { EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { TfjsSession } from './tfjs-session.js';

/** The matrices of an encoder on a device, and the layers that they are. */
export interface TfjsLayers {
  /** A held matrix. */
  held(name: string): Tensor2D;
  /** Each row times a matrix, plus the vector `NAME.bias` where the encoder has one. Shape [count, to]. */
  layer(name: string, rows: Tensor2D): Tensor2D;
  /** A layer norm of each row. */
  norm(name: string, rows: Tensor2D, floor: number): Tensor2D;
  /** What the items start as: their rows, projected where the encoder does that, plus vectors. Shape [places, columns of the vectors]. */
  start(rows: Tensor2D, added: Tensor2D): Tensor2D;
}

/** Rows, padded with zeros. */
export function paddedRows(rows: ArrayLike<number>, count: number, places: number): Tensor2D {
  const padded = new Float32Array((places * rows.length) / count);
  padded.set(rows);
  return tensor2d(padded, [places, rows.length / count]);
}

/** Each row times a matrix of shape [to, from]. */
export function timesMatrix(rows: Tensor2D, matrix: Tensor2D): Tensor2D {
  return matMul(rows, matrix, false, true);
}

/**
 * Copies an encoder to a device, without the matrices of places and events: their vectors are looked up before a graph runs.
 *
 * @param session holds it
 * @param card architecture
 * @param matrices weights
 * @param dimensions columns of the pack's rows
 * @param scaleOf factor of a matrix and its bias, 1 by default
 */
export function holdLayers(
  session: TfjsSession,
  card: EncoderCard,
  matrices: EncoderMatrices,
  dimensions: number,
  scaleOf: (name: string) => number = () => 1,
): TfjsLayers {
  const tensors = new Map<string, Tensor2D>();
  for (const { name, columns } of encoderMatrices(card, dimensions)) {
    if (name === 'places' || name === 'kinds') continue;
    const isVector = /\.(bias|gain)$/.test(name);
    const scale = scaleOf(name.replace(/\.bias$/, ''));
    tensors.set(
      name,
      session.hold(
        matrices[name].map((value) => scale * value),
        isVector ? matrices[name].length : columns,
      ),
    );
  }
  const held = (name: string): Tensor2D => tensors.get(name) as Tensor2D;
  const layer: TfjsLayers['layer'] = (name, rows) => {
    const product = timesMatrix(rows, held(name));
    return tensors.has(`${name}.bias`) ? (add(product, held(`${name}.bias`)) as Tensor2D) : product;
  };
  return {
    held,
    layer,
    norm: (name, rows, floor) => {
      const centred = sub(rows, mean(rows, 1, true));
      const scaled = mul(centred, rsqrt(add(mean(square(centred), 1, true), floor)));
      return add(mul(scaled, held(`${name}.gain`)), held(`${name}.bias`)) as Tensor2D;
    },
    start: (rows, added) => add(tensors.has('project') ? layer('project', rows) : rows, added) as Tensor2D,
  };
}
