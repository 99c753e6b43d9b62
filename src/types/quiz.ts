import type { CatalogItem } from './catalog-item.js';

/** `quiz()`'s parameters. */
export interface QuizRequest {
  /** Pairs wanted, 1 to 6. Default 4. */
  readonly pairs?: number;
}

/** Two items: which does the shopper like better? */
export interface QuizPair {
  readonly items: readonly [CatalogItem, CatalogItem];
  /** What the answer can tell, given those before: variance of the difference of their scores, above 0. */
  readonly uncertainty: number;
}

/**
 * A taste quiz. An answer is an event like any other:
 * `shelf.track('feedback', { items: [{ item_id: chosen.id }], kind: 'more', item_list_id: quiz.quizId })`.
 */
export interface Quiz {
  /** Begins with `quiz-`; answers carry it as `item_list_id`. */
  readonly quizId: string;
  /** In the order in which they are best asked. */
  readonly pairs: readonly QuizPair[];
}
