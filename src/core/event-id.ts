/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_CHARACTERS = 10;
const CHANCE_CHARACTERS = 16;

let lastTime = -1;
let lastTail: number[] = [];

/**
 * A sortable unique id in the manner of a monotonic ULID: 10 characters of time, 16 of chance. Ids made one after the
 * other within a millisecond count up, so that they sort in the order in which they were made.
 *
 * @param time milliseconds since 1970; clamped to 0 .. 2^48 - 1
 * @see https://github.com/ulid/spec#monotonicity
 */
export function createEventId(time: number): string {
  let rest = Math.min(Math.max(Math.floor(time), 0), 2 ** 48 - 1);
  lastTail = rest === lastTime ? increment(lastTail) : draw();
  lastTime = rest;
  let stamp = '';
  for (let place = 0; place < TIME_CHARACTERS; place++) {
    stamp = ALPHABET[rest % 32] + stamp;
    rest = Math.floor(rest / 32);
  }
  return stamp + lastTail.map((digit) => ALPHABET[digit]).join('');
}

function draw(): number[] {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(CHANCE_CHARACTERS)), (byte) => byte % 32);
  // Leaves room to count up.
  digits[0] %= 16;
  return digits;
}

function increment(digits: readonly number[]): number[] {
  const next = [...digits];
  let place = next.length - 1;
  while (place > 0 && next[place] === 31) next[place--] = 0;
  next[place]++;
  return next;
}
