import type { Reliability } from '../../train/relevance/reliability.js';
import { type Shown, shown } from '../output/shown.js';
import { formatCount, formatTable } from './format-report.js';

/** How far relevance is to be relied on, as a text table of ten bins. */
export function reliabilityTable({ bins, error }: Reliability): Shown {
  const rows = bins.map(({ items, predicted, observed }, bin) => [
    `${bin + 1}`,
    formatCount(items),
    predicted.toFixed(4),
    observed.toFixed(4),
  ]);
  return shown`Relevance of listed items, on shoppers who did not fit it, in ten bins of equally many items:
${formatTable(['bin', 'items', 'predicted', 'observed'], rows)}
Expected calibration error: ${error.toFixed(4)}
`;
}
