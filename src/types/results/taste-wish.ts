/** What tastes are of: columns of the catalogue. */
export type TasteKind = 'category' | 'brand' | 'color' | 'size' | 'type';

/** How much of a taste a shopper asks for: more of it, less, or none at all. */
export type TasteWish = 'more' | 'less' | 'none';

/** The taste that `profile.edit()` is about: exactly one of these. */
export interface EditedTaste {
  /** A category, with those below it: as in the feed's `product_type`, or in the page's language. */
  readonly category?: string;
  /** As in the feed. */
  readonly brand?: string;
  /** As in the feed. */
  readonly color?: string;
  /** As in the feed. */
  readonly size?: string;
  /** As in the feed: `product`, `article` or `live`. */
  readonly type?: string;
}

/** What a shopper asked for, as it was recorded. */
export interface RecordedWish {
  readonly kind: TasteKind;
  /** As in the feed. */
  readonly name: string;
  readonly wish: TasteWish;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Id of its event: forgetting it takes the wish back. */
  readonly eventId: string;
}

/** A wish that acts on an explained item. */
export interface ActingWish extends RecordedWish {
  /** `more` and `less`: the items of the history that weigh more or less by it; `none`: the explained item, which it leaves out. */
  readonly itemIds: readonly string[];
}
