/** How content replaces missing data of cold items. */
export interface ColdStartSettings {
  /** Weight of a cold item in other items' rows, relative to entries from data; 0: none is added. */
  readonly strength: number;
  /** Scale of the factors predicted from content, 0 to 1; 0: none. */
  readonly factors: number;
  /** Number of shoppers from which content is not used for an item, 1 or more; with fewer, content counts more. */
  readonly support: number;
}

/** Settings where they cannot be tuned; moderate on purpose. */
export const DEFAULT_COLD_START: ColdStartSettings = { strength: 0.5, factors: 0, support: 1 };

/** Largest candidate of `support`. */
export const MAX_SUPPORT = 6;
