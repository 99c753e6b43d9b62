import type { Random } from '../../../core/numbers/random.js';
import type { CausalCard } from '../../../types/encoder-card.js';
import type { FreeRows } from '../layers/free-rows.js';
import { AttentionLearner } from './attention-learner.js';
import { ConvolutionLearner } from './convolution-learner.js';
import { RecurrentLearner } from './recurrent-learner.js';
import type { SequenceLearner } from './sequence-learner.js';

/**
 * What learns an encoder of a causal kind, from random weights.
 *
 * @param card of a form that the learner of its kind has, as `cardFor` makes them
 * @param rows of the items, which learn too
 * @param most histories of a batch
 * @param random source of numbers
 */
export function learnerFor(card: CausalCard, rows: FreeRows, most: number, random: Random): SequenceLearner {
  if (card.kind === 'attention') return new AttentionLearner(card, rows, most, random);
  return card.kind === 'recurrent' ? new RecurrentLearner(card, rows, most, random) : new ConvolutionLearner(card, rows, most, random);
}
