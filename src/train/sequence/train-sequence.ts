import type { EncoderCard } from '../../types/encoder-card.js';
import { trainCausal } from './train-causal.js';
import { type SequenceTraining, type TrainedSequence, trainConsistent } from './train-consistent.js';

/**
 * Trains a sequence encoder of the kind of its card, and the rows that it reads and scores.
 *
 * @param training log, rows, card and limits
 */
export function trainSequence(training: Omit<SequenceTraining, 'card'> & { readonly card: EncoderCard }): Promise<TrainedSequence> {
  const { card } = training;
  return card.kind === 'consistent' ? trainConsistent({ ...training, card }) : trainCausal({ ...training, card });
}
