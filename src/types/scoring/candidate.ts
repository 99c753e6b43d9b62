import type { RankerSignal } from './pack-ranker.js';

/** A step's change of a candidate's score. */
interface Adjustment {
  /** Name of the step, as in `trace.steps`. */
  readonly step: string;
  /** Of the ranker: the signal that this is for. */
  readonly signal?: RankerSignal;
  /** Added to the score; may be negative. */
  readonly contribution: number;
}

/** A candidate for a list. */
export interface Candidate {
  /** Row number. */
  readonly row: number;
  /** The scorer's score, relative to the list's baseline, plus all adjustments. */
  readonly score: number;
  /** In order of the steps. */
  readonly adjustments: readonly Adjustment[];
  /** Whether the shop placed it by a pin or a promotion. */
  readonly promoted?: boolean;
}

/** A pure step after scoring: reorders, removes or adds candidates. */
export interface ListStep {
  /** Name in `trace.steps`, one or two words. */
  readonly name: string;
  /** @param candidates best first, each row once */
  apply(candidates: readonly Candidate[]): readonly Candidate[];
}
