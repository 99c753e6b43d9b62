import { signalsOf } from '../../engine/ranker/ranker-lists.js';
import { listFeatures, SIGNAL_NAMES, spreadOf, WEIGHT_NAMES } from '../../ranker/list-features.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { Interactions } from '../log/interactions.js';
import { measureRanking } from '../measure/measure-ranking.js';
import type { ProgressStep } from '../progress/progress.js';
import { type TestShopper, testShopper } from '../split/test-shopper.js';

/** Length of the lists that are judged. */
export const JUDGED = 10;
/** Candidates of the longest lists to learn from. */
export const LONGEST = 8 * JUDGED;
/** Candidates that are reordered: those of a list of ten, as in the browser, and of longer ones to learn from. */
const WINDOWS = [2 * JUDGED, 4 * JUDGED, LONGEST] as const;
/** Latest lists of a shopper, each before an item that was new to them. */
const LISTS_PER_SHOPPER = 4;

/** The candidates of a list, one of which the shopper chose. */
export interface RankerExample {
  /** Number of candidates that the signals were scaled over. */
  readonly window: number;
  /** Scores in standard deviations from the mean. Shape [items]. */
  readonly scores: Float64Array;
  /** Signals in the order of `SIGNAL_NAMES`. Shape [items, signals]. */
  readonly features: Float64Array;
  /** Index of the item chosen. */
  readonly target: number;
}

/** The lists of one shopper held out of training. */
export interface HeldOutLists {
  /** Number of lists made. */
  readonly lists: number;
  /** Those whose candidates had the item that was chosen next, for each window that did. */
  readonly examples: readonly RankerExample[];
}

/** Input of `replayShoppers`. */
interface Replay {
  /** Trained without these shoppers. */
  readonly pack: Pack;
  /** Settings of the lists. */
  readonly encoder: EncoderSettings;
  /** All of the log. */
  readonly log: Interactions;
  /** By row. */
  readonly itemIds: readonly string[];
  readonly shoppers: readonly TestShopper[];
  /** Reports the lists made. */
  readonly progress: ProgressStep;
}

/**
 * Makes the lists that held-out shoppers would have been shown before each of the latest items that were new to them, by the pack's blend.
 *
 * @returns in the order of the shoppers
 */
export async function replayShoppers({ pack, encoder, log, itemIds, shoppers, progress }: Replay): Promise<HeldOutLists[]> {
  const replayed = shoppers.map((): { lists: number; examples: RankerExample[] } => ({ lists: 0, examples: [] }));
  const owners: number[] = [];
  const moments = shoppers.flatMap(({ user }, owner) => {
    const own = newItems(log, user).slice(-LISTS_PER_SHOPPER);
    for (const _ of own) owners.push(owner);
    replayed[owner].lists = own.length;
    return own.map((length) => testShopper(log, user, length, itemIds));
  });
  const measured = { ...pack, manifest: { ...pack.manifest, encoder } };
  await measureRanking({
    pack,
    encoder,
    shoppers: moments,
    cutoffs: [LONGEST],
    progress,
    onList: ({ profile, now, target }, { items, scores }, index) => {
      const place = items.indexOf(target);
      if (place < 0) return;
      const at = { pack: measured, profile, now };
      for (const window of WINDOWS) {
        if (place >= window) continue;
        const example = exampleOf(at, Array.from(items.subarray(0, window)), Array.from(scores.slice(0, window)));
        if (example !== null) replayed[owners[index]].examples.push({ ...example, window, target: place });
      }
    },
  });
  return replayed;
}

/** Scores and features of a list's candidates; null where all have one score. */
function exampleOf(
  at: Parameters<typeof signalsOf>[0],
  rows: readonly number[],
  scores: readonly number[],
): Pick<RankerExample, 'scores' | 'features'> | null {
  const { mean, deviation } = spreadOf(scores);
  if (deviation === 0) return null;
  const all = listFeatures(signalsOf(at, rows, scores), null);
  const features = new Float64Array(rows.length * SIGNAL_NAMES.length);
  for (let item = 0; item < rows.length; item++)
    features.set(all.subarray(item * WEIGHT_NAMES.length, item * WEIGHT_NAMES.length + SIGNAL_NAMES.length), item * SIGNAL_NAMES.length);
  return { scores: Float64Array.from(scores, (score) => (score - mean) / deviation), features };
}

/** Lengths of a user's history before each event on an item that was new to them, but the first. */
function newItems({ offsets, itemRows }: Interactions, user: number): number[] {
  const seen = new Set<number>();
  const lengths: number[] = [];
  for (let event = offsets[user]; event < offsets[user + 1]; event++) {
    if (seen.has(itemRows[event])) continue;
    if (seen.size > 0) lengths.push(event - offsets[user]);
    seen.add(itemRows[event]);
  }
  return lengths;
}
