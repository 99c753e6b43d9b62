import { expect, it } from 'vitest';
import { reliabilityTable } from '../../../src/cli/report/reliability-table.js';

it('the report shows predicted beside observed in each bin, with counts, and the expected calibration error', () => {
  const bins = [
    { items: 1200, predicted: 0.0115, observed: 0.008 },
    { items: 1200, predicted: 0.0253, observed: 0.0375 },
  ];
  const text = String(reliabilityTable({ bins, error: 0.0075, loss: 0.08, plainLoss: 0.09 }));
  expect(text.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
    ['Relevance of listed items, on shoppers who did not fit it,'],
    ['in ten bins of equally many items:'],
    ['bin', 'items', 'predicted', 'observed'],
    ['1', '1 200', '0.0115', '0.0080'],
    ['2', '1 200', '0.0253', '0.0375'],
    ['Expected calibration error: 0.0075'],
    [''],
  ]);
});
