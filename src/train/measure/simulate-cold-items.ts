import type { Split } from '../split/split.js';
import { removeItemEvents, sampleItems } from './remove-items.js';

/** Another sample than that of the trial that tunes. */
const SEED_STEP = 0x5eed;

/**
 * A split in which a seeded share of the items is as good as new: none of their events is learned from, and nobody is tuned on
 * them. They stay in the histories of those who are measured, and among what is to be found.
 *
 * @param split how the log is parted
 * @param share 0 to 1; 0 leaves the split as it is
 * @param seed of the sample
 */
export function simulateColdItems(split: Split, share: number, seed: number): Split {
  if (share === 0) return split;
  const hidden = sampleItems(split.training.items, share, seed + SEED_STEP);
  const training = removeItemEvents(split.training, hidden);
  return {
    ...split,
    training,
    tuningTraining: split.tuningTraining === split.training ? training : removeItemEvents(split.tuningTraining, hidden),
    tuning: split.tuning.filter(({ target }) => hidden[target] !== 1),
  };
}
