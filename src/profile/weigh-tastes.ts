import type { HistoryItem } from '../types/history.js';
import type { CodedColumnName, Pack } from '../types/pack.js';
import { isSensitiveCategory } from './set-aside.js';

/** The share of one value of a column in a taste. */
export interface TasteShare {
  /** Place in the column's values. */
  readonly code: number;
  readonly value: string;
  /** Share of the shopper's interest, 0 to 1; the shares of a column add up to 1. */
  readonly share: number;
  /** Share of the shopper's own interest, 0 to less than 1: see `ownShares`. */
  readonly own: number;
  /** Number of items of the pack with this value. */
  readonly items: number;
}

/** Weight of the prior, everybody's taste: as much as one product view. */
const PRIOR_INTEREST = 1;

/**
 * The shares of a shopper's own interest: as those of `weighTastes`, but what everybody's taste adds there is nobody's here. So a value that only
 * popularity speaks for has none, and where little is known all shares are low: one product view alone is 0.5, and less as it fades.
 *
 * @param pack the catalogue
 * @param history from `weighHistory`; may be empty
 * @param name of the column
 * @returns by code; only values that the history speaks for
 */
export function ownShares(pack: Pack, history: readonly HistoryItem[], name: CodedColumnName): Map<number, number> {
  const column = pack.codedColumn(name);
  const liked = new Map<number, number>();
  if (column === null) return liked;
  for (const { row, weight, against } of history) {
    const code = column.codes[row];
    if (isTaste(pack, name, column.values[code])) liked.set(code, (liked.get(code) ?? 0) + weight - against);
  }
  let total = PRIOR_INTEREST;
  for (const interest of liked.values()) total += Math.max(0, interest);
  for (const [code, interest] of liked) {
    if (interest > 0) liked.set(code, interest / total);
    else liked.delete(code);
  }
  return liked;
}

/** A sensitive category is left out, also of everybody's taste. */
function isTaste({ manifest }: Pack, name: CodedColumnName, value: string): boolean {
  return value !== '' && !(name === 'product_type' && isSensitiveCategory(manifest, value));
}

/**
 * The distribution of a shopper's interest over the values of a column, smoothed by the distribution of popularity: the mean of a
 * Dirichlet posterior whose prior is everybody's taste.
 *
 * @param pack the catalogue
 * @param history from `weighHistory`; may be empty
 * @param name of the column
 * @returns by code, without "not given"; empty where the pack lacks the column
 * @see Gelman et al., Bayesian Data Analysis, 3rd ed., section 3.4
 */
export function weighTastes(pack: Pack, history: readonly HistoryItem[], name: CodedColumnName): TasteShare[] {
  const column = pack.codedColumn(name);
  if (column === null) return [];
  const { codes, values } = column;
  const items = new Uint32Array(values.length);
  const popularity = new Float64Array(values.length);
  for (let row = 0; row < pack.items; row++) {
    items[codes[row]]++;
    popularity[codes[row]] += pack.popularity[row];
  }
  const interest = new Float64Array(values.length);
  for (const { row, weight, against } of history) interest[codes[row]] += weight - against;
  const given = values.flatMap((value, code) => (isTaste(pack, name, value) && items[code] > 0 ? [code] : []));
  const everybody = given.reduce((sum, code) => sum + popularity[code], 0);
  const liking = given.map((code) => {
    const prior = everybody > 0 ? popularity[code] / everybody : 1 / given.length;
    return Math.max(0, interest[code]) + PRIOR_INTEREST * prior;
  });
  const total = liking.reduce((sum, value) => sum + value, 0);
  const own = ownShares(pack, history, name);
  return given.map((code, place) => ({
    code,
    value: values[code],
    share: liking[place] / total,
    own: own.get(code) ?? 0,
    items: items[code],
  }));
}
