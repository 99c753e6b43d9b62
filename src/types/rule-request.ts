import type { PageContext } from './results/page-context.js';

/** Filters and boosts of a list. For the language of expressions see docs/rules.md. */
export interface RuleRequest {
  /**
   * Condition on catalogue columns and the shopper's history: `price < 50 && viewed < 3`. Items for which it is false or unknown are left out.
   * Maximum 2000 characters. If it cannot be parsed, the list is the fallback, with a note that gives the position of the error.
   */
  readonly filter?: string;
  /**
   * Expression that is added to each item's score: `brand == "Acme" ? 0.2 : 0`. 1 is the difference between the best and the worst candidate.
   * If it cannot be parsed it is ignored, with a note.
   */
  readonly boost?: string;
  /**
   * Weight of the shopper's usual prices: from 0, none, to 1, which moves items far outside them to the end. No effect with fewer than 3 known
   * prices. Default 0.
   */
  readonly priceFit?: number;
  /** Ids of items that are sold out at this moment; they are left out. Default: none. */
  readonly unavailable?: readonly string[];
  /** Whether to leave out items that are sold out by the feed's `availability`. Default true. Items on preorder or backorder are not sold out. */
  readonly inStock?: boolean;
  /** What rules may ask of the page: its item, the class of the device, where the shopper came from. Default: see `PageContext`. */
  readonly context?: PageContext;
}
