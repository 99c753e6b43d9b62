import { readFileSync } from 'node:fs';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { INPUT_LIMITS, mebibytes } from '../files/input-limits.js';
import type { InputFile } from './input-file.js';
import type { ZipMember } from './zip-members.js';

/** A cell as read-excel-file gives it: numbers as their text, dates as `Date`s in UTC. */
type Cell = string | number | boolean | Date | null;

/**
 * Opens an Excel workbook: its sheets as CSV. Cells with dates are ISO 8601, to the second, without a zone.
 *
 * @param members of the archive
 * @param onDisk the archive
 * @param path as shown
 * @param packing containers around it
 * @param isHeader chooses the sheets; default: the first with rows
 * @throws OnshelfError `bad-input` where it is damaged or has no table
 */
export async function openWorkbook(
  members: readonly ZipMember[],
  onDisk: string,
  path: string,
  packing: readonly string[],
  isHeader?: (names: readonly string[]) => boolean,
): Promise<InputFile[]> {
  // The reader has no limits of its own: the sizes that the archive declares are checked against what it holds.
  let unpacked = 0;
  for (const member of members) for await (const part of member.open()) unpacked += part.length;
  if (unpacked > INPUT_LIMITS.workbookBytes)
    throw new OnshelfError(
      'bad-input',
      `${path} unpacks to ${mebibytes(unpacked)}; the limit for a workbook is ${mebibytes(INPUT_LIMITS.workbookBytes)}. Save it as CSV UTF-8.`,
    );
  const sheets = (await readSheets(onDisk, path)).filter(({ rows }) => rows.length > 0);
  if (sheets.length === 0) throw new OnshelfError('bad-input', `${path} is a workbook without rows.`);
  const fitting = isHeader === undefined ? [] : sheets.filter(({ rows }) => isHeader(rows[0].map(cellText)));
  const used = fitting.length > 0 ? fitting : sheets.slice(0, 1);
  const others = sheets.filter((sheet) => !used.includes(sheet)).map(({ name }) => name);
  const quoted = (names: readonly string[]): string =>
    names
      .slice(0, 30)
      .map((name) => `"${name}"`)
      .join(', ');
  const note = {
    code: 'workbook-sheets',
    message: `Of ${path}, ${used.length === 1 ? 'the sheet' : 'the sheets'} ${quoted(used.map(({ name }) => name))} ${used.length === 1 ? 'is' : 'are'} read, not ${quoted(others)}.`,
    option: null,
  };
  return used.map(({ name, rows }, index) => ({
    path: sheets.length === 1 ? path : `${path} > ${name}`,
    onDisk,
    kind: 'workbook',
    format: ['Excel workbook', ...packing].join(', '),
    delimiter: ',',
    escapedBy: '"',
    skippedLines: 0,
    layout: null,
    isPlain: false,
    compression: 'none',
    notes: index === 0 && others.length > 0 ? [note] : [],
    bytes: () => csvOf(rows),
  }));
}

interface Sheet {
  readonly name: string;
  /** From the header on; empty rows are kept, so that lines are the sheet's. */
  readonly rows: readonly (readonly Cell[])[];
}

async function readSheets(onDisk: string, path: string): Promise<Sheet[]> {
  const { default: readWorkbook } = await import('read-excel-file/node');
  try {
    const sheets = await readWorkbook(readFileSync(onDisk), { parseNumber: (text: string) => text });
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as unknown as Cell[][] }));
  } catch (error) {
    throw new OnshelfError('bad-input', `${path} cannot be read as an Excel workbook: ${messageOf(error)}. Save it as CSV UTF-8.`, error);
  }
}

/** Rows per part. */
const BATCH = 1000;

async function* csvOf(rows: readonly (readonly Cell[])[]): AsyncGenerator<Buffer> {
  const width = rows[0].length;
  for (let at = 0; at < rows.length; at += BATCH) {
    const lines = rows.slice(at, at + BATCH).map((row) => {
      if (row.every((cell) => cell === null || cell === '')) return '\n';
      const cells = Array.from(
        { length: Math.max(width, row.length) },
        (_, index) => `"${cellText(row[index] ?? null).replaceAll('"', '""')}"`,
      );
      return `${cells.join(',')}\n`;
    });
    yield Buffer.from(lines.join(''));
  }
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (!(cell instanceof Date)) return typeof cell === 'string' ? cell.replaceAll(/\r\n?/g, '\n') : String(cell);
  // Days with fractions are binary numbers: 14:16:00 may be a part of a millisecond less.
  const iso = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString().slice(0, 19);
  return iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso;
}
