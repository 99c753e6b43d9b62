import type { DropCount } from '../../train/input/drop-report.js';
import { joined, type Shown, shown, visibleText } from '../output/shown.js';

/** A table: texts are aligned left, numbers right. */
export function formatTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): Shown {
  const cells = [header, ...rows.map((row) => row.map(String))].map((row) => row.map(visibleText));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return joined(
    cells.map((row) =>
      row
        .map((cell, column) =>
          rows.length > 0 && typeof rows[0][column] === 'number' ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    ),
    '\n',
  );
}

/** Bytes for people. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

/** Whole numbers with thin separators: 541 909. */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** Seconds for people. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * What a value at fault is, for people. Words that stand for nothing are read as empty fields, so the message names them too.
 *
 * @param reason why the row is dropped
 * @param value as it is shown
 */
export function describeValue(reason: string, value: string): string {
  if (value !== '') return `is "${value}"`;
  if (reason === 'missing user_id') return 'is empty, or stands for guests, as 0, -1 and "guest" do in many shops';
  return reason === 'missing item_id' ? 'is empty, or a word for nothing, such as "null"' : 'is empty';
}

/** Reasons and the first line of each, indented; empty where nothing was dropped. */
export function formatDrops(drops: readonly DropCount[]): Shown {
  return joined(
    drops.map(({ reason, count, first }) => {
      const value = describeValue(reason, first.value);
      return shown`  ${formatCount(count).padStart(11)}  ${reason}; first: ${first.file}, line ${first.line}, ${first.field} ${value}\n`;
    }),
    '',
  );
}
