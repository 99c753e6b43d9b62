import { OnshelfError } from '../../core/onshelf-error.js';
import type { ProgressStep } from '../progress/progress.js';
import { FactorCollector, type ItemFactors } from './factor-collector.js';
import { ITEM_NAMES, matchColumn } from './match-column.js';
import { cellText, type Table } from './open-table.js';
import { numberOf } from './read-table-factors.js';

/** Columns of `ML.WEIGHTS`. */
const INPUT = 'processed_input';
const FEATURE = 'feature';
const WEIGHTS = 'factor_weights';

/** Whether a table is an export of `ML.WEIGHTS`, with `factor_weights` nested or unnested. */
export function isBigqueryTable(columns: readonly string[]): boolean {
  return columns.includes(INPUT) && columns.includes(FEATURE) && (columns.includes(WEIGHTS) || columns.includes('weight'));
}

/**
 * Reads the item rows of BigQuery's `ML.WEIGHTS` of a matrix factorisation: `processed_input` is a column of the training data,
 * `feature` its value, and `factor_weights` a list of `{ factor, weight }` in any order. In CSV the list is JSON, or there is a row
 * per factor with columns `factor` and `weight`.
 *
 * @param table from `openTable`
 * @param itemInput the `processed_input` of the items; undefined: the one with a recognised name of item ids
 * @param progress reports the rows read
 * @throws OnshelfError `bad-input`, naming file, row and field
 * @see https://cloud.google.com/bigquery/docs/reference/standard-sql/bigqueryml-syntax-weights
 */
export async function readBigqueryFactors(table: Table, itemInput: string | undefined, progress: ProgressStep): Promise<ItemFactors> {
  const inputs = new Set<string>();
  const collector = new FactorCollector();
  /** Weights by item, for rows of one factor each. */
  const waiting = new Map<string, { place: string; weights: Map<number, number> }>();
  const nested = table.columns.includes(WEIGHTS);
  let chosen = itemInput;
  let rows = 0;
  let intercepts = false;
  for await (const { place, values } of table.rows()) {
    if (++rows % 1000 === 0) progress.update(rows);
    const input = cellText(values[INPUT]);
    inputs.add(input);
    chosen ??= matchColumn([input], ITEM_NAMES);
    if (input !== chosen) continue;
    const key = cellText(values[FEATURE]);
    // The global intercept has no feature.
    if (key === '') continue;
    const intercept = cellText(values.intercept).trim();
    intercepts ||= intercept !== '' && Number(intercept) !== 0;
    if (nested) {
      collector.add(place, WEIGHTS, key, inOrder(weightsOf(values[WEIGHTS], place), place, WEIGHTS));
      continue;
    }
    const known = waiting.get(key) ?? { place, weights: new Map<number, number>() };
    waiting.set(key, known);
    setWeight(known.weights, values.factor, values.weight, place);
  }
  for (const [key, { place, weights }] of waiting) collector.add(place, 'factor', key, inOrder(weights, place, 'factor'));
  if (collector.keys.length === 0) throw noItems(table.path, chosen, inputs);
  return {
    format: 'bigquery',
    keys: collector.keys,
    numbered: false,
    columns: collector.columns,
    values: collector.values,
    popularity: null,
    settings: {},
    notes: intercepts ? ['The model has intercepts, which packs do not support; they were dropped.'] : [],
  };
}

function noItems(path: string, chosen: string | undefined, inputs: ReadonlySet<string>): OnshelfError {
  const wanted = chosen === undefined ? 'has a recognised name of item ids' : `is "${chosen}"`;
  return new OnshelfError(
    'bad-input',
    `${path}: no ${INPUT} ${wanted}; the inputs are: ${[...inputs].slice(0, 10).join(', ')}. Name the one of the items: --item-input NAME`,
  );
}

function weightsOf(value: unknown, place: string): Map<number, number> {
  let list: unknown = value;
  if (typeof value === 'string') {
    try {
      list = JSON.parse(value);
    } catch {
      list = null;
    }
  }
  const weights = new Map<number, number>();
  // Parquet as BigQuery writes it by default wraps lists: { list: [{ element: { factor, weight } }] }.
  if (typeof list === 'object' && list !== null && 'list' in list) list = list.list;
  if (!Array.isArray(list) || list.length === 0)
    throw new OnshelfError('bad-input', `${place}, ${WEIGHTS}: a list of { factor, weight } is expected.`);
  for (const wrapped of list) {
    const entry = (wrapped as { element?: unknown } | null)?.element ?? wrapped;
    setWeight(weights, (entry as { factor?: unknown } | null)?.factor, (entry as { weight?: unknown } | null)?.weight, place);
  }
  return weights;
}

function setWeight(weights: Map<number, number>, factor: unknown, weight: unknown, place: string): void {
  const number = numberOf(factor, place, 'factor');
  if (weights.has(number)) throw new OnshelfError('bad-input', `${place}, factor: ${number} is repeated for the item.`);
  weights.set(number, numberOf(weight, place, 'weight'));
}

/** The weights in order of the factors' numbers, which must be consecutive. */
function inOrder(weights: ReadonlyMap<number, number>, place: string, field: string): number[] {
  const sorted = [...weights].sort(([a], [b]) => a - b);
  const [first] = sorted[0];
  const gap = sorted.findIndex(([factor], index) => factor !== first + index);
  if (gap > 0 || (first !== 0 && first !== 1)) {
    throw new OnshelfError(
      'bad-input',
      `${place}, ${field}: factors are numbered ${sorted
        .map(([factor]) => factor)
        .slice(0, 10)
        .join(', ')}; one is missing.`,
    );
  }
  return sorted.map(([, weight]) => weight);
}
