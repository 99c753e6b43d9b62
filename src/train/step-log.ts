import type { Progress, ProgressStep } from './progress.js';

/** What a step cost. */
export interface StepCost {
  readonly step: string;
  readonly seconds: number;
  /** Largest resident memory seen while the step ran, of the whole process with its threads. */
  readonly peakMegabytes: number;
}

/** How often memory is looked at, milliseconds: a peak shorter than this may be missed. */
const SAMPLE_EVERY = 50;

/** Runs steps, tells the progress, and keeps what each of them cost. */
export class StepLog {
  readonly costs: StepCost[] = [];
  readonly #progress: Progress;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /**
   * Runs one step.
   *
   * @param step its name, for people
   * @param work what to do; it may report how far it has come
   * @param total units of work; 0 where nobody can tell
   * @param unit what is counted
   */
  async run<T>(step: string, work: (progress: ProgressStep) => Promise<T> | T, total = 0, unit = ''): Promise<T> {
    const shown = this.#progress.step(step, total, unit);
    const start = performance.now();
    let peak = process.memoryUsage.rss();
    const look = (): void => {
      peak = Math.max(peak, process.memoryUsage.rss());
    };
    const timer = setInterval(look, SAMPLE_EVERY);
    try {
      return await work({
        update: (done) => {
          // Long synchronous loops starve the timer; their updates look too.
          look();
          shown.update(done);
        },
        end: () => {},
      });
    } finally {
      clearInterval(timer);
      look();
      shown.end();
      this.costs.push({ step, seconds: (performance.now() - start) / 1000, peakMegabytes: Math.round(peak / 2 ** 20) });
    }
  }
}
