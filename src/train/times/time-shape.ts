import { trimSigns } from '../input/trim-signs.js';

/** Longest text that may be a time, characters. */
const LONGEST_TIME = 80;
/** Characters that are read as a blank: no-break spaces, as browsers write before AM and PM, tabs, line ends. */
const BLANKS = [0x09, 0x0a, 0x0d, 0xa0, 0x2009, 0x202f];
const BLANK = new RegExp(`[${BLANKS.map((code) => String.fromCharCode(code)).join('')}]`, 'g');

/** A time's text without blanks at its ends, every blank the same. `cleanTimeSql` does the same. */
export function cleanTime(text: string): string {
  return trimSigns(text.replace(BLANK, ' '), ' ').slice(0, LONGEST_TIME);
}

/** `cleanTime` as SQL, of an expression. Visible ASCII with single blanks inside is clean as it is. */
export function cleanTimeSql(expression: string): string {
  const blanks = BLANKS.map((code) => `chr(${code})`).join(' || ');
  return `CASE WHEN regexp_full_match(${expression}, '[!-~](?:[ -~]{0,${LONGEST_TIME - 2}}[!-~])?') THEN ${expression}
    ELSE left(trim(translate(${expression}, ${blanks}, '${' '.repeat(BLANKS.length)}'), ' '), ${LONGEST_TIME}) END`;
}

/**
 * The shape of a time: its digits as 9, its letters a to z as a. The times of a file have few shapes, and all times of one shape are
 * read in one way.
 *
 * @param clean from `cleanTime`
 */
export function timeShape(clean: string): string {
  return clean.replace(/[0-9]/g, '9').replace(/[A-Za-z]/g, 'a');
}

/** `timeShape` as SQL, of an expression. */
export function timeShapeSql(clean: string): string {
  const digits = '012345678'.split('').reduce((sql, digit) => `replace(${sql}, '${digit}', '9')`, clean);
  return `CASE WHEN regexp_matches(${clean}, '[A-Za-z]') THEN regexp_replace(${digits}, '[A-Za-z]', 'a', 'g') ELSE ${digits} END`;
}
