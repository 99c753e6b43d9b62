import { formatCount } from './format-report.js';

/** Accuracy metrics, without `@k`, in the order of the report. */
export const ACCURACY_FIGURES = ['HR', 'NDCG', 'MRR', 'MAP', 'precision', 'recall', 'F1'] as const;

/** Metrics beyond accuracy. */
export const BREADTH_FIGURES = [
  'coverage',
  'gini',
  'personalisation',
  'novelty',
  'popularity',
  'longTail',
  'diversity',
  'serendipity',
  'miscalibration',
  'objective',
] as const;

/** Definition of each metric, for people. */
export const FIGURE_MEANINGS: Readonly<Record<string, string>> = {
  HR: 'hit rate: share of shoppers whose list has one of their next items',
  NDCG: 'gain of the next items in the list, discounted by rank; 1 is the best possible list',
  MRR: 'mean of 1 / rank of the first next item in the list',
  MAP: 'mean precision at the ranks of the next items in the list',
  precision: 'share of the list that are next items',
  recall: 'share of the next items that are in the list',
  F1: 'harmonic mean of precision and recall',
  coverage: 'share of the catalogue that is in at least one list',
  gini: 'inequality of exposure: 0 if all items are listed equally often, near 1 if few items are in all lists',
  personalisation: '0 if all shoppers get the same list, 1 if no two lists share an item',
  novelty: 'mean of log2(all shoppers / shoppers of the item), in bits',
  popularity: 'mean share of the shoppers of each item; high if lists are bestsellers',
  longTail: 'share of the list in the four fifths of the catalogue that are least popular',
  diversity: 'mean over the pairs of a list of 1 - cosine of their shoppers',
  serendipity: 'share of the list that are next items and not in the popular list',
  miscalibration: "divergence of the list's categories from the history's; 0 if the shares are equal",
  objective: "mean of the objective's column over the items of the list that have it",
};

/** A figure with four decimals and without a zero before the point. */
export function formatFigure(name: string, value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '-';
  if (name === 'packBytes') return formatCount(value);
  if (name === 'trainSeconds') return value.toFixed(1);
  // In whatever unit the column is.
  if (name.startsWith('objective')) return String(Number(value.toPrecision(4)));
  if (name.startsWith('novelty')) return value.toFixed(2);
  return value.toFixed(4).replace(/^(-?)0\./, '$1.');
}

/** A figure with half the width of its interval. */
export function formatWithInterval(name: string, value: number | undefined, interval: readonly [number, number] | undefined): string {
  const figure = formatFigure(name, value);
  return interval === undefined ? figure : `${figure} ±${formatFigure(name, (interval[1] - interval[0]) / 2)}`;
}
