import { hasBit } from '../core/bitset.js';
import { itemParts } from '../core/item-parts.js';
import { weighHistory } from '../profile/weigh-history.js';
import { foldIn } from '../query/fold-in.js';
import { scoreNeighbours } from '../query/score-neighbours.js';
import { excludeItems } from '../rerank/exclude-items.js';
import { TopHeap } from '../score/top-k.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';
import type { TestShopper } from './test-shopper.js';

/** The parts of a blend, each with a worth of its own. */
export const PARTS = ['foldIn', 'neighbours', 'followers', 'seen', 'popularity'] as const;

/** One part of a blend. */
export type Part = (typeof PARTS)[number];

/** What each part alone, under each decay, gives to the items that may come to the top of a shopper's list. */
export interface PartScores {
  /** Place of the target among the candidates, or -1: then it is missed. */
  readonly target: number;
  /** By part, then by decay in the order given; popularity has one row. Shape [candidates] each. */
  readonly rows: Readonly<Record<Part, readonly Float32Array[]>>;
}

/** Parts in the order of `itemParts`. */
const ITEM_PARTS = ['neighbours', 'followers', 'seen'] as const;
/** Items by fold-in, and by popularity, that are candidates though no table names them. */
const DENSE_CANDIDATES = 100;

/**
 * Scores the candidates of a shopper's list part by part, with the functions that ship, so that any blend of the parts can
 * be ranked without scoring the catalogue again.
 *
 * @param pack decoded
 * @param shopper for whom
 * @param encoder all other settings
 * @param decays candidates of `positionDecay`, `followerDecay` and `seenDecay`
 * @param parts those that may count; the others get zeros
 */
export function partScores(
  pack: Pack,
  shopper: TestShopper,
  encoder: EncoderSettings,
  decays: readonly number[],
  parts: readonly Part[],
): PartScores {
  const mask = excludeItems(pack, shopper.profile, shopper.exclude);
  const withFoldIn = parts.includes('foldIn');
  const dense: Float64Array[] = [];
  const sparse = { neighbours: [] as Float64Array[], followers: [] as Float64Array[], seen: [] as Float64Array[] };
  const candidates = new Set<number>();
  for (const decay of decays) {
    const alone = { ...encoder, positionDecay: decay, followerDecay: decay, seenDecay: decay };
    const history = weighHistory(shopper.profile, pack.rowOf, alone, shopper.now);
    const unit = { ...alone, blend: { foldIn: 1, neighbours: 1, followers: 1, seen: 1, popularity: 1 } };
    for (const [place, part] of itemParts(pack, unit).entries()) {
      const wanted = parts.includes(ITEM_PARTS[place]);
      const scores = new Float64Array(pack.items);
      const { items, values } = scoreNeighbours(history, wanted ? [part] : [], pack.items);
      for (const [k, item] of items.entries()) {
        scores[item] = values[k];
        candidates.add(item);
      }
      sparse[ITEM_PARTS[place]].push(scores);
    }
    const solved = withFoldIn ? foldIn(pack, history, alone) : null;
    const scores = new Float64Array(pack.items);
    if (solved !== null) for (let item = 0; item < pack.items; item++) scores[item] = product(pack, item, solved.vector);
    dense.push(scores);
  }
  const popularity = Float64Array.from(pack.popularity);
  for (const scores of [...dense, popularity]) for (const item of best(scores, mask)) candidates.add(item);
  const kept = [...candidates].filter((item) => !hasBit(mask, item));
  const take = (scores: Float64Array): Float32Array => Float32Array.from(kept, (item) => scores[item]);
  return {
    target: kept.indexOf(shopper.target),
    rows: {
      foldIn: dense.map(take),
      neighbours: sparse.neighbours.map(take),
      followers: sparse.followers.map(take),
      seen: sparse.seen.map(take),
      popularity: [take(popularity)],
    },
  };
}

function best(scores: Float64Array, mask: Uint32Array): Uint32Array {
  const heap = new TopHeap(DENSE_CANDIDATES);
  for (let item = 0; item < scores.length; item++) if (scores[item] > heap.threshold && !hasBit(mask, item)) heap.offer(item, scores[item]);
  return heap.take().items;
}

function product(pack: Pack, item: number, vector: Float64Array): number {
  const start = item * pack.dimensions;
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += pack.rows[start + k] * vector[k];
  return sum * pack.scales[item];
}
