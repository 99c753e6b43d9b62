import type { ColumnUse, InputNote } from '../../input/input-facts.js';
import type { RecordSource } from '../../records/record-source.js';
import type { FeedRow } from '../columns/feed-fields.js';
import { counted, feedNote } from '../columns/feed-notes.js';
import type { FeedSource, SourceOptions } from '../columns/feed-source.js';
import { oneText } from '../columns/feed-text.js';
import { FieldReader } from '../columns/field-reader.js';
import { foldName } from '../columns/fold-name.js';
import { ExportColumns, type ExportKind, foldedColumns } from './export-kind.js';
import { ExportFolder, type FoldedRow } from './fold-export.js';

/** What a column is read as that decides whether a row is an item, and which. */
const RULE_FIELD = 'rules of the export';

/**
 * A platform's product export as a feed.
 *
 * @param kind from `findExport`
 * @param records of the file
 * @param options of the feed; `--map` goes before the platform's rules
 */
export function exportSource(kind: ExportKind, records: RecordSource, options: SourceOptions): FeedSource {
  const { file } = records;
  const { notices, mapped } = options;
  const names = foldedColumns(records.columns);
  const reader = new FieldReader(file.path, options);
  /** Columns that the platform's rules read, for an item or for whether there is one. */
  const asked = new Set<string>();
  const places = idPlaces(kind, names);
  const mapsId = Object.hasOwn(mapped, 'id');
  const folder = new ExportFolder(kind, (reason, line, id) => notices.hidden(reason, line, id));
  const feedRow = ({ ids, ...row }: FoldedRow): FeedRow => {
    const own = places.map((place) => ids[place] ?? '');
    // All ids tell variants apart, also where `--map` names the one that is used.
    return { ...row, ids: mapsId ? [oneText(row.texts.id), ...own] : own };
  };
  return {
    format: `${kind.name}, ${file.format}`,
    idColumns: () => [...(mapsId ? [mapped.id] : []), ...places.map((place) => names.get(foldName(kind.idColumns[place])) ?? '')],
    isExport: () => true,
    currency: () => null,
    rows: async function* () {
      for await (const { line, isWhole, fault, values, raw } of records.records()) {
        notices.record();
        if (fault !== null) {
          notices.dropped(fault, line, 'line', raw);
          continue;
        }
        const row = kind.read(new ExportColumns(values, names, asked));
        const texts = { ...row.texts, ...reader.mappedTexts(values) };
        const placed = { ...row, texts, line, isWhole, further: reader.furtherOf(values, texts) };
        for (const folded of folder.add(placed)) yield feedRow(folded);
      }
      for (const folded of folder.end()) yield feedRow(folded);
    },
    facts: () => {
      const used: ColumnUse[] = [];
      const read = new Set<string>();
      const use = (column: string, field: string): void => {
        const name = names.get(foldName(column));
        if (name === undefined) return;
        used.push({ column: name, field });
        read.add(name);
      };
      for (const { column, field } of reader.facts().used) use(column, field);
      if (!mapsId && places.length > 0) use(kind.idColumns[places[0]], 'id');
      for (const [field, columns] of Object.entries(kind.columns)) for (const column of columns.split(', ')) use(column, field);
      for (const column of records.columns) if (asked.has(column) && !read.has(column)) use(column, RULE_FIELD);
      const unused = records.columns.filter((name) => !read.has(name));
      return {
        columns: { used, unused, second: [], language: null, currency: null },
        notes: [...records.notes(), ...exportNotes(kind, file.path, folder.others)],
      };
    },
  };
}

/** Places of the kind's columns of ids that the file has; first a renamed one, where the usual one is missing. */
function idPlaces(kind: ExportKind, names: ReadonlyMap<string, string>): number[] {
  const seen = new Set<string>();
  const present = kind.idColumns
    .map((column, place) => ({ name: names.get(foldName(column)), place, isId: column === 'id' }))
    .filter(({ name }) => name !== undefined && !seen.has(name) && seen.add(name) !== undefined);
  const renamed = present.findIndex(({ isId }) => isId);
  if (renamed > 0 && renamed < (kind.idsBeforeId ?? 1)) present.unshift(...present.splice(renamed, 1));
  return present.map(({ place }) => place);
}

function exportNotes(kind: ExportKind, path: string, others: number): InputNote[] {
  const assumed = kind.assumed.length === 0 ? '' : ` ${kind.assumed.join('; ')}.`;
  const notes = [
    feedNote(
      'export-read-as',
      `${path} was read as an export of ${kind.name.replace(/ (\w+)$/, ' ($1)')}.${assumed}`,
      '--map FIELD=COLUMN',
    ),
  ];
  if (others > 0)
    notes.push(feedNote('rows-without-item', `${path}: ${counted(others, 'row')} with pictures or options alone, which make no items.`));
  return notes;
}
