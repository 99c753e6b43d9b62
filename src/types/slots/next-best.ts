import type { Reason, ServedModel } from '../answer.js';
import type { CatalogItem } from '../catalog-item.js';
import type { Note } from '../note.js';
import type { Exclude, ItemType } from '../request.js';
import type { PageContext } from '../results/page-context.js';

/** What a place can show. */
export type SlotKind = 'item' | 'category' | 'brand' | 'banner';

/** Places of a page that are alike. */
export interface Slot {
  /** Unique in the request; for the answer. */
  readonly id: string;
  /** What may be shown there. Of equal worth, the kind that is named first counts. */
  readonly kinds: readonly SlotKind[];
  /** Number of places, 1 to 100. Default 1. */
  readonly count?: number;
}

/** A banner, and the items that it is about: those for which all of it holds. It needs at least one of the four. */
export interface SlotBanner {
  /** Unique in the request; for the answer. */
  readonly id: string;
  /** Ids of the items. */
  readonly items?: readonly string[];
  /** Items of this category, with those below it, as in the feed's `product_type`: "Outdoor > Tents". */
  readonly category?: string;
  /** Items of this brand. */
  readonly brand?: string;
  /** Items for which this condition is true, as in a list: `price < 50 && onSale`. */
  readonly filter?: string;
}

/** Parameters of `nextBest()`. */
export interface NextBestRequest {
  /** The places to fill, in the order in which they are filled; up to 50. */
  readonly slots: readonly Slot[];
  /** What places of the kind `banner` choose from; up to 200. Default: none. */
  readonly banners?: readonly SlotBanner[];
  /** Condition on every item, also on those of categories, brands and banners: see docs/rules.md. Default: none. */
  readonly filter?: string;
  /** What the filters may ask of the page. Default: see `PageContext`. */
  readonly context?: PageContext;
  /** Items of the history to exclude. Default `bought`. */
  readonly exclude?: Exclude;
  /** Kinds of items. Default: only products. */
  readonly types?: readonly ItemType[];
  /** Whether to leave out items that are sold out. Default true. */
  readonly inStock?: boolean;
  /** Time to choose for, milliseconds since 1970. Default: the device's clock. */
  readonly now?: number;
}

/** What a place shows. */
export interface FilledPlace {
  readonly kind: SlotKind;
  /** Id of the item or the banner, or name of the category or the brand, as in the feed in every locale. */
  readonly id: string;
  /** What the page's locale calls a category, for people; absent where that is its name, and of other kinds. */
  readonly label?: string;
  /** Of an item: as in a list. Of others: the mean over their four best items, where an item that there is not, or with a score below 0, counts as 0. */
  readonly score: number;
  /**
   * Share of all items, or else of all categories, brands and banners, that have a lower score, 0 to 1; equal ones count half. Places that may show
   * several kinds are filled by it, since single items have higher scores than the best four of anything.
   */
  readonly standing: number;
  /** They add up to the score. The strongest first. */
  readonly reasons: readonly Reason[];
  /** Of an item: its record. */
  readonly item?: CatalogItem;
  /** Of others: ids of their best items, up to four, the best first. */
  readonly items?: readonly string[];
}

/** A slot with what its places show. */
export interface FilledSlot {
  readonly id: string;
  /** Fewer than asked for, with a note, where nothing is left for them. */
  readonly places: readonly FilledPlace[];
}

/** What the places of a page show this shopper. */
export interface NextBest {
  /** For `item_list_id` of events; '' where no pack could be read. */
  readonly recommendationId: string;
  /** Which knowledge chose. */
  readonly model: Extract<ServedModel, 'personal' | 'quiz' | 'popular' | 'feed' | 'fallback'>;
  /** In the order of the request; empty where no pack could be read. */
  readonly slots: readonly FilledSlot[];
  /** What did not go as planned, each with a code; else empty. */
  readonly notes: readonly Note[];
}
