import type { CatalogItem } from './catalog-item.js';

/** Parameters of `quiz()`. */
export interface QuizRequest {
  /** Number of pairs, 1 to 6. Default 4. */
  readonly pairs?: number;
}

/** Two items for the shopper to choose from. */
export interface QuizPair {
  readonly items: readonly [CatalogItem, CatalogItem];
  /** Information in the choice, after the pairs before it: variance of the difference of the two scores, > 0. */
  readonly uncertainty: number;
}

/**
 * A taste quiz. An answer is an event like any other:
 * `shelf.track('feedback', { items: [{ item_id: chosen.id }], kind: 'more', item_list_id: quiz.quizId })`.
 */
export interface Quiz {
  /** Starts with `quiz-`. Send it as `item_list_id` of the answers. */
  readonly quizId: string;
  /** In the order to ask them. */
  readonly pairs: readonly QuizPair[];
}
