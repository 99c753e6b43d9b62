/** Digits of base 32, in sorting order. */
const digits = (value: number, places: number): string => value.toString(32).padStart(places, '0');

/** Random part of this page's ids, drawn on first use. */
let page = '';
let made = 0;

/**
 * A sortable unique id, like a monotonic ULID: 10 characters of time, 16 random ones, digits `0` to `9` and `a` to `v`. Of the random ones, 7 are
 * constant for a page and 9 count up from a random start: ids sort in the order of their creation, even within a millisecond.
 *
 * @param time milliseconds since 1970; negative values count as 0
 * @see https://github.com/ulid/spec#monotonicity
 */
export function createEventId(time: number): string {
  if (page === '') {
    const [first, second] = crypto.getRandomValues(new Uint32Array(2));
    page = digits(first, 7);
    made = second;
  }
  return digits(Math.floor(Math.max(time, 0)), 10) + page + digits(made++, 9);
}
