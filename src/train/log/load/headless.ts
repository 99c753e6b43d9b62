import { isNothing } from '../../input/is-nothing.js';
import { normalizeName } from '../../input/normalize-name.js';
import { timeReader } from '../../times/time-reader.js';
import { LOG_NAMES } from '../columns/log-columns.js';
import { findEventRule } from '../events/event-rules.js';

/**
 * Tells whether the names of a table's columns are values: a time or a number among them, and no name that is known.
 *
 * @param names from the first line
 * @param rows the first rows below it
 * @returns the option that names the columns, guessed from their values; null where the names may be names
 */
export function headlessAdvice(names: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string | null {
  const known = new Set(Object.values(LOG_NAMES).flat());
  if (names.length < 2 || names.some((name) => known.has(normalizeName(name)))) return null;
  const now = Date.now();
  const isTime = (name: string): boolean => {
    const values = [name, ...rows.map((row) => String(row[name] ?? '')).filter((value) => !isNothing(value))];
    const reader = timeReader(values, { now });
    return !reader.arePositions && values.every((value) => reader.read(value) !== null);
  };
  const isEvent = (name: string): boolean =>
    [name, ...rows.map((row) => String(row[name] ?? ''))].every((value) => findEventRule(value) !== null);
  const time = names.findIndex(isTime);
  if (time < 0 && !names.some((name) => /^\d+(\.\d+)?$/.test(name.trim()))) return null;
  const event = names.findIndex((name, place) => place !== time && isEvent(name));
  const ids = ['user_id', 'item_id'];
  const guessed = names.map((_, place) =>
    place === time ? 'timestamp' : place === event ? 'event' : (ids.shift() ?? `column_${place + 1}`),
  );
  return `Name its columns in order, for example: --columns ${guessed.join(',')}`;
}
