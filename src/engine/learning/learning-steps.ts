import { toJson } from '../../core/text/to-json.js';
import { worthOf } from '../../profile/weigh-history.js';
import type { Pack } from '../../types/pack.js';
import type { Profile } from '../../types/profile.js';

/** Maximum number of steps that are learned from. */
const MAX_STEPS = 256;
/** Steps by which the beginning moves on where there are more: between these moves, learning can be continued. */
const STRIDE = 64;

/** The log as it is learned from. */
export interface LearningSteps {
  /** Places in `profile.interactions` of the events that are learned from, in their order. */
  readonly places: readonly number[];
  /** Row of every interaction's item, -1 where it is none of the pack, or hidden, or left out by a wish. */
  readonly rows: readonly number[];
  /** What these steps begin with, as a text. */
  readonly origin: string;
}

/**
 * The events that speak for an item of the pack: at most the latest 256, as whole strides of 64.
 *
 * @param pack the catalogue
 * @param packDigest of the pack
 * @param profile the shopper
 */
export function learningSteps(pack: Pack, packDigest: number, { interactions, hidden, heeded }: Profile): LearningSteps {
  const settings = pack.manifest.encoder;
  const rows = interactions.map(({ itemId }) => (hidden.has(itemId) || heeded?.silent.has(itemId) ? -1 : pack.rowOf(itemId)));
  const speaking = interactions.flatMap((one, place) => (rows[place] >= 0 && worthOf(one, settings, one.time) > 0 ? [place] : []));
  const first = STRIDE * Math.max(0, Math.ceil((speaking.length - MAX_STEPS) / STRIDE));
  // What was hidden, wished for or undone since a step changes what was known then.
  const gone = [...hidden].sort().join(' ') + (heeded ? toJson(heeded.standing.map(({ kind, name, wish }) => [kind, name, wish])) : '');
  return { places: speaking.slice(first), rows, origin: `${packDigest} ${first} ${gone}` };
}

/**
 * Digests a text: a number of 53 bits, the same on every machine. Tells states of a log apart; it protects nothing.
 *
 * @param text to add
 * @param before digest of what came before
 */
export function digestOf(text: string, before = 0): number {
  let a = 0xdeadbeef ^ before;
  let b = 0x41c6ce57 ^ Math.floor(before / 2 ** 32);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (b & 0x1fffff) * 2 ** 32 + (a >>> 0);
}
