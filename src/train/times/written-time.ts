import { DAY_MS } from '../../core/time/day.js';
import { sqlText } from '../input/open-duck-database.js';
import { type TimeForm, type TimePart, timeParts } from './time-forms.js';
import { TIME_ZONES } from './time-zones.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Years of two digits below it are in this century. */
const CENTURY_TURNS = 70;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Reads a written time.
 *
 * @param clean from `cleanTime`
 * @param form of its shape
 * @param dayFirst whether 01/02/2026 is 1 February
 * @returns milliseconds since 1970; null where there is no such day, hour or zone
 */
export function readWrittenTime(clean: string, form: TimeForm, dayFirst: boolean): number | null {
  const parts = timeParts(clean, form);
  if (parts === null) return null;
  const number = (part: TimePart, otherwise: number): number => {
    const text = parts[part] ?? '';
    return text === '' ? otherwise : Number(text);
  };
  const written = number('y', Number.NaN);
  const year = parts.y?.length === 2 ? written + (written < CENTURY_TURNS ? 2000 : 1900) : written;
  const [month, day] = dateOf(parts, number, dayFirst);
  const date = Date.UTC(year, month - 1, day);
  const real = new Date(date);
  if (!(year >= 1 && real.getUTCMonth() === month - 1 && real.getUTCDate() === day)) return null;
  if (year < 100) return null;

  const half = (parts.ap ?? '').toLowerCase().replaceAll('.', '');
  const isHalf = half === 'am' || half === 'pm';
  let hour = number('h', 0);
  if (half === 'pm' && hour < 12) hour += 12;
  else if (half === 'am' && hour === 12) hour = 0;
  const [minute, second] = [number('mi', 0), number('s', 0)];
  if ((hour > 23 && !(hour === 24 && minute + second === 0)) || minute > 59 || second > 59) return null;

  const zone = isHalf || half === '' ? (parts.zn ?? '') : half;
  const offset =
    (parts.zs ?? '') === ''
      ? zone === ''
        ? 0
        : TIME_ZONES[zone.toLowerCase()]
      : (parts.zs === '-' ? -1 : 1) * (number('zh', 0) * 60 + number('zm', 0));
  if (offset === undefined) return null;
  const milliseconds = Number((parts.f ?? '').padEnd(3, '0').slice(0, 3));
  return date + hour * HOUR_MS + (minute - offset) * MINUTE_MS + second * 1000 + milliseconds;
}

function dateOf(
  parts: Partial<Record<TimePart, string>>,
  number: (part: TimePart, otherwise: number) => number,
  dayFirst: boolean,
): readonly [month: number, day: number] {
  if (parts.a !== undefined) {
    const [first, second] = [number('a', 0), number('b', 0)];
    return dayFirst ? [second, first] : [first, second];
  }
  const month = parts.mo ?? '1';
  return [/^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1, number('d', 1)];
}

/**
 * `readWrittenTime` as SQL.
 *
 * @param clean SQL of `cleanTime`
 * @param form of the shape
 * @param dayFirst whether 01/02/2026 is 1 February
 * @returns SQL of milliseconds since 1970, DOUBLE
 */
export function writtenTimeSql(clean: string, form: TimeForm, dayFirst: boolean): string {
  const has = (part: TimePart): boolean => form.groups.includes(part);
  const text = (part: TimePart): string => (has(part) ? `t.${part}` : "''");
  const number = (part: TimePart, otherwise: string): string =>
    has(part) ? `CASE WHEN t.${part} = '' THEN ${otherwise} ELSE TRY_CAST(t.${part} AS INTEGER) END` : otherwise;
  const names = `nullif(list_position([${MONTHS.map((name) => `'${name}'`).join(', ')}], lower(left(${text('mo')}, 3))), 0)`;
  const named = has('mo') ? `coalesce(TRY_CAST(t.mo AS INTEGER), ${names})` : '1';
  const zones = Object.entries(TIME_ZONES).map(([zone, minutes]) => `WHEN '${zone}' THEN ${minutes}`);
  const parts = {
    y: has('y')
      ? `TRY_CAST(t.y AS INTEGER) + CASE WHEN length(t.y) > 2 THEN 0 WHEN t.y < '${CENTURY_TURNS}' THEN 2000 ELSE 1900 END`
      : 'NULL',
    mo: has('a') ? number(dayFirst ? 'b' : 'a', '0') : named,
    d: has('a') ? number(dayFirst ? 'a' : 'b', '0') : number('d', '1'),
    h: number('h', '0'),
    mi: number('mi', '0'),
    s: number('s', '0'),
    f: `TRY_CAST(left(rpad(${text('f')}, 3, '0'), 3) AS INTEGER)`,
    half: `replace(lower(${text('ap')}), '.', '')`,
    zone: `lower(${text('zn')})`,
    east: has('zs')
      ? `CASE WHEN t.zs = '' THEN NULL ELSE CASE WHEN t.zs = '-' THEN -1 ELSE 1 END * ((${number('zh', '0')}) * 60 + (${number('zm', '0')})) END`
      : 'NULL::INTEGER',
  };
  const struct = Object.entries(parts).map(([part, sql]) => `${part} := ${sql}`);
  const hour = "CASE WHEN p.half = 'pm' AND p.h < 12 THEN p.h + 12 WHEN p.half = 'am' AND p.h = 12 THEN 0 ELSE p.h END";
  const steps = [
    `regexp_extract(${clean}, ${sqlText(form.pattern)}, [${form.groups.map((part) => `'${part}'`).join(', ')}])`,
    `struct_pack(${struct.join(', ')})`,
    `struct_pack(p := p, h := ${hour}, zone := CASE WHEN p.half IN ('am', 'pm', '') THEN p.zone ELSE p.half END,
      date := epoch_ms(TRY_CAST(format('{:04d}-{:02d}-{:02d}', CASE WHEN p.y >= 100 THEN p.y END, p.mo, p.d) AS DATE)))`,
    `CASE WHEN (q.h <= 23 OR (q.h = 24 AND q.p.mi + q.p.s = 0)) AND q.p.mi <= 59 AND q.p.s <= 59
      THEN (q.date + q.h::BIGINT * ${HOUR_MS} + (q.p.mi - coalesce(q.p.east, CASE q.zone WHEN '' THEN 0 ${zones.join(' ')} END))::BIGINT * ${MINUTE_MS}
        + q.p.s * 1000 + q.p.f)::DOUBLE END`,
  ];
  // A list of one, transformed step by step: SQL has no names for parts of an expression.
  return `list_transform(list_transform(list_transform([${steps[0]}], lambda t: ${steps[1]}), lambda p: ${steps[2]}), lambda q: ${steps[3]})[1]`;
}

/** Milliseconds of a day count of spreadsheets: 1 is 1 January 1900, in their calendar. */
export function spreadsheetTime(days: number): number {
  return Math.round((days - SPREADSHEET_1970) * DAY_MS);
}

/** Day count of 1 January 1970. */
export const SPREADSHEET_1970 = 25_569;
