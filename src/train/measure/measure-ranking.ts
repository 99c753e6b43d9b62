import { createJsScorer } from '../../score/settle/js-scorer.js';
import { createWasmScorer } from '../../score/wasm/wasm-scorer.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { Scorer, ScorerRows, TopK } from '../../types/scoring/scorer.js';
import type { ProgressStep } from '../progress/progress.js';
import type { TestShopper } from '../split/test-shopper.js';
import { type RankShopper, rankShopper } from './rank-shopper.js';

/** Input of `measureRanking`. */
export interface RankingRequest {
  /** Decoded. */
  readonly pack: Pack;
  /** Shoppers to rank for, each with what their lists exclude. */
  readonly shoppers: readonly TestShopper[];
  /** Settings and blend in place of the pack's. */
  readonly encoder: EncoderSettings;
  /** Lengths of the lists measured, ascending, 1 to 1000. */
  readonly cutoffs: readonly number[];
  /** Reports the shoppers finished. */
  readonly progress: ProgressStep;
  /** Receives each list: one item longer than the longest cutoff, which shows whether a tie continues behind it. */
  readonly onList?: (shopper: TestShopper, top: TopK, index: number) => void;
  /** Makes each list. Default: by the scores alone. */
  readonly ranked?: RankShopper;
}

/** Ranks of the targets. */
export interface RankingMeasures {
  /** Rank of each shopper's next item in their list, from 1; 0 where it is not in the list. Shape [shoppers]. */
  readonly places: Uint16Array;
}

/** Maximum number of items in a list. */
const LONGEST_LIST = 1000;

/** One scorer per pack: tuning ranks with the same pack dozens of times. A scorer uses no resource but memory. */
const scorers = new WeakMap<Pack, Promise<Scorer>>();

/** The backend of a browser without a GPU. All backends give equal lists, so the fastest on the CPU measures. */
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

/** Ranks the whole catalogue for each shopper with the functions that ship. */
export async function measureRanking(request: RankingRequest): Promise<RankingMeasures> {
  const { pack, shoppers, encoder, cutoffs, progress, onList, ranked = rankShopper } = request;
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

/** Share of shoppers whose target is among the first k items; 0 to 1. */
export function hitRate(places: Uint16Array, k: number): number {
  return mean(places, (place) => (place >= 1 && place <= k ? 1 : 0));
}

/** Normalised discounted cumulative gain of one relevant item: 1 / log2(rank + 1), 0 beyond k; mean over the shoppers, 0 to 1. */
export function ndcg(places: Uint16Array, k: number): number {
  return mean(places, (place) => (place >= 1 && place <= k ? 1 / Math.log2(place + 1) : 0));
}

function mean(places: Uint16Array, gain: (place: number) => number): number {
  if (places.length === 0) return 0;
  let sum = 0;
  for (const place of places) sum += gain(place);
  return sum / places.length;
}
