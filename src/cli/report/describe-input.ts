import type { DropCount } from '../../train/input/drop-report.js';
import type { ColumnUse, FeedFacts, FileFacts, InputNote, WordCount } from '../../train/input/input-facts.js';
import { normalizeName } from '../../train/input/normalize-name.js';
import { type Shown, shown } from '../output/shown.js';
import { describeValue, formatCount } from './format-report.js';
import { listLines, moreOf, type ReportPart, shortValue, textLines } from './report-block.js';

/** How many of a kind are shown; the rest is in the object of `--json`. */
const FILES_SHOWN = 3;
const COLUMNS_SHOWN = 24;
const UNUSED_SHOWN = 12;
const WORDS_SHOWN = 5;
const DROPS_SHOWN = 6;
const NOTES_SHOWN = 10;

/** The parts of a report that say which files, and which of their columns, were read. */
export function fileParts({ files, used, unused }: Pick<FeedFacts, 'files' | 'used' | 'unused'>): ReportPart[] {
  return [
    { label: files.length === 1 ? 'file' : 'files', lines: filesOf(files) },
    { label: 'read', lines: listLines(used.map(columnUse), COLUMNS_SHOWN) },
    { label: 'not read', lines: listLines(unused, UNUSED_SHOWN) },
  ];
}

/** Items by availability. */
export function stockPart({ inStock, soldOut, later, none, unknown }: FeedFacts['availability']): ReportPart {
  const counts = [
    [inStock, 'in stock'],
    [soldOut, 'sold out'],
    [later, 'on preorder or backorder'],
  ] as const;
  const words = unknown.reduce((sum, { count }) => sum + count, 0);
  const known = counts.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`);
  if (known.length + words === 0) return { label: 'stock', lines: none > 0 ? [shown`not given: every item counts as in stock`] : [] };
  const missing = none > 0 ? [`${formatCount(none)} without a word, in stock`] : [];
  return {
    label: 'stock',
    lines: [
      ...textLines([...known, ...missing].join(', ')),
      ...(words === 0 ? [] : textLines(`${formatCount(words)} with unknown words, in stock: ${wordsOf(unknown)}`)),
    ],
  };
}

/** Rows that were dropped or changed, by reason, with the first of each. */
export function dropPart(label: string, drops: readonly DropCount[], files: readonly FileFacts[]): ReportPart {
  const width = Math.max(0, ...drops.map(({ count }) => formatCount(count).length));
  const rows = [...drops]
    .sort((a, b) => b.count - a.count)
    .map(({ reason, count, first }) => {
      const value = describeValue(reason, first.value === '' ? '' : shortValue(first.value));
      const file = files.length === 1 && files[0].path === first.file ? '' : `${first.file}, `;
      return shown`${formatCount(count).padStart(width)}  ${reason}; first: ${file}line ${first.line}, ${first.field} ${value}`;
    });
  const more = rows.length > DROPS_SHOWN + 1 ? [shown`${moreOf(rows.length - DROPS_SHOWN)}`] : [];
  return { label, lines: [...(more.length > 0 ? rows.slice(0, DROPS_SHOWN) : rows), ...more] };
}

/** What was assumed, guessed or left unused, each with the option that changes it. */
export function noteParts(notes: readonly InputNote[]): ReportPart[] {
  const kept = notes.length > NOTES_SHOWN + 1 ? notes.slice(0, NOTES_SHOWN) : notes;
  const rest = notes.length - kept.length;
  return [
    ...kept.map(({ message, option }) => ({
      label: 'note',
      lines: textLines(`${message}${option === null ? '' : ` To change it: ${option}`}`),
    })),
    ...(rest > 0 ? [{ label: 'note', lines: [shown`${moreOf(rest)}`] }] : []),
  ];
}

function filesOf(files: readonly FileFacts[]): readonly Shown[] {
  const line = ({ path, format, rows }: FileFacts): Shown =>
    shown`${path} (${format}, ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'})`;
  if (files.length <= FILES_SHOWN + 1) return files.map(line);
  return [...files.slice(0, FILES_SHOWN).map(line), shown`${moreOf(files.length - FILES_SHOWN)}`];
}

/** As `--map` writes it, where the names differ by more than spelling. */
function columnUse({ column, field }: ColumnUse): string {
  const same = normalizeName(column.replace(/^g:/i, '')) === normalizeName(field);
  return same ? column : `${field} = ${column}`;
}

function wordsOf(words: readonly WordCount[]): string {
  const told = words.slice(0, WORDS_SHOWN).map(({ word, count }) => `"${shortValue(word)}" (${formatCount(count)})`);
  return [...told, ...(words.length > WORDS_SHOWN ? [moreOf(words.length - WORDS_SHOWN)] : [])].join(', ');
}
