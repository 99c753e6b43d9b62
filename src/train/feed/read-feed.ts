import { OnshelfError } from '../../core/onshelf-error.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { InputFile } from '../containers/input-file.js';
import { listInputs } from '../containers/list-inputs.js';
import { openInput } from '../containers/open-input.js';
import { DropCounter } from '../input/drop-report.js';
import type { FileFacts } from '../input/input-facts.js';
import type { ProgressStep } from '../progress/progress.js';
import type { FeedSource } from './columns/feed-source.js';
import { isFeedField } from './columns/field-reader.js';
import { furtherColumns } from './columns/further-columns.js';
import { matchField } from './columns/match-field.js';
import { findExport } from './exports/find-export.js';
import type { Feed } from './feed.js';
import { feedAttributes } from './feed-attributes.js';
import { FeedCollector } from './feed-collector.js';
import { settleDrafts } from './feed-drafts.js';
import { feedFacts } from './feed-facts.js';
import type { FeedRequest } from './feed-request.js';
import { PriceForms } from './fields/price-forms.js';
import { ItemMaker } from './item-maker.js';
import { mergeDropCounts } from './merge-drop-counts.js';
import { openFeedSource } from './open-feed-source.js';

/** A file that was read. */
interface ReadFile {
  readonly file: InputFile;
  readonly source: FeedSource;
  readonly dropped: DropCounter;
  readonly changed: DropCounter;
  rows: number;
}

/**
 * Reads a product feed of one or more files: Google Merchant's as TSV, CSV or XML, RSS, Atom, the product exports of shop platforms, JSON Lines and
 * other JSON, schema.org's JSON-LD, Parquet, workbooks; packed or not.
 *
 * @param request files and options
 * @param progress reports the rows read
 * @throws OnshelfError `bad-input` where a file is not such a feed, or no row has a valid id
 */
export async function readFeed(request: FeedRequest, progress: ProgressStep): Promise<Feed> {
  const { paths, mapped: expected = {}, mappedWhereThere = {}, columns, attributes, locale, now = Date.now(), logIds = [] } = request;
  const shared = Object.entries(mappedWhereThere).filter(([field]) => isFeedField(field) && field !== 'id');
  const mapped = { ...Object.fromEntries(shared), ...expected };
  const further = furtherColumns(attributes, mapped);
  const prices = new PriceForms();
  const maker = new ItemMaker(prices, now, request.dayFirst);
  const collector = new FeedCollector(maker, further);
  const read: ReadFile[] = [];
  const hidden = new Map<string, number>();
  let rows = 0;
  const isHeader = (names: readonly string[]): boolean =>
    names.some((name) => matchField(name)?.field === 'id') || findExport(names) !== undefined;
  for (const path of listInputs(paths)) {
    for (const file of await openInput(path, { isHeader, isPageRead: true })) {
      const [dropped, changed] = [new DropCounter(file.path), new DropCounter(file.path)];
      const notices = {
        record: (): void => {
          part.rows++;
          if (++rows % 1000 === 0) progress.update(rows);
        },
        dropped: (reason: string, line: number, field: string, value: string): void => dropped.add(reason, line, field, value),
        changed: (reason: string, line: number, field: string, value: string): void => changed.add(reason, line, field, value),
        hidden: (reason: string, line: number, id: string): void => {
          hidden.set(reason, (hidden.get(reason) ?? 0) + 1);
          dropped.add(`not published: ${reason}`, line, 'id', id);
        },
      };
      const source = await openFeedSource(file, { mapped, expected, columns, further, locale, notices });
      const part: ReadFile = { file, source, dropped, changed, rows: 0 };
      read.push(part);
      const collected = { path: file.path, isExport: () => source.isExport(), currency: () => source.currency(), dropped, changed };
      for await (const row of source.rows()) collector.add(row, collected);
    }
  }
  const priceFacts = prices.settle();
  const idColumns = read.length === 1 ? read[0].source.idColumns() : [];
  const settled = settleDrafts(collector.drafts, idColumns, Object.hasOwn(mapped, 'id') ? [] : logIds);
  if (settled.drafts.length === 0)
    throw new OnshelfError('bad-input', `${paths.join(', ')} has no items: none of its ${rows} rows can be used${reasons(read)}.`);
  const catalog: CatalogItem[] = settled.drafts.map(({ made }) => made.item);
  const files: FileFacts[] = read.map(({ file, source, rows: count }) => ({ path: file.path, format: source.format, rows: count }));
  const given = feedAttributes(settled.drafts, further, attributes ?? []);
  return {
    catalog,
    lines: settled.drafts.map(({ line }) => line),
    descriptions: settled.drafts.map(({ made }) => made.description),
    relativePictures: settled.drafts.map(({ made }) => made.relativePicture),
    attributes: given.attributes,
    rows,
    dropped: mergeDropCounts(read.map(({ dropped }) => dropped.report())),
    changed: mergeDropCounts(read.map(({ changed }) => changed.report())),
    facts: feedFacts({
      files,
      sources: read.map(({ source }) => source.facts()),
      catalog,
      counts: maker.counts,
      prices: priceFacts,
      settled,
      hidden,
      collector,
      isMapped: Object.hasOwn(mapped, 'id'),
      notes: given.notes,
    }),
  };
}

function reasons(read: readonly ReadFile[]): string {
  const counts = mergeDropCounts(read.map(({ dropped }) => dropped.report()));
  return counts.length === 0
    ? ''
    : ` (${counts.map(({ reason, count, first }) => `${reason}: ${count}, first on line ${first.line}`).join(', ')})`;
}
