import { messageOf } from '../../core/onshelf-error.js';

/** Longest message, characters. */
const LONGEST = 400;

/** Lines that say what is wrong, or what to do. */
const ADVICE = /^(\* |HINT:|Try |You can |Value with |Expected Number of Columns|Missing Columns)/i;

/**
 * What DuckDB says of an error, with its advice, as a sentence or two: without the lines of the file that it quotes and the options that it lists.
 *
 * @param error thrown by DuckDB
 * @returns ends with a full stop
 */
export function describeDuckError(error: unknown): string {
  const [first, ...others] = messageOf(error)
    .split('\n')
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
    .filter((line) => line !== '');
  const told = others.filter((line) => ADVICE.test(line)).map((line) => line.replace(/^(\*|HINT:)\s*/i, ''));
  const sentences = [first ?? 'no reason is given', ...told].map((line) => (/[.!?]$/.test(line) ? line : `${line.replace(/[:,]$/, '')}.`));
  const text = [...new Set(sentences)].join(' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
