import { categoryPaths } from '../../core/catalog/category-levels.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import { createMatrix, type SparseMatrix } from '../matrices/sparse-matrix.js';
import { attributeTerms, type ContentAttribute } from './attribute-terms.js';
import { contentTokens } from './content-tokens.js';

/** Terms of a field, with their counts. */
type FieldTerms = Map<number, number>;

/** Weights of the fields, whatever their length. */
const FIELD_WEIGHTS = { title: 1, description: 0.5, category: 1, brand: 0.7, group: 0.7, price: 0.3, attributes: 0.5 } as const;

type Field = keyof typeof FIELD_WEIGHTS;
const FIELDS = Object.keys(FIELD_WEIGHTS) as Field[];

/** Number of hash buckets for terms: a million, so that collisions are rare and memory is bounded. */
const HASH_PLACES = 2 ** 20;
/** Maximum number of terms of a field. */
const TERMS_PER_FIELD = 200;
/** Number of price quantiles per currency. */
const PRICE_STEPS = 10;

/**
 * Content of items as TF-IDF: a block per field (title, description, category path, brand, group of variants, price, all attributes of the
 * shop's own together), each scaled to
 * the field's weight, so that a long description does not outweigh a short title. Terms are hashed; terms of only one item, or of
 * all, are dropped. Every level of a category path is a term. The price decile within the currency is a term too, and each
 * neighbouring decile counts half.
 *
 * @param catalog in row order
 * @param descriptions by row, '' where there is none; shorter lists count as ''
 * @param attributes of the shop's own. Default: none
 * @returns shape [items, terms]; rows of items without terms are empty
 * @see Salton, Buckley: Term-weighting approaches in automatic text retrieval, 1988; sublinear term frequency is Manning, Raghavan,
 *   Schuetze: Introduction to Information Retrieval, 2008, section 6.4.1
 * @see Weinberger et al.: Feature Hashing for Large Scale Multitask Learning, ICML 2009
 */
export function contentMatrix(
  catalog: readonly CatalogItem[],
  descriptions: readonly string[],
  attributes: readonly ContentAttribute[] = [],
): SparseMatrix {
  const priceStep = priceSteps(catalog);
  const itemsWith = new Uint32Array(HASH_PLACES);
  const ownTerms = attributeTerms(attributes);
  const termsOf = (item: CatalogItem, row: number): FieldTerms[] =>
    FIELDS.map((field) => countTerms(field === 'attributes' ? ownTerms(row) : fieldTerms(field, item, descriptions[row] ?? '', priceStep)));
  // Computed twice: the terms of a million items would need gigabytes.
  for (const [row, item] of catalog.entries()) {
    for (const term of new Set(termsOf(item, row).flatMap((field) => [...field.keys()]))) itemsWith[term]++;
  }
  const columnOf = new Int32Array(HASH_PLACES).fill(-1);
  let columns = 0;
  for (let term = 0; term < HASH_PLACES; term++) {
    if (itemsWith[term] >= 2 && itemsWith[term] < catalog.length) columnOf[term] = columns++;
  }
  const rarity = (term: number): number => Math.log(catalog.length / itemsWith[term]);
  const rows = catalog.map((item, row) => weighRow(termsOf(item, row), columnOf, rarity));
  const matrix = createMatrix(
    catalog.length,
    columns,
    rows.reduce((sum, { columns }) => sum + columns.length, 0),
  );
  let at = 0;
  for (const [row, { columns, values }] of rows.entries()) {
    matrix.indices.set(columns, at);
    matrix.values.set(values, at);
    at += columns.length;
    matrix.offsets[row + 1] = at;
  }
  return matrix;
}

function fieldTerms(
  field: Exclude<Field, 'attributes'>,
  item: CatalogItem,
  description: string,
  priceStep: (item: CatalogItem) => number,
): [string, number][] {
  switch (field) {
    case 'title':
      return contentTokens(item.title ?? '').map((token) => [token, 1]);
    case 'description':
      // A description that repeats the title adds nothing.
      return description === item.title ? [] : contentTokens(description).map((token) => [token, 1]);
    case 'category':
      return categoryPaths((item.product_type ?? '').toLowerCase()).map((path) => [`category ${path}`, 1]);
    case 'brand': {
      const brand = contentTokens(item.brand ?? '').join(' ');
      return brand === '' ? [] : [[`brand ${brand}`, 1]];
    }
    case 'group':
      return item.item_group_id === undefined ? [] : [[`group ${item.item_group_id}`, 1]];
    case 'price': {
      const step = priceStep(item);
      if (step < 0) return [];
      return [-1, 0, 1].map((beside) => [`price ${item.currency ?? ''} ${step + beside}`, beside === 0 ? 1 : 0.5]);
    }
  }
}

function countTerms(terms: readonly [string, number][]): FieldTerms {
  const counts: FieldTerms = new Map();
  for (const [term, count] of terms.slice(0, TERMS_PER_FIELD)) {
    const place = hashOf(term);
    counts.set(place, (counts.get(place) ?? 0) + count);
  }
  return counts;
}

function weighRow(
  fields: readonly FieldTerms[],
  columnOf: Int32Array,
  rarity: (term: number) => number,
): { readonly columns: Uint32Array; readonly values: Float32Array } {
  const row = new Map<number, number>();
  for (const [index, field] of fields.entries()) {
    let squares = 0;
    const weighed: [number, number][] = [];
    for (const [term, count] of field) {
      if (columnOf[term] < 0) continue;
      const value = (count > 1 ? 1 + Math.log(count) : count) * rarity(term);
      squares += value * value;
      weighed.push([columnOf[term], value]);
    }
    for (const [column, value] of weighed) {
      row.set(column, (row.get(column) ?? 0) + (FIELD_WEIGHTS[FIELDS[index]] * value) / Math.sqrt(squares));
    }
  }
  const columns = Uint32Array.from(row.keys()).sort();
  return { columns, values: Float32Array.from(columns, (column) => row.get(column) ?? 0) };
}

/** The price decile of an item within its currency, 0 to 9; -1 where it has no price. */
function priceSteps(catalog: readonly CatalogItem[]): (item: CatalogItem) => number {
  const byCurrency = new Map<string, number[]>();
  for (const { price, currency = '' } of catalog) {
    if (price === undefined) continue;
    const known = byCurrency.get(currency);
    if (known === undefined) byCurrency.set(currency, [price]);
    else known.push(price);
  }
  const bounds = new Map<string, number[]>();
  for (const [currency, prices] of byCurrency) {
    prices.sort((a, b) => a - b);
    const steps = Array.from({ length: PRICE_STEPS - 1 }, (_, step) => prices[Math.floor(((step + 1) * prices.length) / PRICE_STEPS)]);
    bounds.set(currency, steps);
  }
  return ({ price, currency = '' }) => {
    if (price === undefined) return -1;
    return bounds.get(currency)?.filter((bound) => price >= bound).length ?? -1;
  };
}

/** FNV-1a over UTF-16 units, folded to `HASH_PLACES`. */
function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 20)) >>> 0) % HASH_PLACES;
}
