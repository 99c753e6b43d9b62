import { seededRandom } from '../../core/numbers/random.js';
import { shuffleInPlace } from '../../core/numbers/shuffle-in-place.js';

/**
 * All user numbers in a seeded random order.
 *
 * @param users number of users
 * @param seed any 32-bit integer
 */
export function shuffledUsers(users: number, seed: number): number[] {
  return shuffleInPlace(
    Array.from({ length: users }, (_, user) => user),
    seededRandom(seed),
  );
}
