import type { CatalogItem } from '../../types/catalog-item.js';
import type { DropCount } from '../input/drop-report.js';
import type { FeedFacts } from '../input/input-facts.js';

/** A further column of the shop's own, as written: the pack types it. */
export interface FeedAttribute {
  /** By the feed's name, or by the usual one where the feed's names are in another language: `sale_price`, `custom_label_0`, `margin`. */
  readonly name: string;
  /** By row of the catalogue: the cleaned text, several of a repeated value, undefined where there is none. */
  readonly values: readonly (string | readonly string[] | undefined)[];
}

/** A product feed. */
export interface Feed {
  /** In the feed's order; ids unique. */
  readonly catalog: readonly CatalogItem[];
  /** By row of the catalogue: the line of its file, from 1. */
  readonly lines: readonly number[];
  /** By row of the catalogue, '' where there is none. Used for training only, not part of a pack. */
  readonly descriptions: readonly string[];
  /** By row of the catalogue: the address of the picture where it is relative to a folder, as written; '' where it is not. Used to find small pictures only, not part of a pack. */
  readonly relativePictures: readonly string[];
  /** In the order asked for, then the usual ones that the feed has; without those that no item has. */
  readonly attributes: readonly FeedAttribute[];
  /** Number of records below the header. */
  readonly rows: number;
  /** Records that are not in the catalogue, by reason. */
  readonly dropped: readonly DropCount[];
  /** Values that were changed or dropped, by reason; their items are in the catalogue. */
  readonly changed: readonly DropCount[];
  /** What was read of it. */
  readonly facts: FeedFacts;
}
