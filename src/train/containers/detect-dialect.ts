import type { TextDialect } from './input-file.js';
import { RecordSplitter } from './record-splitter.js';

/** Separators of fields, in the order in which they are preferred. `\u0001` is Hive's. */
export const DELIMITERS: readonly string[] = ['\t', ',', ';', '|', '^', '\u0001'];

/** Records that are looked at. */
const SAMPLE = 200;

/**
 * Tells separator and quoting of a delimited text by its first lines: those that give most records the header's number of fields.
 *
 * @param lines first lines of the text, complete, without their ends
 */
export function detectDialect(lines: readonly string[]): TextDialect {
  let skippedLines = 0;
  let delimiters = DELIMITERS;
  const blank = (): void => {
    while (skippedLines < lines.length && lines[skippedLines].trim() === '') skippedLines++;
  };
  blank();
  const named = /^"?sep=(.)"?\s*$/i.exec(lines[skippedLines] ?? '');
  if (named !== null) {
    delimiters = [named[1]];
    skippedLines++;
    blank();
  }
  let comments = skippedLines;
  while (comments < lines.length && (lines[comments].startsWith('#') || lines[comments].trim() === '')) comments++;
  // A header may begin with a number sign.
  if (comments < lines.length && !isCommentedHeader(lines, comments, delimiters)) skippedLines = comments;
  else if (comments < lines.length) skippedLines = comments - 1;
  const below = lines.slice(skippedLines, skippedLines + SAMPLE);
  const escapes = below.some((line) => line.includes('\\"')) ? (['"', '\\'] as const) : (['"'] as const);
  let best: TextDialect = { delimiter: delimiters.length === 1 ? delimiters[0] : ',', escapedBy: '"', skippedLines };
  let most = 0;
  for (const delimiter of delimiters) {
    for (const escapedBy of escapes) {
      const dialect = { delimiter, escapedBy, skippedLines };
      const score = scoreOf(below, dialect);
      if (score > most) [best, most] = [dialect, score];
    }
  }
  return best;
}

/** Share of records with the header's fields, times a share that grows with their number. */
function scoreOf(lines: readonly string[], dialect: TextDialect): number {
  let split: ReturnType<RecordSplitter['add']>;
  try {
    split = new RecordSplitter('', { ...dialect, skippedLines: 0 }).add(
      lines.map((text, index) => ({ number: index + 1, text, isWhole: true })),
      true,
    );
  } catch {
    // Beyond a limit: reading the file will throw the error, with its name.
    return 0;
  }
  const [header, ...records] = split;
  const columns = header?.fields.length ?? 0;
  if (columns < 2) return 0;
  const fitting = records.filter(({ fields }) => fields.length === columns || isLonger(fields, columns)).length;
  // A header alone counts as much as half of its records.
  return ((fitting + 1) / (records.length + 2)) * (1 - 1 / columns);
}

/** Whether fields exceed a number by empty ones only. */
export function isLonger(fields: readonly string[], columns: number): boolean {
  if (fields.length <= columns) return false;
  for (let at = columns; at < fields.length; at++) if (fields[at].trim() !== '') return false;
  return true;
}

/** Whether the last line with a number sign is the header: names, as many as the values below. */
function isCommentedHeader(lines: readonly string[], comments: number, delimiters: readonly string[]): boolean {
  if (comments === 0 || !lines[comments - 1].startsWith('#')) return false;
  const names = lines[comments - 1].replace(/^#\s*/, '');
  return delimiters.some((delimiter) => {
    const [header, values] = [names.split(delimiter), lines[comments].split(delimiter)];
    return (
      header.length > 1 &&
      header.length === values.length &&
      header.every((name) => /^[\p{L}_][\w .:()[\]/-]{0,40}$/u.test(name.trim())) &&
      values.some((value) => /^"?(\d|https?:)/.test(value.trim()))
    );
  });
}
