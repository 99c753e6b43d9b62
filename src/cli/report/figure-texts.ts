import { formatCount } from './format-report.js';

/** Figures of accuracy, by their names without `@k`, in the order in which they are shown. */
export const ACCURACY_FIGURES = ['HR', 'NDCG', 'MRR', 'MAP', 'precision', 'recall', 'F1'] as const;

/** Figures of what else matters of lists. */
export const BREADTH_FIGURES = [
  'coverage',
  'gini',
  'personalisation',
  'novelty',
  'popularity',
  'diversity',
  'serendipity',
  'miscalibration',
] as const;

/** What each figure means, in a sentence for people. */
export const FIGURE_MEANINGS: Readonly<Record<string, string>> = {
  HR: 'share of shoppers whose list holds something they went on to',
  NDCG: 'the same, worth more near the top; 1 is the best possible list',
  MRR: 'mean of 1 / place of the first item found',
  MAP: 'mean precision at the places of the items found',
  precision: 'share of the list that was found right',
  recall: 'share of what the shopper went on to that the list holds',
  F1: 'harmonic mean of precision and recall',
  coverage: 'share of the catalogue that stands in at least one list',
  gini: '0: every item is shown equally often; 1: few take all places',
  personalisation: '0: everybody gets the same list; 1: no two lists share an item',
  novelty: 'mean of log2(shoppers / shoppers who touched the item), bits',
  popularity: 'mean share of shoppers who touched the item: high is bestsellers',
  diversity: 'mean over pairs of the list of 1 - cosine of their shoppers',
  serendipity: 'share of the list that was found right and is not in the popular list',
  miscalibration: "divergence of the list's categories from the history's; 0 is the same mix",
};

/** A figure for people: four digits behind the point, and no zero before it. */
export function formatFigure(name: string, value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '-';
  if (name === 'packBytes') return formatCount(value);
  if (name === 'trainSeconds') return value.toFixed(1);
  if (name.startsWith('novelty')) return value.toFixed(2);
  return value.toFixed(4).replace(/^(-?)0\./, '$1.');
}

/** A figure with half the width of its interval. */
export function formatWithInterval(name: string, value: number | undefined, interval: readonly [number, number] | undefined): string {
  const figure = formatFigure(name, value);
  return interval === undefined ? figure : `${figure} ±${formatFigure(name, (interval[1] - interval[0]) / 2)}`;
}
