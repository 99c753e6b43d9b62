import { OnshelfError } from '../../core/onshelf-error.js';
import { detectFormat } from '../files/detect-format.js';
import { readRecords } from '../files/read-records.js';
import { shownValue } from '../input/drop-report.js';
import type { ProgressStep } from '../progress/progress.js';

/** A history and its next item. */
export interface Case {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Item ids, oldest first; one or more. */
  readonly history: readonly string[];
  /** Item id. */
  readonly target: string;
}

/**
 * Reads cases: CSV or TSV with the columns `history` (item ids separated by spaces, oldest first) and `target` (the next item);
 * gzip accepted. No case is dropped, so that figures can be compared with others of the file.
 *
 * @param path of the file
 * @param progress reports the cases read
 * @throws OnshelfError `bad-input` naming file, line and column where a value is missing
 */
export async function readCases(path: string, progress: ProgressStep): Promise<Case[]> {
  const file = await detectFormat(path);
  if (file.format !== 'delimited') throw new OnshelfError('bad-input', `${path} is not CSV or TSV with the columns history and target.`);
  const cases: Case[] = [];
  let columns: { readonly history: number; readonly target: number; readonly count: number } | null = null;
  for await (const { fields, line, valid } of readRecords(file)) {
    if (columns === null) {
      columns = columnsOf(fields, path);
      continue;
    }
    if (!valid) throw faultAt(path, line, 'line', fields.join(file.delimiter), 'is not UTF-8');
    if (fields.length !== columns.count) {
      throw faultAt(path, line, 'line', fields.join(file.delimiter), `has ${fields.length} fields where the header has ${columns.count}`);
    }
    const history = fields[columns.history].trim().split(/\s+/).filter(Boolean);
    const target = fields[columns.target].trim();
    if (history.length === 0) throw faultAt(path, line, 'history', fields[columns.history], 'has no item');
    if (target === '') throw faultAt(path, line, 'target', target, 'has no item');
    if (/\s/.test(target)) throw faultAt(path, line, 'target', target, 'has more than one item');
    cases.push({ line, history, target });
    if (cases.length % 1000 === 0) progress.update(cases.length);
  }
  if (cases.length === 0) throw new OnshelfError('bad-input', `${path} has no case below its column names.`);
  return cases;
}

function columnsOf(header: readonly string[], path: string): { history: number; target: number; count: number } {
  const names = header.map((name) => name.trim().toLowerCase());
  for (const name of ['history', 'target']) {
    if (!names.includes(name))
      throw new OnshelfError('bad-input', `${path} has no column "${name}"; its columns are: ${header.slice(0, 30).join(', ')}.`);
  }
  return { history: names.indexOf('history'), target: names.indexOf('target'), count: header.length };
}

function faultAt(path: string, line: number, field: string, value: string, fault: string): OnshelfError {
  return new OnshelfError('bad-input', `${path}, line ${line}: ${field} "${shownValue(value)}" ${fault}.`);
}
