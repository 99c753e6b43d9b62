/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_CHARACTERS = 10;
const CHANCE_CHARACTERS = 16;
/** Chance for 64 ids, drawn at once: asking for it one by one costs more than the rest of recording an event. */
const chance = new Uint8Array(64 * CHANCE_CHARACTERS);

let lastTime = -1;
let lastTail = '';
let used = chance.length;

/**
 * A sortable unique id in the manner of a monotonic ULID: 10 characters of time, 16 of chance. Ids made one after the
 * other within a millisecond count up, so that they sort in the order in which they were made.
 *
 * @param time milliseconds since 1970; clamped to 0 .. 2^48 - 1
 * @see https://github.com/ulid/spec#monotonicity
 */
export function createEventId(time: number): string {
  const whole = Math.min(Math.max(Math.floor(time), 0), 2 ** 48 - 1);
  lastTail = whole === lastTime ? successor(lastTail) : nextTail();
  lastTime = whole;
  let id = lastTail;
  for (let rest = whole; id.length < TIME_CHARACTERS + CHANCE_CHARACTERS; rest = Math.floor(rest / 32)) id = ALPHABET[rest % 32] + id;
  return id;
}

function nextTail(): string {
  if (used === chance.length) {
    crypto.getRandomValues(chance);
    used = 0;
  }
  let tail = '';
  // The first one leaves room to count up.
  for (let place = 0; place < CHANCE_CHARACTERS; place++) tail += ALPHABET[chance[used++] % (place ? 32 : 16)];
  return tail;
}

function successor(tail: string): string {
  const last = tail.slice(-1);
  const rest = tail.slice(0, -1);
  return last === 'Z' ? `${successor(rest)}0` : rest + ALPHABET[ALPHABET.indexOf(last) + 1];
}
