/** What one step did to the score of a candidate. */
interface Adjustment {
  /** Name of the step, as it stands in `trace.steps`. */
  readonly step: string;
  /** Was added to the score; may be negative. */
  readonly contribution: number;
}

/** A row on its way into a list. */
export interface Candidate {
  /** Row number. */
  readonly row: number;
  /** What the scorer gave, relative to the list's baseline, plus all adjustments. */
  readonly score: number;
  /** In the order in which they were made. */
  readonly adjustments: readonly Adjustment[];
  /** Did the shop put it there? Then the answer says so. */
  readonly promoted?: boolean;
}

/** A pure step between scoring and the page: it reorders, leaves out, puts in. */
export interface ListStep {
  /** One word or two, as `trace.steps` shows it. */
  readonly name: string;
  /** @param candidates best first, each row once */
  apply(candidates: readonly Candidate[]): readonly Candidate[];
}
