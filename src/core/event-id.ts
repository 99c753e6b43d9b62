/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_CHARACTERS = 10;
const CHANCE_CHARACTERS = 16;
/** Tails made at once: one by one, asking for chance and spelling it costs more than the rest of recording an event. */
const TAILS = 64;

let lastTime = -1;
let lastTail = '';
let tails: string[] = [];

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
  if (tails.length === 0) {
    const chance = crypto.getRandomValues(new Uint8Array(CHANCE_CHARACTERS * TAILS));
    tails = Array.from({ length: TAILS }, (_, tail) => {
      let spelt = '';
      // The first one leaves room to count up.
      for (let place = 0; place < CHANCE_CHARACTERS; place++)
        spelt += ALPHABET[chance[tail * CHANCE_CHARACTERS + place] % (place ? 32 : 16)];
      return spelt;
    });
  }
  return tails.pop() as string;
}

function successor(tail: string): string {
  const last = tail.slice(-1);
  const rest = tail.slice(0, -1);
  return last === 'Z' ? `${successor(rest)}0` : rest + ALPHABET[ALPHABET.indexOf(last) + 1];
}
