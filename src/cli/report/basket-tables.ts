import type { BasketEvaluation } from '../../train/evaluate/evaluate-baskets.js';
import { type Shown, shown } from '../output/shown.js';
import { formatFigure, formatWithInterval } from './figure-texts.js';
import { formatCount, formatTable } from './format-report.js';

/** What is left of a basket, for people. */
const GIVEN = { rest: 'the rest', one: 'one item' } as const;

/** An evaluation of baskets as a text table of at most 80 characters. */
export function basketTables({
  dataset,
  before,
  baskets,
  items,
  ownCategory,
  substitutes,
  resamples,
  seed,
  models,
}: BasketEvaluation): Shown {
  const table = formatTable(
    ['given', 'list', 'HR@10', 'NDCG@10', 'own cat.', 'listed'],
    models.map(({ given, name, interval, ownCategory: own, listed, ...row }) => [
      GIVEN[given],
      name,
      formatFigure('HR', row['HR@10']),
      formatWithInterval('NDCG', row['NDCG@10'], interval ?? undefined),
      own === null ? '-' : formatFigure('own', own),
      listed.toFixed(1),
    ]),
  );
  const sure =
    resamples === 0
      ? ''
      : shown`±: half the width of the 95 % interval, ${formatCount(resamples)} resamples of the baskets, seed ${seed}\n`;
  const real =
    ownCategory === null
      ? ''
      : shown`Of the items left out, ${formatFigure('own', ownCategory)} are in a category of their cart; pairs within a category weigh ${substitutes}.\n`;
  return shown`
${dataset}, baskets: ${formatCount(baskets.training)} before ${before}, ${formatCount(baskets.measured)} measured; ${formatCount(items)} items
${sure}
${table}
${real}Definitions of the figures: docs/evaluation.md
`;
}
