import type { AttributeSummary } from '../../train/attributes/attribute-files.js';
import { type Shown, shown } from '../output/shown.js';
import { formatBytes, formatCount, formatTable } from './format-report.js';

/** The attributes of a pack, one line each; nothing where there are none. */
export function describeAttributes(attributes: readonly AttributeSummary[]): Shown {
  if (attributes.length === 0) return shown``;
  const rows = attributes.map(({ name, type, distinct, filled, range, units, separator, bytes }) => [
    name,
    type,
    formatCount(distinct),
    `${(100 * filled).toFixed(0)} %`,
    range === null ? '' : [range.least, range.median, range.most].map((value) => shownNumber(value, type === 'date')).join(' / '),
    [units.join(', '), separator === null ? '' : `parted by ${separator}`].filter(Boolean).join(', '),
    formatBytes(bytes),
  ]);
  return shown`\n${formatTable(['attribute', 'type', 'values', 'items with it', 'least / middle / most', 'written', 'size'], rows)}\n`;
}

function shownNumber(value: number, isDate: boolean): string {
  return isDate ? new Date(value * 86_400_000).toISOString().slice(0, 10) : String(Number(value.toPrecision(6)));
}
