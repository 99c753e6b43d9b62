import { itemParts } from '../core/catalog/item-parts.js';
import { mixPrototypes, type PrototypeShare } from '../core/numbers/mix-prototypes.js';
import { sharpen } from '../core/numbers/sharpen.js';
import type { HistoryItem } from '../types/history.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';
import type { Query } from '../types/scoring/query.js';
import type { TopK } from '../types/scoring/scorer.js';
import { attendWeighed } from './attend-weighed.js';
import { type FoldIn, foldIn } from './fold-in.js';
import { namedShare, nameItems } from './name-items.js';
import { scoreNeighbours, type TableShare } from './score-neighbours.js';

/** A query and its intermediate results. */
export interface EncodedHistory {
  readonly query: Query;
  /** null where the history has nothing to fold in. */
  readonly foldIn: FoldIn | null;
  /** Prototypes in the additions. */
  readonly mix: readonly PrototypeShare[];
  /** What each item of the history adds by the pack's encoder, before its weight in the blend; none without one. */
  readonly attended: readonly Float64Array[];
  /** Items that the pack's encoder adds to, with its scores, where these are sharpened; else null. */
  readonly named: TopK | null;
}

/**
 * Blends the encoders into one query: fold-in as the dense vector; neighbours, followers, seen items and prototypes' likes
 * as sparse additions; popularity as bias. The sequence encoder is a part of the additions where its scores are sharpened, else of the vector.
 *
 * @param pack the catalogue
 * @param history from `weighHistory`, may be empty: then the query is popularity alone
 * @param encoder settings and blend
 */
export function encodeHistory(pack: Pack, history: readonly HistoryItem[], encoder: EncoderSettings): EncodedHistory {
  const { blend, sharpness } = encoder;
  const solved = blend.foldIn > 0 || blend.prototypes > 0 ? foldIn(pack, history, encoder) : null;
  const vector = new Float32Array(pack.dimensions);
  if (solved !== null) for (let k = 0; k < vector.length; k++) vector[k] = blend.foldIn * solved.vector[k];
  const attended = attend(pack, history, encoder);
  const share = blend.encoder ?? 0;
  const named = sharpness && attended.length > 0 ? nameItems(pack, attended) : null;
  if (!named) for (const part of attended) for (let k = 0; k < vector.length; k++) vector[k] += share * part[k];
  const mix = blend.prototypes > 0 ? mixPrototypes(pack.prototypes, solved?.vector) : [];
  const others = prototypeShares(pack, mix, blend.prototypes);
  if (sharpness && named)
    others.push(
      namedShare(
        named.items,
        named.scores.map((score) => share * sharpen(sharpness, score)),
      ),
    );
  const additions = scoreNeighbours(history, itemParts(pack, encoder), pack.items, others);
  // An unknown shopper gets the popular items, even where the blend gives popularity no weight.
  const known = history.some((item) => item.weight > 0);
  return { query: { vector, biasWeight: known ? blend.popularity : 1, additions }, foldIn: solved, mix, attended, named };
}

function attend(pack: Pack, history: readonly HistoryItem[], { blend }: EncoderSettings): readonly Float64Array[] {
  return blend.encoder ? attendWeighed(pack, history) : [];
}

/**
 * The table rows of a mix of prototypes.
 *
 * @param pack whose prototypes
 * @param mix from `mixPrototypes`
 * @param worth weight of the part in the blend
 */
export function prototypeShares({ prototypes }: Pack, mix: readonly PrototypeShare[], worth: number): TableShare[] {
  return prototypes === null ? [] : mix.map(({ prototype, share }) => ({ table: prototypes.likes, row: prototype, share: worth * share }));
}
