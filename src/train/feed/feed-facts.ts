import type { CatalogItem } from '../../types/catalog-item.js';
import type { ColumnUse, FeedFacts, WordCount } from '../input/input-facts.js';
import { columnNotes, type FeedFindings, idNotes, itemNotes, priceNotes } from './describe-feed.js';

/** The facts of a feed, for its report. */
export function feedFacts(findings: FeedFindings): FeedFacts {
  const { files, sources, catalog } = findings;
  const availability = stockFacts(catalog);
  const used = distinct(sources.flatMap(({ columns }) => columns.used));
  const taken = new Set(used.map(({ column }) => column));
  const unused = [...new Set(sources.flatMap(({ columns }) => columns.unused))].filter((column) => !taken.has(column));
  const notes = [
    ...sources.flatMap((source) => source.notes),
    ...idNotes(findings, used),
    ...columnNotes(sources.map(({ columns }) => columns)),
    ...priceNotes(findings),
    ...itemNotes(findings, availability),
    ...findings.notes,
  ];
  return { files, used, unused, availability, notes };
}

function distinct(uses: readonly ColumnUse[]): ColumnUse[] {
  return [...new Map(uses.map((use) => [`${use.field}\0${use.column}`, use])).values()];
}

/** Items by availability. */
function stockFacts(catalog: readonly CatalogItem[]): FeedFacts['availability'] {
  const counts = { inStock: 0, soldOut: 0, later: 0, none: 0 };
  const words = new Map<string, number>();
  for (const { availability } of catalog) {
    if (availability === undefined) counts.none++;
    else if (availability === 'in_stock') counts.inStock++;
    else if (availability === 'out_of_stock') counts.soldOut++;
    else if (availability === 'preorder' || availability === 'backorder') counts.later++;
    else words.set(availability, (words.get(availability) ?? 0) + 1);
  }
  const unknown: WordCount[] = [...words].map(([word, count]) => ({ word, count })).sort((one, other) => other.count - one.count);
  return { ...counts, unknown };
}
