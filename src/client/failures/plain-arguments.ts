import { messageOf } from '../../core/onshelf-error.js';

/** Most values and characters that a call is given. */
const MAX_READ = 3_000_000;
/** Greatest depth of an argument: a rule of a setting to compare, in the list of a slot, has less. */
const MAX_DEPTH = 12;

let left = 0;
let place: unknown;

/** Throws what a getter or a proxy of the page throws. */
const copy = (given: unknown, name: unknown, depth: number): unknown => {
  place = name;
  const kind = typeof given;
  const isSignal = name === 'signal';
  // As every id is read.
  if (kind === 'bigint') return `${given}`;
  if (/function|symbol/.test(kind) || (isSignal && given && !(given as Partial<EventTarget>).addEventListener))
    throw new Error(`it is a ${kind}`);
  // null is not given.
  if (isSignal) return given ?? undefined;
  if (kind === 'string') left -= (given as string).length;
  if (--left < 0 || depth > MAX_DEPTH) throw new Error('it is too large');
  if (Object(given) !== given) return given;
  if (Array.isArray(given)) return Array.from(given, (inner, at) => copy(inner, at, depth + 1));
  return Object.fromEntries(Object.entries(given as object).map(([key, inner]) => [key, copy(inner, key, depth + 1)]));
};

/**
 * Copies the arguments of a call: texts, numbers, truths, lists and objects of them, and signals. Whatever uses the copy cannot fail by reading it, and
 * all of it can be sent to a worker.
 *
 * @param given anything
 * @throws Error for what cannot be read or used, with its name
 */
export function plainArguments(given: readonly unknown[]): unknown[] {
  left = MAX_READ;
  try {
    return given.map((value, at) => copy(value, at + 1, 0));
  } catch (error) {
    throw new Error(`argument ${place}: ${messageOf(error)}`);
  }
}
