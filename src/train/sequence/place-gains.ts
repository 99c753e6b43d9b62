import { consistentPass } from '../../query/consistent-pass.js';
import type { TrainedEncoder } from './batch-loss.js';
import type { TrainingPlace } from './read-place.js';

/**
 * How high the targets of places stand: the mean of `1 / log2(rank + 1)` among some items, with no cutoff. The loss of a softmax says less of lists: it rises
 * again while targets still come to stand higher.
 *
 * @param trained weights and rows
 * @param places histories and targets
 * @param rivals rows of items; those that a place reads, and its target, do not count
 * @returns 0 to 1; 0 for no places
 */
export function placeGains({ card, matrices, rows }: TrainedEncoder, places: readonly TrainingPlace[], rivals: Uint32Array): number {
  const { dimensions, values } = rows;
  const query = new Float64Array(dimensions);
  const scoreOf = (row: number): number => {
    let sum = 0;
    for (let k = 0; k < dimensions; k++) sum += query[k] * values[row * dimensions + k];
    return sum;
  };
  let gains = 0;
  for (const { items, history, target } of places) {
    const { weights } = consistentPass(card, matrices, items);
    query.fill(0);
    for (let place = 0; place < history.length; place++) {
      for (let k = 0; k < dimensions; k++) query[k] += weights[place] * values[history[place] * dimensions + k];
    }
    const own = scoreOf(target);
    let rank = 1;
    for (const row of rivals) if (scoreOf(row) >= own && row !== target && !history.includes(row)) rank++;
    gains += 1 / Math.log2(rank + 1);
  }
  return places.length === 0 ? 0 : gains / places.length;
}
