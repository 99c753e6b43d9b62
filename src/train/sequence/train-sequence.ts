import type { AttentionCard, ConsistentCard } from '../../types/encoder-card.js';
import { trainAttention } from './train-attention.js';
import { type SequenceTraining, type TrainedSequence, trainConsistent } from './train-consistent.js';

/** Card of an encoder that can be trained here. */
export type TrainedCard = AttentionCard | ConsistentCard;

/**
 * Trains a sequence encoder of the kind of its card, and the rows that it reads and scores.
 *
 * @param training log, rows, card and limits
 */
export function trainSequence(training: Omit<SequenceTraining, 'card'> & { readonly card: TrainedCard }): Promise<TrainedSequence> {
  const { card } = training;
  return card.kind === 'attention' ? trainAttention({ ...training, card }) : trainConsistent({ ...training, card });
}
