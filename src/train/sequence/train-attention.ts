import type { AttentionCard } from '../../types/encoder-card.js';
import type { SequenceTraining, TrainedSequence } from './train-consistent.js';

/** Input of `trainAttention`. */
export type AttentionTraining = Omit<SequenceTraining, 'card'> & { readonly card: AttentionCard };

/** Trains an encoder of the kind `attention` and the rows that it reads and scores. */
export async function trainAttention(_training: AttentionTraining): Promise<TrainedSequence> {
  throw new Error('trainAttention is not there yet.');
}
