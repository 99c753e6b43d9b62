/**
 * The sample's source of chance: mulberry32 and three ways to draw from it. Only additions, multiplications and
 * comparisons, so that every machine and every Node version writes the same bytes.
 */
export class SampleRandom {
  #state;

  /** @param {number} seed any 32-bit integer */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** @returns {number} in [0, 1) */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /**
   * @param {number} low
   * @param {number} high
   * @returns {number} a whole number from `low` to `high`, both included
   */
  between(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /**
   * @template T
   * @param {readonly T[]} choices
   * @returns {T} one of them, each as likely
   */
  pick(choices) {
    return choices[Math.floor(this.next() * choices.length)];
  }

  /**
   * @param {readonly number[]} weights 0 or more each, at least one above 0
   * @returns {number} an index, as likely as its weight
   */
  pickWeighted(weights) {
    let total = 0;
    for (const weight of weights) total += weight;
    let left = this.next() * total;
    for (let index = 0; index < weights.length; index++) {
      left -= weights[index];
      if (left < 0) return index;
    }
    return weights.length - 1;
  }

  /**
   * @template T
   * @param {readonly T[]} items left as they are
   * @returns {T[]} the same items in an order of chance
   */
  shuffle(items) {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.between(0, last);
      [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
    }
    return shuffled;
  }
}
