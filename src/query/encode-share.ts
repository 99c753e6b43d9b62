import { historyShares, itemParts } from '../core/catalog/item-parts.js';
import { choleskySolve } from '../core/numbers/cholesky.js';
import { rowVector } from '../core/numbers/row-vector.js';
import { sharpen } from '../core/numbers/sharpen.js';
import type { HistoryItem } from '../types/history.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';
import type { Query, SparseVector } from '../types/scoring/query.js';
import type { EncodedHistory } from './encode-history.js';
import { mixSparse } from './mix-sparse.js';
import { rowScore, sumOfParts } from './name-items.js';
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
  encoded: Pick<EncodedHistory, 'foldIn' | 'attended' | 'named'>,
  place: number,
): Query {
  const { foldIn, attended } = encoded;
  const item = history[place];
  const vector = new Float32Array(pack.dimensions);
  if (foldIn !== null && encoder.blend.foldIn > 0) {
    const direction = rowVector(pack, item.row);
    choleskySolve(foldIn.factor, pack.dimensions, direction);
    for (let k = 0; k < vector.length; k++) vector[k] = encoder.blend.foldIn * encoder.alpha * item.weight * direction[k];
  }
  const read = encoder.sharpness === undefined ? attended[place] : undefined;
  if (read !== undefined) for (let k = 0; k < vector.length; k++) vector[k] += (encoder.blend.encoder ?? 0) * read[k];
  const parts = itemParts(pack, encoder);
  const own = parts.flatMap((part) =>
    part.table === null ? [] : [{ table: part.table, row: item.row, share: historyShares(history, part)[place] }],
  );
  const additions = mixSparse(scoreNeighbours([], [], pack.items, own), 1, shareOfNamed(pack, encoder, encoded, place), 1);
  return { vector, biasWeight: 0, additions };
}

/** What an item of the history adds to the items named: what all up to it add, less what those before it do. */
function shareOfNamed(
  pack: Pack,
  { blend, sharpness }: EncoderSettings,
  { attended, named: { items } }: Pick<EncodedHistory, 'attended' | 'named'>,
  place: number,
): SparseVector {
  const worthOf = (first: number): ((item: number) => number) => {
    const query = sumOfParts(pack, attended.slice(first));
    return (item) => (blend.encoder ?? 0) * sharpen(sharpness ?? 0, rowScore(pack, item, query));
  };
  const [upTo, before] = [worthOf(place), worthOf(place + 1)];
  return { items, values: Float32Array.from(items, (item) => upTo(item) - before(item)) };
}
