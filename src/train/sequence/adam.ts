/** Decays of the means of the gradient and of its square. */
const DECAYS = [0.9, 0.999] as const;
const FLOOR = 1e-8;

/** Means of one run of parameters. */
interface Moments {
  readonly values: Float64Array;
  readonly gradients: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/**
 * Adam: gradient steps, each parameter's in units of the size of its own gradients.
 *
 * @see Kingma, Ba: Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1
 */
export class Adam {
  readonly #runs: readonly Moments[];
  readonly #rate: number;
  #steps = 0;

  /**
   * @param runs parameters and where their gradients are added up
   * @param rate size of a step, > 0
   */
  constructor(runs: readonly { readonly values: Float64Array; readonly gradients: Float64Array }[], rate: number) {
    this.#rate = rate;
    this.#runs = runs.map((run) => ({ ...run, first: new Float64Array(run.values.length), second: new Float64Array(run.values.length) }));
  }

  /** Makes a step, and sets the gradients to 0. */
  step(): void {
    this.#steps++;
    const [firstLeft, secondLeft] = DECAYS.map((decay) => 1 - decay ** this.#steps);
    for (const { values, gradients, first, second } of this.#runs) {
      for (let k = 0; k < values.length; k++) {
        first[k] = DECAYS[0] * first[k] + (1 - DECAYS[0]) * gradients[k];
        second[k] = DECAYS[1] * second[k] + (1 - DECAYS[1]) * gradients[k] ** 2;
        values[k] -= (this.#rate * first[k]) / firstLeft / (Math.sqrt(second[k] / secondLeft) + FLOOR);
        gradients[k] = 0;
      }
    }
  }
}
