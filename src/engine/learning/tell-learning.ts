import { PLACES_COUNTED, PREDICTIONS_NEEDED, passesReplay } from '../../learning/replay-gate.js';
import type { Note } from '../../types/note.js';
import type { LearnedState } from '../../types/scoring/learned-state.js';

/**
 * What is to be said of a state: whether lists use it, and why.
 *
 * @param state of the log so far; null: nothing is learned yet
 * @param behind number of events that it still has to learn from
 * @param rests why it learns nothing now; '' if it does
 */
export function tellLearning(state: LearnedState | null, behind: number, rests: string): Note {
  const off = (why: string): Note => ({ code: 'learning-off', message: `learning: off; ${why}.` });
  if (behind > 0) return off(`${behind} events of this shopper are still to be learned from${rests && `, and ${rests}`}`);
  const { predicted, higher, lower } = state?.replay ?? { predicted: 0, higher: 0, lower: 0 };
  if (predicted < PREDICTIONS_NEEDED)
    return off(`the log of this shopper has ${predicted} events that could be predicted, and ${PREDICTIONS_NEEDED} are needed`);
  const found = `of ${predicted} items of this shopper's own log, it placed ${higher} higher and ${lower} lower among the first ${PLACES_COUNTED} than lists without it`;
  if (state === null || !passesReplay(state.replay)) return off(`${found}, which is no gain beyond chance`);
  return { code: 'learning-on', message: `learning: on; ${found}.` };
}
