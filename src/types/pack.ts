import type { Answer } from './answer.js';
import type { CatalogItem } from './catalog-item.js';
import type { AttendHistory } from './encoder-card.js';
import type { OptionalRole, PackManifest } from './manifest.js';
import type { Note } from './note.js';
import type { Interaction, Profile } from './profile.js';

/** Item-to-item neighbours as compressed sparse rows: those of item `i` are at `offsets[i]` to `offsets[i + 1] - 1`. */
export interface Neighbours {
  /** Shape [items + 1], ascending, from 0. */
  readonly offsets: Uint32Array;
  /** Row numbers: per item strongest first, or ascending. Shape [entries]. */
  readonly items: Uint32Array;
  /** Similarity is `weights[k] * scales[i]`. Shape [entries]. */
  readonly weights: Uint8Array;
  /** Shape [items]. */
  readonly scales: Float32Array;
}

/** Prototypes: groups of similar shoppers, and the items each group likes. */
export interface Prototypes {
  readonly dimensions: number;
  /** Directions in the space of the factors. Shape [prototypes, dimensions]. */
  readonly rows: Int8Array;
  /** Shape [prototypes]. */
  readonly scales: Float32Array;
  /** Number of shoppers in each group. Shape [prototypes]. */
  readonly shoppers: Uint32Array;
  /** The items of prototype `p`, as neighbours are stored. */
  readonly likes: Neighbours;
}

/** A column of few distinct values. */
export interface CodedColumn {
  /** Index of each row's value in `values`. Shape [items]. */
  readonly codes: Uint32Array | Uint8Array;
  /** '' is "not given". */
  readonly values: readonly string[];
}

/** Columns of few distinct values that a pack may have. */
export type CodedColumnName = 'brand' | 'product_type' | 'availability' | 'currency' | 'type' | 'size' | 'color';

/** Columns with a text per row. */
export type TextColumnName = 'title' | 'link' | 'image_link' | 'item_group_id';

/** A column of texts, concatenated in UTF-8. */
export interface OwnTexts {
  /** Row `i` is bytes `offsets[i]` to `offsets[i + 1] - 1`; none is "not given". Shape [items + 1]. */
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
  /** The text of a row, '' where not given. */
  at(row: number): string;
}

/** Number columns that a pack may have. */
export type NumberColumnName = 'price' | 'added' | 'starts' | 'ends';

/** Type of an attribute: `word` has at most one text per item, `list` any number of them. */
export type AttributeType = 'number' | 'date' | 'word' | 'list';

/** A further column of the catalogue, whole. */
export type AttributeColumn =
  | {
      readonly type: 'number' | 'date';
      /** Numbers; dates as days since 1970. NaN is "not given". Shape [items]. */
      readonly values: Float64Array;
    }
  | {
      readonly type: 'word' | 'list';
      /** Index of each row's texts in `texts`. Shape [items]. */
      readonly codes: Uint8Array | Uint16Array | Uint32Array;
      /** Distinct texts of a row; [] is "not given". */
      readonly texts: readonly (readonly string[])[];
    };

/**
 * Opens an optional file of a pack: from memory, from the store, or else from the network.
 *
 * @param role of the file
 * @param name within its role, if it has one
 * @returns its unpacked bytes, with size and digest checked; the same array for the same file
 * @throws OnshelfError `pack-unreachable`, or `pack-invalid`, also where the pack has no such file
 */
export type OpenFile = (role: OptionalRole, name?: string) => Promise<Uint8Array<ArrayBuffer>>;

/** Texts of a pack that are fetched after its other files. */
export interface LateTexts {
  /** Resolves when all texts are there; rejects if one cannot be fetched. */
  readonly whole: Promise<unknown>;
  /**
   * Waits for all texts, if a call reads them: a rule would give wrong items without them.
   *
   * @param call of a list
   * @throws OnshelfError `pack-unreachable` after a second
   */
  before(call: object): Promise<void>;
  /**
   * Waits up to a second for the texts of a list's items.
   *
   * @param answer with records as far as they were known
   * @returns the same with the records known now, and a note if texts are missing
   */
  fill<List extends Pick<Answer, 'items'> & { readonly trace: Pick<Answer['trace'], 'notes'> }>(answer: List): Promise<List>;
}

/** How ids that pages say are matched with those of the feed. */
interface IdMatching {
  /**
   * Learns the addresses that pages told beside the ids of a history, in place of those learned before.
   *
   * @param history the interactions, with ids as pages said them
   * @returns what is to be said of the latest ids: how those are matched that are not the feed's own
   */
  learn(history: readonly Pick<Interaction, 'itemId' | 'link'>[]): readonly Note[];
}

/** Prices that a locale has replaced. */
interface OwnPrices {
  /** As the column `price`. */
  readonly amounts: Float64Array | null;
  /** As the column `currency`. */
  readonly currency: CodedColumn | null;
}

/** A pack, decoded and checked: views over the bytes of its files. */
export interface Pack {
  readonly manifest: PackManifest;
  readonly items: number;
  readonly dimensions: number;
  /** Shape [items, dimensions]. */
  readonly rows: Int8Array;
  /** Shape [items]. */
  readonly scales: Float32Array;
  /** 0 to 1, the most popular item. Shape [items]. */
  readonly popularity: Float32Array;
  /** Mean of `popularity`. */
  readonly meanPopularity: number;
  /** Sum over items of row x row, rows at their real size. Shape [dimensions, dimensions]. */
  readonly gram: Float32Array;
  /** Similar items. */
  readonly neighbours: Neighbours;
  /** Following items: those that shoppers of item `i` go on to. Empty if the pack has none. */
  readonly followers: Neighbours;
  /** Items, a bit each, whose tables and factors are filled from their content, since few or no shoppers know them; null if there are none. */
  readonly fromContent: Uint8Array | null;
  /** null if the pack has none. */
  readonly prototypes: Prototypes | null;
  /** Whether any items are variants of one another, by `item_group_id`. */
  readonly grouped: boolean;
  /** The row of an item id, or -1. */
  rowOf(itemId: string): number;
  /** Tag of the locale whose texts and prices are in place of the catalogue's own; absent: the catalogue's own. */
  readonly locale?: string;
  /** The catalogue's own prices, where those of the locale are in their place: amounts among the attributes go with these. */
  readonly ownPrices?: OwnPrices;
  /** What that locale calls the categories, by code of the column `product_type`: for whoever is shown one. Absent: as the catalogue does. */
  readonly categoryNames?: readonly string[];
  /** How ids that are not those of the feed are matched; absent while only the feed's own are known. */
  readonly matching?: IdMatching;
  /** The id of a row. */
  idOf(row: number): string;
  /** A whole column, or null if the pack has none. */
  codedColumn(name: CodedColumnName): CodedColumn | null;
  /** A whole column, or null if the pack has none. */
  textColumn(name: TextColumnName): OwnTexts | null;
  /** A whole column, NaN where not given, shape [items]; or null if the pack has none. */
  numberColumn(name: NumberColumnName): Float64Array | null;
  /** The pack's sequence encoder; absent if it has none, and until that is there. */
  readonly attend?: AttendHistory;
  /**
   * Reads the history of a shopper where that has to be waited for, so that `attend` has it at once. Never rejects. Absent as `attend`.
   *
   * @param profile the shopper
   * @param now milliseconds since 1970
   */
  readonly readAhead?: (profile: Profile, now: number) => Promise<void>;
  /** Opens an optional file. Absent if the pack was decoded from bytes, without a place to fetch from. */
  readonly openFile?: OpenFile;
  /** Texts that are still being fetched; absent if all came with the catalogue. */
  readonly lateTexts?: LateTexts;
  /** The catalogue's record of a row. */
  itemOf(row: number): CatalogItem;
}

/** What goes with what, learned from baskets: the content of a pack's file `baskets`. */
export interface Complements {
  /** What is bought with each item. */
  readonly pairs: Neighbours;
  /** What is bought with the items of each category, by the code of the column `product_type`; no rows without categories. */
  readonly categories: Neighbours;
  /** Weight of its category's row per item, in 255ths: 255 without baskets. Shape [items]. */
  readonly backOff: Uint8Array;
}
