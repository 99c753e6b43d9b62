import { nobodySql, nothingSql, plainPersonSql, plainValueSql, trimBlanks, trimSql } from './is-nothing.js';

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
  // Few ids have a point and a 0: the others need no pattern.
  return `CASE WHEN ${hasFractionSql(expression)} THEN regexp_replace(${trimSql(expression)}, '${WHOLE}', '\\1') ELSE ${trimSql(expression)} END`;
}

/** SQL of `readId`; NULL for NULL and for words that mean nothing. */
export function itemIdSql(expression: string): string {
  return `CASE WHEN ${plainValueSql(expression)} AND NOT ${hasFractionSql(expression)} THEN ${expression} WHEN NOT ${nothingSql(expression)} THEN ${idSql(expression)} END`;
}

/** SQL of `readId`; NULL for NULL and for words that mean nobody. */
export function userIdSql(expression: string): string {
  return `CASE WHEN ${plainPersonSql(expression)} AND NOT ${hasFractionSql(expression)} THEN ${expression} WHEN NOT ${nobodySql(expression)} THEN ${idSql(expression)} END`;
}

/** Whether a text may have the pattern of `WHOLE`. */
function hasFractionSql(expression: string): string {
  return `contains(${expression}, '.0')`;
}
