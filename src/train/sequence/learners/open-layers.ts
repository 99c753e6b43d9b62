import { type KernelMatrix, openMultiplyKernel } from '../../../core/kernels/multiply-kernel.js';
import type { Random } from '../../../core/numbers/random.js';
import { DenseLayer } from '../layers/dense-layer.js';

/** A dense layer that is to be opened. */
export interface LayerShape {
  /** Numbers that it gives of each row. */
  readonly to: number;
  /** Numbers of a row that it reads. */
  readonly from: number;
  /** Standard deviation of its first weights. Default: that of `DenseLayer`. */
  readonly size?: number;
}

/** Matrices and layers of a learner, all in one kernel. */
interface OpenedLayers<Name extends string> {
  /** By their names. */
  readonly matrices: Readonly<Record<string, KernelMatrix>>;
  /** By their names, with random weights. */
  readonly layers: Readonly<Record<Name, DenseLayer>>;
}

/**
 * Opens a kernel with the matrices and the dense layers of a learner.
 *
 * @param sizes most rows, and columns, of each matrix, by its name
 * @param shapes of the layers, by their names; weights are drawn in this order
 * @param random source of numbers
 */
export function openLayers<Name extends string>(
  sizes: Readonly<Record<string, readonly [rows: number, columns: number]>>,
  shapes: Readonly<Record<Name, LayerShape>>,
  random: Random,
): OpenedLayers<Name> {
  const all = { ...sizes };
  const layers = Object.entries<LayerShape>(shapes);
  for (const [name, { to, from }] of layers) {
    Object.assign(all, { [`${name}.weight`]: [to, from], [`${name}.turned`]: [from, to], [`${name}.gradient`]: [to, from] });
  }
  const kernel = openMultiplyKernel(Object.values(all));
  const matrices = Object.fromEntries(Object.keys(all).map((name, at) => [name, kernel.matrices[at]]));
  const layerOf = ([name, { size }]: [string, LayerShape]): [string, DenseLayer] => {
    const [weight, turned, gradient] = ['weight', 'turned', 'gradient'].map((part) => matrices[`${name}.${part}`]);
    return [name, new DenseLayer(kernel.multiply, { weight, turned, gradient }, random, size)];
  };
  return {
    matrices: Object.fromEntries(Object.keys(sizes).map((name) => [name, matrices[name]])),
    layers: Object.fromEntries(layers.map(layerOf)) as Record<Name, DenseLayer>,
  };
}
