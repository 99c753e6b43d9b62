/** Decays of the means of the gradient and of its square. */
export const DECAYS = [0.9, 0.999] as const;
/** Added to the root of the mean of squares. */
export const FLOOR = 1e-8;

/** Numbers of one run of parameters. */
type Numbers = Float64Array | Float32Array;

/** Means of one run of parameters. */
export interface Moments {
  readonly values: Numbers;
  readonly gradients: Numbers;
  readonly first: Numbers;
  readonly second: Numbers;
}

/**
 * Adam: gradient steps, each parameter's in units of the size of its own gradients.
 *
 * @see Kingma, Ba: Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1
 */
export class Adam {
  readonly #runs: readonly Moments[];
  #steps = 0;

  /**
   * @param runs parameters and where their gradients are added up
   */
  constructor(runs: readonly { readonly values: Numbers; readonly gradients: Numbers }[]) {
    this.#runs = runs.map((run) => ({ ...run, first: new Float64Array(run.values.length), second: new Float64Array(run.values.length) }));
  }

  /**
   * Makes a step, and sets the gradients to 0.
   *
   * @param rate size of the step, > 0
   */
  step(rate: number): void {
    this.#steps++;
    for (const run of this.#runs) momentStep(run, rate, this.#steps, 0, run.values.length);
  }
}

/**
 * Makes a step of Adam with a part of a run of parameters, and sets its gradients to 0.
 *
 * @param moments parameters, gradients and means
 * @param rate size of a step, > 0
 * @param steps of this part, with this one, 1 or more
 * @param start index of its first parameter
 * @param end index behind its last
 */
export function momentStep({ values, gradients, first, second }: Moments, rate: number, steps: number, start: number, end: number): void {
  const firstLeft = 1 - DECAYS[0] ** steps;
  const spread = 1 / Math.sqrt(1 - DECAYS[1] ** steps);
  const scaled = rate / firstLeft;
  for (let k = start; k < end; k++) {
    const gradient = gradients[k];
    const mean = DECAYS[0] * first[k] + (1 - DECAYS[0]) * gradient;
    const square = DECAYS[1] * second[k] + (1 - DECAYS[1]) * gradient * gradient;
    first[k] = mean;
    second[k] = square;
    values[k] -= (scaled * mean) / (spread * Math.sqrt(square) + FLOOR);
    gradients[k] = 0;
  }
}
