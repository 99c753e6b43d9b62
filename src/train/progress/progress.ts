/** One step under way. */
export interface ProgressStep {
  /** @param done units finished so far, of the step's `total` */
  update(done: number): void;
  end(): void;
}

/** Who is told how far the work has come. Steps follow each other; none lies inside another. */
export interface Progress {
  /**
   * @param name what is being done, for people
   * @param total units of the whole step; 0 where nobody can tell
   * @param unit what is counted, such as `rows`
   */
  step(name: string, total: number, unit: string): ProgressStep;
}

/** A step that nobody is told of. */
export const SILENT_STEP: ProgressStep = { update: () => {}, end: () => {} };

/** Tells nobody. */
export const SILENT_PROGRESS: Progress = { step: () => SILENT_STEP };
