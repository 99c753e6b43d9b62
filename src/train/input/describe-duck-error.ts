import { messageOf } from '../../core/onshelf-error.js';

/** Longest message, characters. */
const LONGEST = 400;

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
  const advice = others
    .filter((line) => /^(Possible (Solution|fix)|\* |HINT|Try|You can)/i.test(line))
    .map((line) => line.replace(/^(Possible (solution|fix)e?s?:|\*|HINT:)\s*/i, ''));
  const sentences = [first ?? 'no reason given', ...advice]
    .filter((line) => line !== '')
    .map((line) => (/[.!?]$/.test(line) ? line : `${line.replace(/[:,]$/, '')}.`));
  const text = [...new Set(sentences)].join(' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
