import { Checkpoints, type StepCheckpoint } from './checkpoints.js';
import type { Progress, ProgressStep } from './progress.js';

/** Cost of a step. */
export interface StepCost {
  readonly step: string;
  readonly seconds: number;
  /** Processor time of all threads: unlike elapsed time, it does not depend on other load of the machine. */
  readonly cpuSeconds: number;
  /** Largest resident memory of the process during the step, sampled. */
  readonly peakMegabytes: number;
}

/** Interval between memory samples, milliseconds: a shorter peak may be missed. */
const SAMPLE_EVERY = 50;

/** Appended to the names of steps that an interrupted build had finished. */
const RESUMED = ' (resumed)';

/** Runs steps, reports their progress, and records their cost. */
export class StepLog {
  readonly costs: StepCost[] = [];
  readonly #progress: Progress;
  readonly #checkpoints: Checkpoints;

  /**
   * @param progress receives the progress
   * @param checkpoints of `keep`; default: none
   */
  constructor(progress: Progress, checkpoints = new Checkpoints(null)) {
    this.#progress = progress;
    this.#checkpoints = checkpoints;
  }

  /**
   * Runs one step.
   *
   * @param step its name, for people
   * @param work of the step; may report its progress
   * @param total units of work; 0 if unknown
   * @param unit name of the units
   */
  async run<T>(step: string, work: (progress: ProgressStep) => Promise<T> | T, total = 0, unit = ''): Promise<T> {
    const shown = this.#progress.step(step, total, unit);
    const start = performance.now();
    const cpu = process.cpuUsage();
    let peak = process.memoryUsage.rss();
    const look = (): void => {
      peak = Math.max(peak, process.memoryUsage.rss());
    };
    const timer = setInterval(look, SAMPLE_EVERY);
    try {
      return await work({
        update: (done) => {
          // Long synchronous loops block the timer, so updates sample too.
          look();
          shown.update(done);
        },
        end: () => {},
      });
    } finally {
      clearInterval(timer);
      look();
      shown.end();
      const { user, system } = process.cpuUsage(cpu);
      this.costs.push({
        step,
        seconds: (performance.now() - start) / 1000,
        cpuSeconds: (user + system) / 1e6,
        peakMegabytes: Math.round(peak / 2 ** 20),
      });
    }
  }

  /**
   * Like `run`, and saves the result, so that a resumed build skips the step. The result must be a value that checkpoints support,
   * and depend only on the build's inputs and settings.
   *
   * @param work may resume from the state that a killed build saved, and save its own
   */
  keep<T>(step: string, work: (progress: ProgressStep, checkpoint: StepCheckpoint) => Promise<T> | T, total = 0, unit = ''): Promise<T> {
    return this.keepAll(step, (checkpoint) => this.run(step, (progress) => work(progress, checkpoint), total, unit));
  }

  /** Like `keep`, for work that runs steps of its own. */
  async keepAll<T>(name: string, work: (checkpoint: StepCheckpoint) => Promise<T>): Promise<T> {
    const checkpoint = this.#checkpoints.of(name);
    // The file may be damaged, so its existence alone does not count.
    const known = checkpoint.finished ? await this.run(`${name}${RESUMED}`, () => checkpoint.result()) : null;
    if (known !== null) return known as T;
    const result = await work(checkpoint);
    checkpoint.finish(result);
    return result;
  }
}
