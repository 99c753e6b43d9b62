import type { ModelCard } from '../../types/manifest.js';
import type { PackRanker } from '../../types/scoring/pack-ranker.js';

/** What a build can be asked to try. `auto`: `mlp`, where there are enough shoppers to tell its gain from chance. */
export const RANKER_KINDS = ['auto', 'mlp'] as const;

/** The ranker that a build is asked for. */
export type RankerRequest = (typeof RANKER_KINDS)[number];

/** Whether a pack gets a ranker, and why. */
export interface RankerChoice {
  readonly used: boolean;
  /** One sentence for people. */
  readonly reason: string;
  /** Of the trial, the training included. */
  readonly seconds: number;
  /** What was measured; null where nothing was. */
  readonly card: ModelCard | null;
  /** Its weights; null where none is used. */
  readonly ranker: PackRanker | null;
}

/**
 * The choice where no ranker is tried, or none can be measured.
 *
 * @param why, as the end of a sentence
 * @param seconds of the trial. Default: 0
 */
export function noRanker(why: string, seconds = 0): RankerChoice {
  return { used: false, reason: `Ranker: ${why}, so the pack has none.`, seconds, card: null, ranker: null };
}
