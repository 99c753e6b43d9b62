import { createJsScorer } from '../../score/settle/js-scorer.js';
import { createWasmScorer } from '../../score/wasm/wasm-scorer.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { Scorer, ScorerRows, TopK } from '../../types/scoring/scorer.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../shoppers/test-shopper.js';
import { type RankShopper, rankShopper } from './rank-shopper.js';

/** Where the next items stand in the lists. */
export interface RankingMeasures {
  /** Place of each shopper's next item in their list, from 1; 0 where it is not in the list. */
  readonly places: Uint16Array;
}

/** Maximum number of items of a list. */
const LONGEST_LIST = 1000;

/** One scorer per pack: tuning ranks the same pack dozens of times. Scorers on the processor need no `dispose`. */
const scorers = new WeakMap<Pack, Promise<Scorer>>();

/** WebAssembly, else JavaScript. All backends give equal lists, so the faster one may measure. */
function scorerOf(pack: Pack): Promise<Scorer> {
  const known = scorers.get(pack);
  if (known !== undefined) return known;
  const rows: ScorerRows = {
    items: pack.items,
    dimensions: pack.dimensions,
    rows: pack.rows,
    scales: pack.scales,
    bias: pack.popularity,
  };
  const opened = createWasmScorer(rows).catch(() => createJsScorer(rows));
  scorers.set(pack, opened);
  return opened;
}

/**
 * Ranks the whole catalogue for each shopper with the engine's functions.
 *
 * @param pack decoded
 * @param shoppers whom to rank for, each with the part of the history that their list leaves out
 * @param encoder settings and blend in place of the pack's
 * @param cutoffs the k's, ascending
 * @param progress receives the number of shoppers finished
 * @param onList receives each list: one item longer than the longest cutoff, so that a tie across the cutoff is visible
 * @param ranked makes each list. Default: by the scores alone
 */
export async function measureRanking(
  pack: Pack,
  shoppers: readonly TestShopper[],
  encoder: EncoderSettings,
  cutoffs: readonly number[],
  progress: ProgressStep,
  onList?: (shopper: TestShopper, top: TopK, index: number) => void,
  ranked: RankShopper = rankShopper,
): Promise<RankingMeasures> {
  const scorer = await scorerOf(pack);
  const longest = Math.max(...cutoffs);
  const count = Math.min(longest + 1, LONGEST_LIST);
  const places = new Uint16Array(shoppers.length);
  const measured = { ...pack, manifest: { ...pack.manifest, encoder } };
  for (const [index, shopper] of shoppers.entries()) {
    const { profile, now, exclude } = shopper;
    const top = await ranked({ pack: measured, scorer, profile, now }, { count, exclude });
    const place = top.items.indexOf(shopper.target) + 1;
    places[index] = place > longest ? 0 : place;
    onList?.(shopper, top, index);
    if (index % 64 === 0) {
      progress.update(index);
      await new Promise(setImmediate);
    }
  }
  return { places };
}

/** Share of shoppers whose target stands among the first k. */
export function hitRate(places: Uint16Array, k: number): number {
  return mean(places, (place) => (place >= 1 && place <= k ? 1 : 0));
}

/** Normalised discounted cumulative gain of one relevant item: 1 / log2(place + 1), 0 beyond k. */
export function ndcg(places: Uint16Array, k: number): number {
  return mean(places, (place) => (place >= 1 && place <= k ? 1 / Math.log2(place + 1) : 0));
}

function mean(places: Uint16Array, gain: (place: number) => number): number {
  if (places.length === 0) return 0;
  let sum = 0;
  for (const place of places) sum += gain(place);
  return sum / places.length;
}
