import { seededRandom } from '../../core/numbers/random.js';

/**
 * All user numbers in a seeded random order (Fisher and Yates).
 *
 * @param users number of users
 * @param seed any 32-bit integer
 */
export function shuffledUsers(users: number, seed: number): number[] {
  const order = Array.from({ length: users }, (_, user) => user);
  const random = seededRandom(seed);
  for (let last = users - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
