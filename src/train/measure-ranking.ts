import { rank } from '../engine/rank.js';
import { createJsScorer } from '../score/js-scorer.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';
import type { Scorer } from '../types/scorer.js';
import type { ProgressStep } from './progress.js';
import type { TestShopper } from './test-shopper.js';

/** How good lists are. */
export interface RankingMeasures {
  /** Place of each shopper's target in their list, from 1; 0 where the list does not hold it. */
  readonly places: Uint16Array;
  /** Items in at least one list's first k, by k. */
  readonly covered: ReadonlyMap<number, number>;
}

/** The plain scorer over a pack. */
function scorerOf(pack: Pack): Scorer {
  return createJsScorer({ items: pack.items, dimensions: pack.dimensions, rows: pack.rows, scales: pack.scales, bias: pack.popularity });
}

/**
 * Ranks the whole catalogue for each shopper through the shipped functions, the history masked.
 *
 * @param pack decoded
 * @param shoppers whom to rank for
 * @param encoder settings and blend in place of the pack's
 * @param cutoffs the k's, ascending
 * @param progress told the shoppers finished
 * @param onList told each list, longest cutoff
 */
export async function measureRanking(
  pack: Pack,
  shoppers: readonly TestShopper[],
  encoder: EncoderSettings,
  cutoffs: readonly number[],
  progress: ProgressStep,
  onList?: (shopper: TestShopper, rows: Uint32Array) => void,
): Promise<RankingMeasures> {
  const scorer = scorerOf(pack);
  const count = Math.min(Math.max(...cutoffs), 1000);
  const places = new Uint16Array(shoppers.length);
  const shown = new Map(cutoffs.map((k) => [k, new Set<number>()]));
  for (const [index, shopper] of shoppers.entries()) {
    const { top } = await rank({ pack, scorer, profile: shopper.profile, now: shopper.now, exclude: 'seen', count, encoder });
    places[index] = top.items.indexOf(shopper.target) + 1;
    for (const [k, items] of shown) for (const row of top.items.subarray(0, k)) items.add(row);
    onList?.(shopper, top.items);
    if (index % 64 === 0) {
      progress.update(index);
      await new Promise(setImmediate);
    }
  }
  scorer.dispose();
  return { places, covered: new Map([...shown].map(([k, items]) => [k, items.size])) };
}

/** Share of shoppers whose target stands among the first k. */
export function hitRate(places: Uint16Array, k: number): number {
  return mean(places, (place) => (place >= 1 && place <= k ? 1 : 0));
}

/** Normalised discounted cumulative gain of one relevant item: 1 / log2(place + 1), 0 beyond k. */
export function ndcg(places: Uint16Array, k: number): number {
  return mean(places, (place) => (place >= 1 && place <= k ? 1 / Math.log2(place + 1) : 0));
}

/** Mean of 1 / place, 0 beyond k. */
export function reciprocalRank(places: Uint16Array, k: number): number {
  return mean(places, (place) => (place >= 1 && place <= k ? 1 / place : 0));
}

function mean(places: Uint16Array, gain: (place: number) => number): number {
  if (places.length === 0) return 0;
  let sum = 0;
  for (const place of places) sum += gain(place);
  return sum / places.length;
}
