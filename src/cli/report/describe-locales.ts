import type { LocaleSummary } from '../../train/locales/locale-report.js';
import { type Shown, shown } from '../output/shown.js';
import { dropPart, fileParts, noteParts } from './describe-input.js';
import { formatBytes, formatCount } from './format-report.js';
import { reportBlock, textLines } from './report-block.js';

/** What was read of each locale, and the size of its file. */
export function describeLocales(locales: readonly LocaleSummary[]): readonly Shown[] {
  return locales.map(({ tag, feed, matched, titles, links, priced, currency, categories, bytes, notes }) => {
    const money = currency === null ? "the catalogue's prices" : `${formatCount(priced)} prices in ${currency || 'no currency'}`;
    const differ = `${formatCount(titles)} titles, ${formatCount(links)} links, ${formatCount(categories)} names of categories of its own; ${money}`;
    return shown`\n${reportBlock(
      shown`Locale ${tag}: ${formatCount(feed.rows)} rows, ${formatCount(matched)} items of the catalogue, ${formatBytes(bytes)}`,
      [
        ...fileParts(feed.facts),
        { label: 'has', lines: textLines(differ) },
        dropPart('left out', feed.dropped, feed.facts.files),
        dropPart('changed', feed.changed, feed.facts.files),
        ...noteParts(notes),
      ],
    )}`;
  });
}
