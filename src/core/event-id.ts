/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_CHARACTERS = 10;
const CHANCE_CHARACTERS = 16;

/**
 * A sortable unique id in the manner of ULID: 10 characters of time, 16 of chance.
 *
 * @param time milliseconds since 1970; clamped to 0 .. 2^48 - 1
 * @see https://github.com/ulid/spec
 */
export function createEventId(time: number): string {
  let rest = Math.min(Math.max(Math.floor(time), 0), 2 ** 48 - 1);
  let stamp = '';
  for (let place = 0; place < TIME_CHARACTERS; place++) {
    stamp = ALPHABET[rest % 32] + stamp;
    rest = Math.floor(rest / 32);
  }
  const chance = crypto.getRandomValues(new Uint8Array(CHANCE_CHARACTERS));
  let tail = '';
  for (const byte of chance) tail += ALPHABET[byte % 32];
  return stamp + tail;
}
