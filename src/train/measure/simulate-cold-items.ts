import type { Split } from '../split/split.js';
import { removeItemEvents, sampleItems } from './remove-items.js';

/** For another sample than that of the tuning trial. */
const SEED_STEP = 0x5eed;

/**
 * A split with a seeded share of the items as new: training sees none of their events, and they are no tuning targets. They remain in
 * the histories and targets of test shoppers.
 *
 * @param split training, tuning and test parts
 * @param share 0 to 1; 0 returns the split unchanged
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
