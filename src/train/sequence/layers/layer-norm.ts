import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';
import type { ParameterRun } from './dense-layer.js';

/**
 * A layer norm in training: each row less its mean, over its standard deviation, times a gain, plus a bias.
 *
 * @see Ba, Kiros, Hinton: Layer Normalization, 2016
 */
export class LayerNorm {
  readonly gain: Float32Array;
  readonly bias: Float32Array;
  readonly #byGain: Float32Array;
  readonly #byBias: Float32Array;
  readonly #floor: number;
  /** Rows before gain and bias. Shape [most, width]. */
  readonly #normed: Float32Array;
  /** One over each row's standard deviation. Shape [most]. */
  readonly #scales: Float32Array;

  /**
   * @param width columns of a row
   * @param floor added to the variance
   * @param most rows of a batch
   */
  constructor(width: number, floor: number, most: number) {
    this.gain = new Float32Array(width).fill(1);
    this.bias = new Float32Array(width);
    this.#byGain = new Float32Array(width);
    this.#byBias = new Float32Array(width);
    this.#floor = floor;
    this.#normed = new Float32Array(most * width);
    this.#scales = new Float32Array(most);
  }

  /** The parameters, for `Adam`. */
  get runs(): readonly ParameterRun[] {
    return [
      { values: this.gain, gradients: this.#byGain },
      { values: this.bias, gradients: this.#byBias },
    ];
  }

  /**
   * Replaces rows by their norms.
   *
   * @param matrix overwritten; shape [rows, width]
   */
  run({ rows, stride, values }: KernelMatrix): void {
    const { gain, bias } = this;
    const width = gain.length;
    const normed = this.#normed;
    for (let row = 0; row < rows; row++) {
      const start = row * stride;
      let mean = 0;
      for (let k = 0; k < width; k++) mean += values[start + k];
      mean /= width;
      let variance = 0;
      for (let k = 0; k < width; k++) variance += (values[start + k] - mean) ** 2;
      const scale = 1 / Math.sqrt(variance / width + this.#floor);
      this.#scales[row] = scale;
      for (let k = 0, at = row * width; k < width; k++, at++) {
        normed[at] = (values[start + k] - mean) * scale;
        values[start + k] = gain[k] * normed[at] + bias[k];
      }
    }
  }

  /**
   * Sets the gradients of the parameters, and replaces derivatives by the output with those by the input.
   *
   * @param by derivatives of the loss, overwritten; shape [rows, width], the rows of the last `run`
   */
  learn({ rows, stride, values }: KernelMatrix): void {
    const { gain } = this;
    const width = gain.length;
    const normed = this.#normed;
    this.#byGain.fill(0);
    this.#byBias.fill(0);
    for (let row = 0; row < rows; row++) {
      const start = row * stride;
      const first = row * width;
      let sum = 0;
      let along = 0;
      for (let k = 0; k < width; k++) {
        const by = values[start + k];
        this.#byGain[k] += by * normed[first + k];
        this.#byBias[k] += by;
        sum += by * gain[k];
        along += by * gain[k] * normed[first + k];
      }
      const scale = this.#scales[row];
      for (let k = 0; k < width; k++) {
        values[start + k] = scale * (values[start + k] * gain[k] - sum / width - (normed[first + k] * along) / width);
      }
    }
  }
}
