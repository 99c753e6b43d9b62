import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';
import type { ParameterRun } from '../layers/dense-layer.js';
import type { DilatedConvolution } from './dilated-convolution.js';
import { viewRows } from './view-rows.js';

/** What a block consists of. */
interface BlockParts {
  readonly first: DilatedConvolution;
  readonly second: DilatedConvolution;
  /** Derivatives by the outputs of both, in one kernel with them; shape [most outputs, width]. */
  readonly byFirst: KernelMatrix;
  readonly bySecond: KernelMatrix;
  /** For each place of the block's output, the index of the same place in its input. */
  readonly kept: readonly number[];
}

/** A residual block of two convolutions in training, at chosen places. */
export class ConvolutionBlock {
  readonly #parts: BlockParts;

  /** @param parts of which it consists */
  constructor(parts: BlockParts) {
    this.#parts = parts;
  }

  /** The parameters, for `Adam`. Call `turn` once they changed. */
  get runs(): readonly ParameterRun[] {
    return [...this.#parts.first.runs, ...this.#parts.second.runs];
  }

  /** Takes over changed weights. */
  turn(): void {
    this.#parts.first.turn();
    this.#parts.second.turn();
  }

  /**
   * The weights, as `encoderMatrices` names them.
   *
   * @param name of the block
   */
  weights(name: string): readonly (readonly [string, Float64Array])[] {
    return [...this.#parts.first.weights(`${name}.first`), ...this.#parts.second.weights(`${name}.second`)];
  }

  /**
   * @param input shape [inputs, width]
   * @param starts where each history's places begin, of the input, of what is between the convolutions, and of the output
   * @param output overwritten; shape [outputs, width]
   */
  run(input: KernelMatrix, [from, middle, to]: readonly Uint32Array[], output: KernelMatrix): void {
    const { first, second } = this.#parts;
    const added = second.run(first.run(input, { from, to: middle }), { from: middle, to });
    this.#eachKept(from, to, (before, after) => {
      for (let k = 0; k < output.columns; k++) {
        output.values[after * output.stride + k] = input.values[before * input.stride + k] + added.values[after * added.stride + k];
      }
    });
  }

  /**
   * Sets the gradients of the parameters.
   *
   * @param by derivatives of the loss by the output; shape [outputs, width]
   * @param byInput overwritten with derivatives; shape [inputs, width]
   * @param starts as they were given to `run`
   */
  learn(by: KernelMatrix, byInput: KernelMatrix, [from, middle, to]: readonly Uint32Array[]): void {
    const { first, second } = this.#parts;
    const byFirst = viewRows(this.#parts.byFirst, middle[middle.length - 1]);
    const bySecond = viewRows(this.#parts.bySecond, by.rows);
    for (const { values, rows, stride } of [byFirst, byInput]) values.fill(0, 0, rows * stride);
    bySecond.values.set(by.values.subarray(0, by.rows * by.stride));
    second.learn(bySecond, byFirst, { from: middle, to });
    first.learn(byFirst, byInput, { from, to: middle });
    this.#eachKept(from, to, (before, after) => {
      for (let k = 0; k < by.columns; k++) byInput.values[before * byInput.stride + k] += by.values[after * by.stride + k];
    });
  }

  /** Calls with the row of the input and the row of the output of each place of the output. */
  #eachKept(from: Uint32Array, to: Uint32Array, call: (before: number, after: number) => void): void {
    for (let history = 0; history + 1 < to.length; history++) {
      for (let row = to[history]; row < to[history + 1]; row++) call(from[history] + this.#parts.kept[row - to[history]], row);
    }
  }
}
