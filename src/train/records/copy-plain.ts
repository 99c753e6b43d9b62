import { closeSync } from 'node:fs';
import { openNew, writeBytes } from '../files/write-atomically.js';
import { DropCounter } from '../input/drop-report.js';
import { isDeep, tooDeep } from './is-deep.js';
import type { PlainCopy } from './plain-copy.js';
import { JSON_COLUMN, LINE_COLUMN } from './plain-sql.js';
import type { RecordSource } from './record-source.js';

/**
 * Writes the records of an input as CSV that DuckDB reads exactly, whatever the input is written in: every value quoted, the line of
 * the record first. Of JSON the copy has the text of each record, on one line.
 *
 * @param source not Parquet, which DuckDB reads itself
 * @param path of the copy; must be free
 * @param columns that are copied, of the source's; default: all. Ignored for JSON
 * @throws OnshelfError `bad-input` where the input cannot be read; errors of the file system
 */
export async function copyPlain(source: RecordSource, path: string, columns: readonly string[] = source.columns): Promise<PlainCopy> {
  const isJson = source.file.kind === 'json';
  const dropped = new DropCounter(source.file.path);
  const places = isJson ? [0] : columns.map((name) => source.columns.indexOf(name));
  const state = { rows: 0, longest: 0, hasBreaks: false };
  const file = openNew(path, 0o600);
  try {
    for await (const batch of source.batches()) {
      const rows: string[] = [];
      for (const { line, isWhole, fault, fields } of batch) {
        const damaged = isWhole ? -1 : places.findIndex((place) => fields[place]?.includes('\uFFFD') === true);
        if (fault !== null) dropped.add(fault, line, 'line', fields.join(source.file.delimiter).slice(0, 200));
        else if (damaged >= 0)
          dropped.add('invalid UTF-8', line, isJson ? 'line' : columns[damaged], fields[places[damaged]].slice(0, 200));
        else {
          if (isJson && isDeep(fields[0])) throw tooDeep(`${source.file.path}, line ${line}`);
          let row = String(line);
          for (const place of places) row += `,${quoted(isJson ? fields[0].replace(/[\r\n]+/g, ' ') : (fields[place] ?? ''))}`;
          rows.push(row);
          // Three bytes for a character at most.
          if (row.length * 3 > state.longest) state.longest = Math.max(state.longest, row.length * 3);
          state.hasBreaks ||= row.includes('\n') || row.includes('\r');
        }
      }
      state.rows += rows.length;
      if (rows.length > 0) writeBytes(file, Buffer.from(`${rows.join('\n')}\n`));
    }
  } finally {
    closeSync(file);
  }
  return {
    path,
    columns: [LINE_COLUMN, ...(isJson ? [JSON_COLUMN] : columns)],
    dropped: dropped.report(),
    notes: source.notes(),
    ...state,
  };
}

function quoted(text: string): string {
  // DuckDB ends a text at a zero byte.
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return clean.includes('"') ? `"${clean.replaceAll('"', '""')}"` : `"${clean}"`;
}
