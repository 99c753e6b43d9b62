import type { Reliability } from '../../train/relevance/reliability.js';
import { type Shown, shown } from '../output/shown.js';
import { formatCount, formatTable } from './format-report.js';

/** Heads of the columns. */
const HEADS = ['bin', 'items', 'predicted', 'observed'];

/** How far relevance is to be relied on, as a text table of ten bins. */
export function reliabilityTable({ bins, error }: Reliability): Shown {
  return shown`Relevance of listed items, on shoppers who did not fit it,
in ten bins of equally many items:
${formatTable(HEADS, rowsOf(bins))}
Expected calibration error: ${error.toFixed(4)}
`;
}

/** The same as a table of an HTML page. */
export function reliabilityHtml({ bins }: Reliability): string {
  const head = HEADS.map((name) => `<th scope="col">${name}</th>`).join('');
  const body = rowsOf(bins).map(
    ([bin, ...cells]) => `<tr><th scope="row">${bin}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
  );
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead>\n<tbody>${body.join('\n')}</tbody></table></div>`;
}

function rowsOf(bins: Reliability['bins']): string[][] {
  return bins.map(({ items, predicted, observed }, bin) => [`${bin + 1}`, formatCount(items), predicted.toFixed(4), observed.toFixed(4)]);
}
