import { OnshelfError } from '../../core/onshelf-error.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import { shownValue } from '../input/drop-report.js';
import type { ItemFactors } from './factor-collector.js';
import type { ItemNames } from './read-item-names.js';

/** Maximum number of missing and of extra ids in the report. */
const SHOWN = 5;

/** Factors in row order of the catalogue. */
export interface AlignedFactors {
  /** A multiple of 4. */
  readonly dimensions: number;
  /** Shape [items, dimensions]; zeros where there are no factors. */
  readonly factors: Float32Array;
  /** 0 to 1. Shape [items]. */
  readonly popularity: Float32Array;
  readonly items: {
    readonly matched: number;
    readonly missing: { readonly count: number; readonly first: readonly string[] };
    readonly extra: { readonly count: number; readonly first: readonly string[] };
  };
  readonly notes: readonly string[];
}

/**
 * Reorders factors to the rows of the catalogue, and pads their columns to a multiple of 4.
 *
 * @param imported factors, by the engine's keys
 * @param names the shop's ids, by the engine's keys; null: the keys are the shop's ids
 * @param catalog in row order
 * @param rows item id to row
 * @throws OnshelfError `bad-input` where two keys have the same item
 */
export function alignFactors(
  imported: ItemFactors,
  names: ItemNames | null,
  catalog: readonly CatalogItem[],
  rows: ReadonlyMap<string, number>,
): AlignedFactors {
  const dimensions = Math.max(4, Math.ceil(imported.columns / 4) * 4);
  const factors = new Float32Array(catalog.length * dimensions);
  const liked = new Float64Array(catalog.length);
  const keyOf = new Map<number, string>();
  const extra: string[] = [];
  const liking = imported.popularity !== null || names?.popularityOf != null;
  for (const [place, key] of imported.keys.entries()) {
    const id = names === null ? key.trim() : names.idOf.get(key);
    const row = id === undefined ? undefined : rows.get(id);
    if (row === undefined) {
      extra.push(id ?? key);
      continue;
    }
    const known = keyOf.get(row);
    if (known !== undefined)
      throw new OnshelfError(
        'bad-input',
        `The keys "${shownValue(known)}" and "${shownValue(key)}" both have the item "${catalog[row].id}". Each item may have one row.`,
      );
    keyOf.set(row, key);
    factors.set(imported.values.subarray(place * imported.columns, (place + 1) * imported.columns), row * dimensions);
    liked[row] = names?.popularityOf?.get(key) ?? imported.popularity?.[place] ?? 0;
  }
  // Items that no shopper is close to have no factors, and may be popular nevertheless.
  for (const [key, popularity] of names?.popularityOf ?? []) {
    const row = rows.get(names?.idOf.get(key) ?? '');
    if (row !== undefined && !keyOf.has(row)) liked[row] = Math.max(liked[row], popularity);
  }
  const missing = catalog.filter((_, row) => !keyOf.has(row)).map(({ id }) => id);
  return {
    dimensions,
    factors,
    popularity: scaledPopularity(liked),
    items: {
      matched: keyOf.size,
      missing: { count: missing.length, first: missing.slice(0, SHOWN) },
      extra: { count: extra.length, first: extra.slice(0, SHOWN).map(shownValue) },
    },
    notes: liking ? [] : ['The files have no popularity: a shopper without a history gets the items in the order of the feed.'],
  };
}

/** Values up to 1 are unchanged; counts are scaled to 0 to 1 logarithmically, as in a build. */
function scaledPopularity(liked: Float64Array): Float32Array {
  const most = liked.reduce((largest, value) => Math.max(largest, value), 0);
  return most <= 1 ? Float32Array.from(liked) : Float32Array.from(liked, (value) => Math.log1p(value) / Math.log1p(most));
}
