/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_CHARACTERS = 10;
const CHANCE_CHARACTERS = 16;
/** Ids whose chance is drawn at once: asking the system for each costs more than all the rest. */
const DRAWN = 64;

let lastTime = -1;
let stamp = '';
let lastTail: number[] = [];
let chance = new Uint8Array(0);

/**
 * A sortable unique id in the manner of a monotonic ULID: 10 characters of time, 16 of chance. Ids made one after the
 * other within a millisecond count up, so that they sort in the order in which they were made.
 *
 * @param time milliseconds since 1970; clamped to 0 .. 2^48 - 1
 * @see https://github.com/ulid/spec#monotonicity
 */
export function createEventId(time: number): string {
  const whole = Math.min(Math.max(Math.floor(time), 0), 2 ** 48 - 1);
  if (whole === lastTime) increment(lastTail);
  else {
    lastTime = whole;
    lastTail = draw();
    stamp = '';
    for (let [place, rest] = [0, whole]; place < TIME_CHARACTERS; place++, rest = Math.floor(rest / 32))
      stamp = ALPHABET[rest % 32] + stamp;
  }
  let id = stamp;
  for (const digit of lastTail) id += ALPHABET[digit];
  return id;
}

function draw(): number[] {
  if (chance.length === 0) chance = crypto.getRandomValues(new Uint8Array(CHANCE_CHARACTERS * DRAWN));
  const digits = Array.from(chance.subarray(0, CHANCE_CHARACTERS), (byte) => byte % 32);
  chance = chance.subarray(CHANCE_CHARACTERS);
  // Leaves room to count up.
  digits[0] %= 16;
  return digits;
}

function increment(digits: number[]): void {
  let place = digits.length - 1;
  while (place > 0 && digits[place] === 31) digits[place--] = 0;
  digits[place]++;
}
