import { OnshelfError } from '../core/onshelf-error.js';

/** Characters of the expression shown on either side of the place. */
const AROUND = 24;

/**
 * Makes the error of an expression: fault, place and hint.
 *
 * @param text the expression
 * @param at index of the place
 * @param fault one sentence in lower case, without a full stop
 * @param hint another sentence, or nothing
 */
export function ruleError(text: string, at: number, fault: string, hint = ''): OnshelfError {
  const [before, after] = [text.slice(Math.max(0, at - AROUND), at), text.slice(at, at + AROUND)];
  const place = `${at > AROUND ? '…' : ''}${before}▸${after}${text.length > at + AROUND ? '…' : ''}`;
  return new OnshelfError('bad-argument', `At character ${at} of "${place}": ${fault}.${hint && ` ${hint}.`}`);
}
