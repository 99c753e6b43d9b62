import type { Reliability } from './reliability.js';

/** How far the relevance of listed items is to be relied on, on the shoppers measured. */
export interface EvaluatedRelevance {
  /** One sentence for people. */
  readonly reason: string;
  /** Shoppers whose lists were measured: those with a history who went on to an item that was new to them, at most 2 000 in each fold. */
  readonly shoppers: number;
  /** null where nothing could be measured. */
  readonly reliability: Reliability | null;
}
