import { Checkpoints, type StepCheckpoint } from './checkpoints.js';
import type { Progress, ProgressStep } from './progress.js';

/** What a step cost. */
export interface StepCost {
  readonly step: string;
  readonly seconds: number;
  /** Seconds of processor time, of all threads: unlike the clock's, they do not depend on what else the machine does. */
  readonly cpuSeconds: number;
  /** Largest resident memory seen while the step ran, of the whole process with its threads. */
  readonly peakMegabytes: number;
}

/** How often memory is looked at, milliseconds: a peak shorter than this may be missed. */
const SAMPLE_EVERY = 50;

/** Follows the names of steps that an earlier build had finished. */
const TAKEN_OVER = ' (taken over)';

/** Runs steps, tells the progress, and keeps what each of them cost. */
export class StepLog {
  readonly costs: StepCost[] = [];
  readonly #progress: Progress;
  readonly #checkpoints: Checkpoints;

  /**
   * @param progress told what is done
   * @param checkpoints where `keep` keeps; default: nowhere
   */
  constructor(progress: Progress, checkpoints = new Checkpoints(null)) {
    this.#progress = progress;
    this.#checkpoints = checkpoints;
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
    const cpu = process.cpuUsage();
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
   * As `run`, and keeps the result, so that a build that comes after one that was killed need not do the step again. What
   * `work` gives must be what a checkpoint can hold, and must depend on nothing but the build's inputs and settings.
   *
   * @param work may take up the state that a killed build left, and keep its own
   */
  keep<T>(step: string, work: (progress: ProgressStep, checkpoint: StepCheckpoint) => Promise<T> | T, total = 0, unit = ''): Promise<T> {
    return this.keepAll(step, (checkpoint) => this.run(step, (progress) => work(progress, checkpoint), total, unit));
  }

  /** As `keep`, for work that runs steps of its own. */
  async keepAll<T>(name: string, work: (checkpoint: StepCheckpoint) => Promise<T>): Promise<T> {
    const checkpoint = this.#checkpoints.of(name);
    // Not by its presence alone: it may be damaged.
    const known = checkpoint.finished ? await this.run(`${name}${TAKEN_OVER}`, () => checkpoint.result()) : null;
    if (known !== null) return known as T;
    const result = await work(checkpoint);
    checkpoint.finish(result);
    return result;
  }
}
