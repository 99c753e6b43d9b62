import type { PackContents } from '../../types/manifest.js';

/** A limit of `onshelf build --check`: which figures it holds for, and where it stands. */
export interface CheckLimit {
  /** Option of the command line, without `--check-`. */
  readonly name: string;
  /** For people, such as `items`. */
  readonly subject: string;
  /** Least share of the previous pack's figure that the new one must have, 0 to 1. */
  readonly least: number;
  /** Also the largest growth, as the inverse of the share. */
  readonly bothWays?: boolean;
}

/** Names of figures that are compared: those of the manifest, and those of its `contents`. */
export type CheckedFigure = keyof PackContents | 'items' | 'bytes' | 'HR@10' | 'NDCG@10';

/**
 * The limits and their defaults. Catalogues change by a few per cent a day; a log may lose a day or gain one. Accuracy is measured on a
 * few hundred shoppers, other ones each time, so it varies by a tenth by chance.
 */
export const CHECK_LIMITS = {
  items: { name: 'items', subject: 'items', least: 0.8 },
  events: { name: 'events', subject: 'events used', least: 0.7 },
  shoppers: { name: 'shoppers', subject: 'shoppers', least: 0.7 },
  'HR@10': { name: 'accuracy', subject: 'HR@10 of the blend', least: 0.7 },
  'NDCG@10': { name: 'accuracy', subject: 'NDCG@10 of the blend', least: 0.7 },
  withNeighbours: { name: 'neighbours', subject: 'share of items with neighbours', least: 0.8 },
  inStock: { name: 'stock', subject: 'share of items in stock', least: 0.7 },
  priced: { name: 'prices', subject: 'share of items with a price', least: 0.9 },
  pictured: { name: 'pictures', subject: 'share of items with a picture', least: 0.9 },
  titled: { name: 'titles', subject: 'share of items with a title', least: 0.9 },
  bytes: { name: 'bytes', subject: 'bytes of the pack', least: 0.5, bothWays: true },
} as const satisfies Readonly<Record<CheckedFigure, CheckLimit>>;

/** Names of the options' limits, each once. */
export const CHECK_NAMES: readonly string[] = [...new Set(Object.values(CHECK_LIMITS).map(({ name }) => name))];
