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
  /** Number of items of the pack with this value. */
  readonly items: number;
}

/** Weight of the prior, everybody's taste: as much as one product view. */
const PRIOR_INTEREST = 1;

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
  // A sensitive category is left out, also of everybody's taste.
  const isTaste = (value: string): boolean => value !== '' && !(name === 'product_type' && isSensitiveCategory(pack.manifest, value));
  const given = values.flatMap((value, code) => (isTaste(value) && items[code] > 0 ? [code] : []));
  const everybody = given.reduce((sum, code) => sum + popularity[code], 0);
  const liking = given.map((code) => {
    const prior = everybody > 0 ? popularity[code] / everybody : 1 / given.length;
    return Math.max(0, interest[code]) + PRIOR_INTEREST * prior;
  });
  const total = liking.reduce((sum, value) => sum + value, 0);
  return given.map((code, place) => ({ code, value: values[code], share: liking[place] / total, items: items[code] }));
}
