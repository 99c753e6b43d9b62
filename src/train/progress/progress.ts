/** The current step. */
export interface ProgressStep {
  /** @param done units finished so far, of the step's `total` */
  update(done: number): void;
  end(): void;
}

/** Receives the progress of the work. Steps are sequential, never nested. */
export interface Progress {
  /**
   * @param name of the step, for people
   * @param total units of the step; 0 if unknown
   * @param unit name of the units, such as `rows`
   */
  step(name: string, total: number, unit: string): ProgressStep;
}

/** A step that reports nothing. */
export const SILENT_STEP: ProgressStep = { update: () => {}, end: () => {} };

/** Progress that reports nothing. */
export const SILENT_PROGRESS: Progress = { step: () => SILENT_STEP };
