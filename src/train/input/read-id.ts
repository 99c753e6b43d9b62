import { trimBlanks, trimSql } from './is-nothing.js';

/** A whole number that a program wrote with a fraction: `1.0`, `1.00`. */
const WHOLE = '^(-?[0-9]+)\\.0+$';
const WHOLE_NUMBER = new RegExp(WHOLE);

/**
 * An id as feeds and logs are compared by: without blanks at its ends, and `1.0` and `1.00` as `1`. All digits are kept.
 *
 * @param text as in the file
 * @returns may be empty
 */
export function readId(text: string): string {
  return trimBlanks(text).replace(WHOLE_NUMBER, '$1');
}

/** SQL of `readId`; NULL for NULL. */
export function idSql(expression: string): string {
  // Few ids have a point and end with 0: the others need no pattern.
  return `CASE WHEN ${expression} LIKE '%.%0%' THEN regexp_replace(${trimSql(expression)}, '${WHOLE}', '\\1') ELSE ${trimSql(expression)} END`;
}
