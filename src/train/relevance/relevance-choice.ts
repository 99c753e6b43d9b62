import type { ModelCard } from '../../types/manifest.js';
import type { RelevanceCurve } from '../../types/relevance-curve.js';
import type { Reliability } from './reliability.js';

/** Whether a pack gets a curve of relevance, and why. */
export interface RelevanceChoice {
  readonly used: boolean;
  /** One sentence for people. */
  readonly reason: string;
  /** What was measured; null where nothing was. */
  readonly card: ModelCard | null;
  /** On shoppers who did not fit it; null where nothing was measured. */
  readonly reliability: Reliability | null;
  /** null where none is used. */
  readonly curve: RelevanceCurve | null;
}

/**
 * The choice where no curve can be fitted.
 *
 * @param why, as the end of a sentence
 */
export function noRelevance(why: string): RelevanceChoice {
  return {
    used: false,
    reason: `Relevance: ${why}, so the pack has no curve, and items have none.`,
    card: null,
    reliability: null,
    curve: null,
  };
}
