import { crc32 } from '../../core/numbers/crc32.js';
import { seededRandom } from '../../core/numbers/random.js';

/**
 * Draws a shopper's group of an experiment: the same one for the same experiment and shopper, on every page. The shopper is told by the id of the
 * first event of their log, a random text that never leaves the device; so the group is a function of the log, and one who forgets everything is
 * drawn anew.
 *
 * @param experiment its name
 * @param firstEvent id of the first event that is known
 * @param shares of the groups, each 0 to 1, which add up to 1
 * @returns place of the group in `shares`
 */
export function drawArm(experiment: string, firstEvent: string, shares: readonly number[]): number {
  const drawn = seededRandom(crc32(new TextEncoder().encode(`${experiment} ${firstEvent}`)))();
  let sum = 0;
  const place = shares.findIndex((share) => {
    sum += share;
    return drawn < sum;
  });
  // Sums of shares are rounded: the rest belongs to the last group that has a share.
  return place >= 0 ? place : shares.findLastIndex((share) => share > 0);
}
