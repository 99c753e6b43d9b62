import type { BudgetChoice } from '../../train/tune/fit-budget.js';
import { type Shown, shown } from '../output/shown.js';
import { formatBytes, formatCount, formatTable } from './format-report.js';

/**
 * The sizes measured for the budget, the loss of the chosen one, and what of the texts comes later.
 *
 * @param choice of the build; null: there was no budget
 */
export function describeBudget(choice: BudgetChoice | null): Shown {
  if (choice === null) return shown``;
  const { chosen, sizes, texts } = choice;
  const isChosen = ({ followers, dimensions, earlyTexts }: (typeof sizes)[number]): boolean =>
    followers === chosen.followers && dimensions === chosen.dimensions && (earlyTexts === undefined) === (chosen.earlyTexts === undefined);
  const best = Math.max(...sizes.map((size) => size['NDCG@20'] ?? 0));
  const cost = best > 0 ? 1 - (sizes.find(isChosen)?.['NDCG@20'] ?? 0) / best : 0;
  const rows = sizes.map((size) => [
    isChosen(size) ? `${size.followers} (chosen)` : size.followers,
    size.neighbours,
    size.dimensions,
    size.earlyTexts === undefined ? 'with it' : 'later',
    formatBytes(size.bytes),
    size['NDCG@20']?.toFixed(4) ?? '',
  ]);
  const loss =
    best > 0
      ? `The NDCG@20 of the chosen size is ${(100 * cost).toFixed(1)} % below the best of all sizes.`
      : 'No shoppers could be held out to measure on: the largest size that fits is used.';
  const later =
    texts === null
      ? ''
      : `\nTitles and addresses of the ${formatCount(texts.early)} most popular items come with the catalogue. Those of all items are in ${texts.files} files of ${formatBytes(texts.bytes)} together, which every page fetches after the files that lists wait for; the budget does not count them.`;
  return shown`Budget: ${formatBytes(choice.budget)}. ${loss}${later}
${formatTable(['followers per item', 'neighbours', 'columns', 'texts', 'size', 'NDCG@20'], rows)}\n`;
}
