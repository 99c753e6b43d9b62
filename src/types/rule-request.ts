/** What a list is held to by expressions and by the page's own knowledge. The language: docs/rules.md. */
export interface RuleRequest {
  /**
   * A condition over columns of the catalogue and the shopper's history: `price < 50 && viewed < 3`. Items for which it does not hold, or is not
   * known to hold, stay out of the list. At most 2000 characters; one that cannot be read gives the fallback, and says where it is at fault.
   */
  readonly filter?: string;
  /**
   * A number for each item: `brand == "Acme" ? 0.2 : 0`. It is added to the score, 1 being the distance from the weakest to the best of
   * the candidates. One that cannot be read is left out, with a note.
   */
  readonly boost?: string;
  /**
   * From 0, the price does not matter, to 1, an item far outside the prices that the shopper looks at falls to the end. Nothing happens while
   * fewer than 3 of them are known. Default 0.
   */
  readonly priceFit?: number;
  /** Ids of items that the page knows to be sold out just now; they stay out of the list. Default: none. */
  readonly unavailable?: readonly string[];
  /** Do items stay out that are sold out, by the feed's `availability`? Default: yes. What can be ordered before it is there is not sold out. */
  readonly inStock?: boolean;
}
