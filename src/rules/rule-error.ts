import { OnshelfError } from '../core/onshelf-error.js';

/** Characters of the expression that a message shows on either side of the place. */
const AROUND = 24;

/**
 * What is wrong with an expression, where, and what may have been meant.
 *
 * @param text the expression
 * @param at where, counted from 0
 * @param fault one sentence without a full stop, beginning with a small letter
 * @param hint another, or nothing
 */
export function ruleError(text: string, at: number, fault: string, hint = ''): OnshelfError {
  const [before, after] = [text.slice(Math.max(0, at - AROUND), at), text.slice(at, at + AROUND)];
  const place = `${at > AROUND ? '…' : ''}${before}▸${after}${text.length > at + AROUND ? '…' : ''}`;
  return new OnshelfError('bad-argument', `At character ${at} of "${place}": ${fault}.${hint && ` ${hint}.`}`);
}
