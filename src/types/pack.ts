import type { CatalogItem } from './catalog-item.js';
import type { PackManifest } from './manifest.js';

/** Item-to-item neighbours as compressed sparse rows: those of item `i` stand at `offsets[i]` to `offsets[i + 1] - 1`. */
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

/** Kinds of shoppers, each standing for many of them, and what each kind likes. */
export interface Prototypes {
  readonly dimensions: number;
  /** Directions in the space of the factors. Shape [prototypes, dimensions]. */
  readonly rows: Int8Array;
  /** Shape [prototypes]. */
  readonly scales: Float32Array;
  /** How many shoppers each stands for. Shape [prototypes]. */
  readonly shoppers: Uint32Array;
  /** The items of prototype `p`, as neighbours are stored. */
  readonly likes: Neighbours;
}

/** A column of few distinct values. */
export interface CodedColumn {
  /** Place of each row's value in `values`. Shape [items]. */
  readonly codes: Uint32Array | Uint8Array;
  /** '' is "not given". */
  readonly values: readonly string[];
}

/** Columns of few distinct values that a pack may have. */
export type CodedColumnName = 'brand' | 'product_type' | 'availability' | 'currency' | 'type' | 'size' | 'color';

/** Columns in which each row has a text of its own. */
export type TextColumnName = 'title' | 'link' | 'image_link' | 'item_group_id';

/** Texts stored one after the other, in UTF-8. */
export interface OwnTexts {
  /** Row `i` is bytes `offsets[i]` to `offsets[i + 1] - 1`; none is "not given". Shape [items + 1]. */
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
  /** The text of a row, '' where not given. */
  at(row: number): string;
}

/** Number columns that a pack may have. */
export type NumberColumnName = 'price' | 'added' | 'starts' | 'ends';

/** A pack, decoded and checked: views over the bytes of its files. */
export interface Pack {
  readonly manifest: PackManifest;
  readonly items: number;
  readonly dimensions: number;
  /** Shape [items, dimensions]. */
  readonly rows: Int8Array;
  /** Shape [items]. */
  readonly scales: Float32Array;
  /** 0 (nobody's) to 1 (the most liked). Shape [items]. */
  readonly popularity: Float32Array;
  /** Mean of `popularity`: what an item has that is neither liked more nor less than others. */
  readonly meanPopularity: number;
  /** Sum over items of row x row, rows at their real size. Shape [dimensions, dimensions]. */
  readonly gram: Float32Array;
  /** Which items are alike. */
  readonly neighbours: Neighbours;
  /** Which items follow one another: what a shopper of item `i` goes on to. Empty where the pack does not say. */
  readonly followers: Neighbours;
  /** null where the pack has none. */
  readonly prototypes: Prototypes | null;
  /** Are there items that are variants of one another, by `item_group_id`? */
  readonly grouped: boolean;
  /** The row of an item id, or -1. */
  rowOf(itemId: string): number;
  /** The id of a row. */
  idOf(row: number): string;
  /** A whole column, or null where the pack has none. */
  codedColumn(name: CodedColumnName): CodedColumn | null;
  /** A whole column, or null where the pack has none. */
  textColumn(name: TextColumnName): OwnTexts | null;
  /** A whole column, NaN where not given, shape [items]; or null where the pack has none. */
  numberColumn(name: NumberColumnName): Float64Array | null;
  /** The catalogue's record of a row. */
  itemOf(row: number): CatalogItem;
}
