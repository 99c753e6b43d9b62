import { historyShares, itemParts } from '../core/catalog/item-parts.js';
import { choleskySolve } from '../core/numbers/cholesky.js';
import { rowVector } from '../core/numbers/row-vector.js';
import type { HistoryItem } from '../types/history.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';
import type { Query } from '../types/scoring/query.js';
import type { EncodedHistory } from './encode-history.js';
import { scoreNeighbours } from './score-neighbours.js';

/**
 * The share of one history item in a shopper's query. For a fixed ridge system the query is the sum of the shares of all items,
 * popularity and the prototypes' part.
 *
 * @param pack the catalogue
 * @param history from `weighHistory`
 * @param encoder settings and blend
 * @param encoded the whole history
 * @param place of the item in the history
 */
export function encodeShare(
  pack: Pack,
  history: readonly HistoryItem[],
  encoder: EncoderSettings,
  { foldIn, attended }: Pick<EncodedHistory, 'foldIn' | 'attended'>,
  place: number,
): Query {
  const item = history[place];
  const vector = new Float32Array(pack.dimensions);
  if (foldIn !== null && encoder.blend.foldIn > 0) {
    const direction = rowVector(pack, item.row);
    choleskySolve(foldIn.factor, pack.dimensions, direction);
    for (let k = 0; k < vector.length; k++) vector[k] = encoder.blend.foldIn * encoder.alpha * item.weight * direction[k];
  }
  const read = attended[place];
  if (read !== undefined) for (let k = 0; k < vector.length; k++) vector[k] += (encoder.blend.encoder ?? 0) * read[k];
  const parts = itemParts(pack, encoder);
  const own = parts.flatMap((part) =>
    part.table === null ? [] : [{ table: part.table, row: item.row, share: historyShares(history, part)[place] }],
  );
  return { vector, biasWeight: 0, additions: scoreNeighbours([], [], pack.items, own) };
}
