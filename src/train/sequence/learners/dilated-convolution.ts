import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';
import type { DenseLayer, ParameterRun } from '../layers/dense-layer.js';
import type { LayerNorm } from '../layers/layer-norm.js';
import type { ConvolutionPlaces } from './convolution-places.js';
import { viewRows } from './view-rows.js';

/** What a convolution consists of; matrices are of one kernel with the layer. */
interface ConvolutionParts {
  /** From the numbers of all taps to the width. */
  readonly layer: DenseLayer;
  readonly norm: LayerNorm;
  /** Shape [most outputs, taps * width]. */
  readonly windows: KernelMatrix;
  readonly byWindows: KernelMatrix;
  /** Shape [most outputs, width]. */
  readonly output: KernelMatrix;
  readonly places: ConvolutionPlaces;
}

/** Where each history's places begin, from `placeStarts`, of the input and of the output. */
export interface ConvolutionStarts {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** A causal dilated convolution in training, with a layer norm and the positive part of it, at chosen places. */
export class DilatedConvolution {
  readonly #parts: ConvolutionParts;

  /** @param parts of which it consists */
  constructor(parts: ConvolutionParts) {
    this.#parts = parts;
  }

  /** The parameters, for `Adam`. Call `turn` once they changed. */
  get runs(): readonly ParameterRun[] {
    return [...this.#parts.layer.runs, ...this.#parts.norm.runs];
  }

  /** Takes over changed weights. */
  turn(): void {
    this.#parts.layer.turn();
  }

  /**
   * The weights, as `encoderMatrices` names them.
   *
   * @param name of the convolution
   */
  weights(name: string): readonly (readonly [string, Float64Array])[] {
    const { layer, norm } = this.#parts;
    return [
      [name, layer.weights],
      [`${name}.bias`, Float64Array.from(layer.bias)],
      [`${name}Norm.gain`, Float64Array.from(norm.gain)],
      [`${name}Norm.bias`, Float64Array.from(norm.bias)],
    ];
  }

  /**
   * @param input shape [inputs, width]
   * @param starts of a batch
   * @returns valid until the next call; shape [outputs, width]
   */
  run(input: KernelMatrix, starts: ConvolutionStarts): KernelMatrix {
    const { layer, norm } = this.#parts;
    const [windows, output] = this.#sized(starts);
    const width = input.columns;
    windows.values.fill(0, 0, windows.rows * windows.stride);
    this.#eachRead(starts, width, windows.stride, (to, row) => {
      const from = row * input.stride;
      windows.values.set(input.values.subarray(from, from + width), to);
    });
    layer.run(windows, output);
    norm.run(output);
    for (let at = 0; at < output.rows * output.stride; at++) if (output.values[at] < 0) output.values[at] = 0;
    return output;
  }

  /**
   * Sets the gradients of the parameters.
   *
   * @param by derivatives of the loss by the output of the last `run`, overwritten; in the layer's kernel; shape [outputs, width]
   * @param byInput added to; shape [inputs, width]
   * @param starts as they were given to `run`
   */
  learn(by: KernelMatrix, byInput: KernelMatrix, starts: ConvolutionStarts): void {
    const { layer, norm, byWindows: all } = this.#parts;
    const [windows, output] = this.#sized(starts);
    const byWindows = viewRows(all, windows.rows);
    const width = output.columns;
    for (let row = 0; row < output.rows; row++) {
      for (let k = 0; k < width; k++) if (!(output.values[row * output.stride + k] > 0)) by.values[row * by.stride + k] = 0;
    }
    norm.learn(by);
    layer.learn(windows, by, byWindows);
    this.#eachRead(starts, width, byWindows.stride, (from, row) => {
      const to = row * byInput.stride;
      for (let k = 0; k < width; k++) byInput.values[to + k] += byWindows.values[from + k];
    });
  }

  /** Calls with the index of a tap's first number among the windows, and the row of the input that it reads. */
  #eachRead({ from, to }: ConvolutionStarts, width: number, stride: number, call: (window: number, row: number) => void): void {
    const { reads } = this.#parts.places;
    for (let history = 0; history + 1 < to.length; history++) {
      const count = from[history + 1] - from[history];
      for (let row = to[history]; row < to[history + 1]; row++) {
        for (const [tap, at] of reads[row - to[history]].entries()) {
          if (at >= 0 && at < count) call(row * stride + tap * width, from[history] + at);
        }
      }
    }
  }

  #sized({ to }: ConvolutionStarts): readonly [windows: KernelMatrix, output: KernelMatrix] {
    const count = to[to.length - 1];
    return [viewRows(this.#parts.windows, count), viewRows(this.#parts.output, count)];
  }
}
