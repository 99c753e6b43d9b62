import { OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../../pack/format/format.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import { checkLines } from '../files/check-lines.js';
import { detectFormat, type InputFile } from '../files/detect-format.js';
import { parseJsonLine } from '../files/parse-json-line.js';
import { readRecords, type TextRecord } from '../files/read-records.js';
import { DropCounter } from '../input/drop-report.js';
import type { ProgressStep } from '../progress/progress.js';
import type { Feed } from './feed.js';
import { type FeedColumn, type FeedRecord, feedColumn, feedItem } from './feed-item.js';
import type { FeedRequest } from './feed-request.js';

/** Maximum length of a description, characters. */
const DESCRIPTION_CHARACTERS = 2000;

/**
 * Reads a product feed: Google Merchant TSV or CSV, or JSON Lines; gzip accepted.
 *
 * @param request files and options
 * @param progress reports the rows read
 * @throws OnshelfError `bad-input` where the file is not such a feed, or has no valid item
 */
export async function readFeed({ paths: [path] }: FeedRequest, progress: ProgressStep): Promise<Feed> {
  const file = await detectFormat(path);
  if (file.format === 'parquet') throw new OnshelfError('bad-input', `${path} is Parquet; a feed is TSV, CSV or JSON Lines.`);
  // The unpacked size is known only at the end.
  if (file.gzip) await checkLines(file);
  const dropped = new DropCounter(path);
  const changed = new DropCounter(path);
  const catalog: CatalogItem[] = [];
  const descriptions: string[] = [];
  const lineOf = new Map<string, number>();
  let rows = 0;
  for await (const { record, text } of feedRecords(file, dropped, () => rows++)) {
    if (rows % 1000 === 0) progress.update(rows);
    const { line } = text;
    const id = (record.id ?? '').trim();
    if (id === '') dropped.add('missing id', line, 'id', '');
    else if (Buffer.byteLength(id) > LIMITS.idBytes) dropped.add(`id longer than ${LIMITS.idBytes} bytes`, line, 'id', id);
    else if (!text.valid && id.includes('\uFFFD')) dropped.add('invalid UTF-8 in the id', line, 'id', id);
    else if (lineOf.has(id)) dropped.add('duplicate id', line, 'id', `${id} (first on line ${lineOf.get(id)})`);
    else if (catalog.length === LIMITS.items)
      throw new OnshelfError('bad-input', `${path}, line ${line}: a catalogue may have at most ${LIMITS.items} items. Remove some.`);
    else {
      lineOf.set(id, line);
      if (!text.valid) changed.add('invalid UTF-8', line, ...damagedField(record));
      catalog.push(feedItem(record, id, (reason, field, value) => changed.add(reason, line, field, value)));
      descriptions.push((record.description ?? '').slice(0, DESCRIPTION_CHARACTERS));
    }
  }
  if (catalog.length === 0) throw new OnshelfError('bad-input', `${path} has no items: none of its ${rows} rows has a valid id.`);
  return {
    catalog,
    descriptions,
    attributes: [],
    rows,
    dropped: dropped.report(),
    changed: changed.report(),
    facts: {
      files: [{ path, format: file.format, rows }],
      used: [],
      unused: [],
      availability: { inStock: 0, soldOut: 0, later: 0, none: catalog.length, unknown: [] },
      notes: [],
    },
  };
}

async function* feedRecords(
  file: InputFile,
  dropped: DropCounter,
  count: () => void,
): AsyncGenerator<{ record: FeedRecord; text: TextRecord }> {
  let columns: (FeedColumn | undefined)[] | null = null;
  for await (const text of readRecords(file)) {
    if (file.format === 'json-lines') {
      count();
      const record = jsonRecord(text.fields[0], `${file.path}, line ${text.line}`);
      if (record === null) dropped.add('unreadable line', text.line, 'line', text.fields[0]);
      else yield { record, text };
    } else if (columns === null) {
      columns = text.fields.map(feedColumn);
      if (!columns.includes('id')) {
        throw new OnshelfError(
          'bad-input',
          `${file.path} has no column "id"; its columns are: ${text.fields.slice(0, 30).join(', ')}. Rename the column of item ids to "id".`,
        );
      }
    } else {
      count();
      const record: FeedRecord = {};
      columns.forEach((column, index) => {
        if (column !== undefined) record[column] ??= text.fields[index];
      });
      yield { record, text };
    }
  }
}

function jsonRecord(line: string, place: string): FeedRecord | null {
  let json: unknown;
  try {
    json = parseJsonLine(line, place);
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
    return null;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const record: FeedRecord = {};
  for (const [name, value] of Object.entries(json)) {
    const column = feedColumn(name);
    if (column !== undefined) record[column] ??= jsonText(value);
  }
  return record;
}

/** A JSON value as text: the first entry of a list, and `{ value, currency }` as a price. */
function jsonText(value: unknown): string {
  if (typeof value === 'string') return /[\ud800-\udfff]/.test(value) ? Buffer.from(value).toString() : value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return jsonText(value[0]);
  if (typeof value === 'object' && value !== null && 'value' in value) {
    return `${jsonText(value.value)} ${'currency' in value ? jsonText(value.currency) : ''}`.trim();
  }
  return '';
}

function damagedField(record: FeedRecord): [string, string] {
  const found = Object.entries(record).find(([, value]) => value?.includes('\uFFFD') === true);
  return found ?? ['a column that is not read', ''];
}
