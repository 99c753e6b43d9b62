/** Digits of base 32, which sort as the numbers do. */
const digits = (value: number, places: number): string => value.toString(32).padStart(places, '0');

/** Chance of this page; drawn when it is first needed. */
let page = '';
let made = 0;

/**
 * A sortable unique id in the manner of a monotonic ULID: 10 characters of time, 16 of chance, digits `0` to `9` and `a` to `v`.
 * Of the chance, 7 characters stay the same throughout a page and 9 count up from where chance began, so that ids sort in the
 * order in which they were made, also within a millisecond, and none costs the page a call for randomness.
 *
 * @param time milliseconds since 1970; below 0 it counts as 0
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
