import type { KernelMatrix, MultiplyKernel } from '../../../core/kernels/multiply-kernel.js';
import { normal, type Random } from '../../../core/numbers/random.js';

/** Usual size of the random weights that training starts with. */
const FIRST_WEIGHT = 0.02;

/** Matrices of a dense layer, all in one kernel. */
export interface LayerMatrices {
  /** Shape [to, from]. */
  readonly weight: KernelMatrix;
  /** The weights turned. Shape [from, to]. */
  readonly turned: KernelMatrix;
  /** Derivatives of the loss by the weights. Shape [to, from]. */
  readonly gradient: KernelMatrix;
}

/** A run of parameters with their gradients, for `Adam`. */
export interface ParameterRun {
  readonly values: Float32Array;
  readonly gradients: Float32Array;
}

/** A dense layer in training: `output = input x weight' + bias`. */
export class DenseLayer {
  readonly bias: Float32Array;
  readonly #byBias: Float32Array;
  readonly #matrices: LayerMatrices;
  readonly #multiply: MultiplyKernel['multiply'];

  /**
   * Starts from small random weights.
   *
   * @param multiply of the kernel that has the matrices
   * @param matrices of this layer
   * @param random source of numbers
   * @param size standard deviation of the weights, > 0
   */
  constructor(multiply: MultiplyKernel['multiply'], matrices: LayerMatrices, random: Random, size = FIRST_WEIGHT) {
    const { weight } = matrices;
    this.#multiply = multiply;
    this.#matrices = matrices;
    this.bias = new Float32Array(weight.rows);
    this.#byBias = new Float32Array(weight.rows);
    for (let row = 0; row < weight.rows; row++) {
      for (let k = 0; k < weight.columns; k++) weight.values[row * weight.stride + k] = size * normal(random);
    }
    this.turn();
  }

  /** The parameters, for `Adam`. Call `turn` once they changed. */
  get runs(): readonly ParameterRun[] {
    const { weight, gradient } = this.#matrices;
    return [
      { values: weight.values, gradients: gradient.values },
      { values: this.bias, gradients: this.#byBias },
    ];
  }

  /** The weights, row after row. Shape [to, from]. */
  get weights(): Float64Array {
    const { rows, columns, stride, values } = this.#matrices.weight;
    return Float64Array.from({ length: rows * columns }, (_, at) => values[Math.floor(at / columns) * stride + (at % columns)]);
  }

  /** Takes over changed weights. */
  turn(): void {
    const { weight, turned } = this.#matrices;
    for (let row = 0; row < weight.rows; row++) {
      for (let k = 0; k < weight.columns; k++) turned.values[k * turned.stride + row] = weight.values[row * weight.stride + k];
    }
  }

  /**
   * @param input shape [rows, from]
   * @param output overwritten; shape [rows, to]
   */
  run(input: KernelMatrix, output: KernelMatrix): void {
    this.#multiply(input, this.#matrices.turned, output);
    const { rows, columns, stride, values } = output;
    for (let row = 0; row < rows; row++) for (let k = 0; k < columns; k++) values[row * stride + k] += this.bias[k];
  }

  /**
   * Sets the gradients of the parameters, and computes derivatives by the input.
   *
   * @param input as it was given to `run`
   * @param byOutput derivatives of the loss; shape [rows, to]
   * @param byInput overwritten with derivatives; shape [rows, from]
   */
  learn(input: KernelMatrix, byOutput: KernelMatrix, byInput: KernelMatrix): void {
    this.passBack(byOutput, byInput);
    this.setGradients(input, byOutput);
  }

  /**
   * Computes derivatives by the input alone.
   *
   * @param byOutput derivatives of the loss; shape [rows, to]
   * @param byInput overwritten with derivatives; shape [rows, from]
   */
  passBack(byOutput: KernelMatrix, byInput: KernelMatrix): void {
    this.#multiply(byOutput, this.#matrices.weight, byInput);
  }

  /**
   * Sets the gradients of the parameters alone.
   *
   * @param input as it was given to `run`
   * @param byOutput derivatives of the loss; shape [rows, to]
   */
  setGradients(input: KernelMatrix, byOutput: KernelMatrix): void {
    this.#multiply(byOutput, input, this.#matrices.gradient, true);
    const { rows, columns, stride, values } = byOutput;
    this.#byBias.fill(0);
    for (let row = 0; row < rows; row++) for (let k = 0; k < columns; k++) this.#byBias[k] += values[row * stride + k];
  }
}
