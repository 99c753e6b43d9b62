/** How content stands in for data that is not there. */
export interface ColdStartSettings {
  /** What an item that content brings in is worth beside one that shoppers do; 0 brings none in. */
  readonly strength: number;
  /** Length of the factors that content makes, as a share of what the attribute map says, 0 to 1; 0 makes none. */
  readonly factors: number;
  /** Shoppers from which on an item stands on its own, 1 or more; below, content counts the more the fewer there are. */
  readonly support: number;
}

/** Where nothing can be tried out. Modest on purpose: a new item has its place to earn. */
export const DEFAULT_COLD_START: ColdStartSettings = { strength: 0.5, factors: 0, support: 1 };

/** Highest `support` that is tried. */
export const MAX_SUPPORT = 6;
