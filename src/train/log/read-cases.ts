import { OnshelfError } from '../../core/onshelf-error.js';
import { openInput } from '../containers/open-input.js';
import { shownValue } from '../input/drop-report.js';
import { shownNames } from '../input/shown-names.js';
import { valueText } from '../input/value-at.js';
import type { ProgressStep } from '../progress/progress.js';
import { openRecords } from '../records/open-records.js';

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
 * Reads cases: a table with the columns `history` (item ids separated by spaces, oldest first) and `target` (the next item). No case is
 * dropped, so that figures can be compared with others of the file.
 *
 * @param path of the file: CSV or TSV, packed or not
 * @param progress reports the cases read
 * @throws OnshelfError `bad-input` naming file, line and column where a value is missing
 */
export async function readCases(path: string, progress: ProgressStep): Promise<Case[]> {
  const [file] = await openInput(path);
  if (file.kind !== 'delimited') throw new OnshelfError('bad-input', `${path} is not CSV or TSV with the columns history and target.`);
  const source = await openRecords(file);
  const columns = columnsOf(source.columns, path);
  const cases: Case[] = [];
  for await (const { line, values, isWhole, fault, raw } of source.records()) {
    if (fault !== null) throw faultAt(path, line, 'line', raw, `has ${fault}`);
    if (!isWhole) throw faultAt(path, line, 'line', Object.values(values).map(valueText).join(file.delimiter), 'is not UTF-8');
    const history = valueText(values[columns.history]).trim().split(/\s+/).filter(Boolean);
    const target = valueText(values[columns.target]).trim();
    if (history.length === 0) throw faultAt(path, line, 'history', valueText(values[columns.history]), 'has no item');
    if (target === '') throw faultAt(path, line, 'target', target, 'has no item');
    if (/\s/.test(target)) throw faultAt(path, line, 'target', target, 'has more than one item');
    cases.push({ line, history, target });
    if (cases.length % 1000 === 0) progress.update(cases.length);
  }
  if (cases.length === 0) throw new OnshelfError('bad-input', `${path} has no case below its column names.`);
  return cases;
}

function columnsOf(header: readonly string[], path: string): { history: string; target: string } {
  const named = (wanted: string): string => {
    const found = header.find((name) => name.toLowerCase() === wanted);
    if (found === undefined)
      throw new OnshelfError('bad-input', `${path} has no column "${wanted}"; its columns are: ${shownNames(header)}.`);
    return found;
  };
  return { history: named('history'), target: named('target') };
}

function faultAt(path: string, line: number, field: string, value: string, fault: string): OnshelfError {
  return new OnshelfError('bad-input', `${path}, line ${line}: ${field} "${shownValue(value)}" ${fault}.`);
}
