import { itemParts } from '../core/catalog/item-parts.js';
import { mixPrototypes, type PrototypeShare } from '../core/numbers/mix-prototypes.js';
import type { HistoryItem } from '../types/history.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';
import type { Query } from '../types/scoring/query.js';
import { type FoldIn, foldIn } from './fold-in.js';
import { scoreNeighbours, type TableShare } from './score-neighbours.js';

/** A query, and the working it came from. */
export interface EncodedHistory {
  readonly query: Query;
  /** null where there was nothing to fold in. */
  readonly foldIn: FoldIn | null;
  /** Kinds of shoppers that the additions come from. */
  readonly mix: readonly PrototypeShare[];
}

/**
 * Blends the encoders into one query: fold-in as the dense vector, items alike, items that follow, seen items and what shoppers
 * of the same kind like as sparse additions, popularity as bias.
 *
 * @param pack the catalogue
 * @param history from `weighHistory`, may be empty: then popularity alone speaks
 * @param encoder settings and blend
 */
export function encodeHistory(pack: Pack, history: readonly HistoryItem[], encoder: EncoderSettings): EncodedHistory {
  const { blend } = encoder;
  const solved = blend.foldIn > 0 || blend.prototypes > 0 ? foldIn(pack, history, encoder) : null;
  const vector = new Float32Array(pack.dimensions);
  if (solved !== null) for (let k = 0; k < vector.length; k++) vector[k] = blend.foldIn * solved.vector[k];
  const mix = blend.prototypes > 0 ? mixPrototypes(pack.prototypes, solved?.vector) : [];
  const additions = scoreNeighbours(history, itemParts(pack, encoder), pack.items, prototypeShares(pack, mix, blend.prototypes));
  // A shopper of whom nothing is known gets the popular items, whatever popularity is worth to the others.
  const known = history.some((item) => item.weight > 0);
  return { query: { vector, biasWeight: known ? blend.popularity : 1, additions }, foldIn: solved, mix };
}

/**
 * What each prototype's list of a mix is worth.
 *
 * @param pack whose prototypes
 * @param mix from `mixPrototypes`
 * @param worth of the part beside the others
 */
export function prototypeShares({ prototypes }: Pack, mix: readonly PrototypeShare[], worth: number): TableShare[] {
  return prototypes === null ? [] : mix.map(({ prototype, share }) => ({ table: prototypes.likes, row: prototype, share: worth * share }));
}
