import { itemParts } from '../../core/catalog/item-parts.js';
import { hasBit } from '../../core/numbers/bitset.js';
import { mixPrototypes } from '../../core/numbers/mix-prototypes.js';
import { sharpen } from '../../core/numbers/sharpen.js';
import { TopList } from '../../core/numbers/top-list.js';
import { weighHistory } from '../../profile/weigh-history.js';
import { prototypeShares } from '../../query/encode-history.js';
import { foldIn } from '../../query/fold-in.js';
import { nameItems, rowScore, sumOfParts } from '../../query/name-items.js';
import { scoreNeighbours } from '../../query/score-neighbours.js';
import { excludeItems } from '../../rerank/exclude-items.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { SparseVector } from '../../types/scoring/query.js';
import type { TopK } from '../../types/scoring/scorer.js';
import type { TestShopper } from '../split/test-shopper.js';

/** The parts of a blend, each with its own weight. */
export const PARTS = ['foldIn', 'neighbours', 'followers', 'seen', 'prototypes', 'popularity', 'encoder'] as const;

/** One part of a blend. */
export type EncoderPart = (typeof PARTS)[number];

/** Scores of each part, with each decay, for the candidates of a shopper's list. */
export interface PartScores {
  /** Index of the target among the candidates; -1 where it is not one, and missed. */
  readonly target: number;
  /** By part, then by decay in the order given; the sequence encoder by sharpness, popularity has one row. Shape [candidates] each. */
  readonly rows: Readonly<Record<EncoderPart, readonly Float32Array[]>>;
}

/** What the parts are scored with. */
interface PartForms {
  /** Candidates of `positionDecay`, `followerDecay` and `seenDecay`. */
  readonly decays: readonly number[];
  /** Candidates of `sharpness`; `undefined`: the encoder's scores as they are. */
  readonly sharpnesses: readonly (number | undefined)[];
  /** Parts to score; others get zeros. */
  readonly parts: readonly EncoderPart[];
}

const ONE_EACH = { foldIn: 1, neighbours: 1, followers: 1, seen: 1, prototypes: 1, popularity: 1, encoder: 1 };
/** Sparse parts, first those of `itemParts` in its order. */
const SPARSE_PARTS = ['neighbours', 'followers', 'seen', 'prototypes'] as const;
/** Number of top items by fold-in, and by popularity, that are candidates besides those of the tables. */
const DENSE_CANDIDATES = 100;

/**
 * Scores the candidates of a shopper's list by each part, with the functions that ship, so that any blend can be ranked without
 * scoring the catalogue again.
 *
 * @param pack decoded
 * @param shopper of the list
 * @param encoder all other settings
 * @param forms what to score the parts with
 */
export function partScores(
  pack: Pack,
  shopper: TestShopper,
  encoder: EncoderSettings,
  { decays, sharpnesses, parts }: PartForms,
): PartScores {
  const mask = excludeItems(pack, shopper.profile, shopper.exclude);
  const candidates = new Set<number>();
  const include = (items: Iterable<number>): void => {
    for (const item of items) if (!hasBit(mask, item)) candidates.add(item);
  };
  include(best(pack.popularity, mask));
  const dense = new Float64Array(pack.items);
  const sums = new Float64Array(pack.items);
  const faded = decays.map((decay, index) => {
    const alone = { ...encoder, positionDecay: decay, followerDecay: decay, seenDecay: decay, blend: ONE_EACH };
    const history = weighHistory(shopper.profile, pack.rowOf, alone, shopper.now);
    const sparse = itemParts(pack, alone).map((part, place) =>
      scoreNeighbours(history, parts.includes(SPARSE_PARTS[place]) ? [part] : [], pack.items, [], sums),
    );
    const folded = parts.includes('foldIn') || parts.includes('prototypes') ? foldIn(pack, history, alone)?.vector : undefined;
    const mix = parts.includes('prototypes') ? mixPrototypes(pack.prototypes, folded) : [];
    sparse.push(scoreNeighbours([], [], pack.items, prototypeShares(pack, mix, 1), sums));
    for (const { items } of sparse) include(items);
    const vector = parts.includes('foldIn') ? folded : undefined;
    // Lists of adjacent decays have nearly the same items.
    if (vector !== undefined && index % 2 === 0) {
      for (let item = 0; item < pack.items; item++) dense[item] = rowScore(pack, item, vector);
      include(best(dense, mask));
    }
    return { sparse, vector };
  });
  const read = parts.includes('encoder') ? readHistory(pack, shopper, encoder) : null;
  if (read !== null) include(read.named.items);
  if (read !== null && sharpnesses.includes(undefined)) {
    for (let item = 0; item < pack.items; item++) dense[item] = rowScore(pack, item, read.query);
    include(best(dense, mask));
  }
  const kept = Uint32Array.from(candidates).sort();
  const placeOf = new Map(Array.from(kept, (item, place) => [item, place]));
  const spread = ({ items, values }: SparseVector): Float32Array => {
    const scores = new Float32Array(kept.length);
    for (const [k, item] of items.entries()) {
      const place = placeOf.get(item);
      if (place !== undefined) scores[place] = values[k];
    }
    return scores;
  };
  /** Of the sequence encoder, as it is added to the others. */
  const readAs = (sharpness: number | undefined): Float32Array => {
    if (read === null) return new Float32Array(kept.length);
    const { named, query } = read;
    if (sharpness !== undefined)
      return spread({ items: named.items, values: Float32Array.from(named.scores, (score) => sharpen(sharpness, score)) });
    return Float32Array.from(kept, (item) => rowScore(pack, item, query));
  };
  const [neighbours, followers, seen, prototypes] = SPARSE_PARTS.map((_, place) => faded.map(({ sparse }) => spread(sparse[place])));
  return {
    target: placeOf.get(shopper.target) ?? -1,
    rows: {
      foldIn: faded.map(({ vector }) => Float32Array.from(kept, (item) => (vector === undefined ? 0 : rowScore(pack, item, vector)))),
      neighbours,
      followers,
      seen,
      prototypes,
      popularity: [Float32Array.from(kept, (item) => pack.popularity[item])],
      encoder: sharpnesses.map(readAs),
    },
  };
}

/** The query of the pack's encoder alone, and the items that it names; null where it has none. It reads the order of the history, so no decay changes it. */
function readHistory(
  pack: Pack,
  { profile, now }: TestShopper,
  encoder: EncoderSettings,
): { readonly named: TopK; readonly query: Float64Array } | null {
  const attended = pack.attend?.(weighHistory(profile, pack.rowOf, encoder, now));
  return attended === undefined ? null : { named: nameItems(pack, attended), query: sumOfParts(pack, attended) };
}

function best(scores: ArrayLike<number>, mask: Uint32Array): Uint32Array {
  const list = new TopList(DENSE_CANDIDATES);
  for (let item = 0; item < scores.length; item++) if (scores[item] > list.threshold && !hasBit(mask, item)) list.offer(item, scores[item]);
  return list.take().items;
}
