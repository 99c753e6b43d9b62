import { historyShares, itemParts } from '../core/catalog/item-parts.js';
import { choleskySolve } from '../core/numbers/cholesky.js';
import { rowVector } from '../core/numbers/row-vector.js';
import { sharpen } from '../core/numbers/sharpen.js';
import type { HistoryItem } from '../types/history.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';
import type { Query } from '../types/scoring/query.js';
import type { EncodedHistory } from './encode-history.js';
import { namedShare, rowScore, sumOfParts } from './name-items.js';
import { scoreNeighbours, type TableShare } from './score-neighbours.js';

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
  const own: TableShare[] = parts.flatMap((part) => {
    if (part.table === null) return [];
    const { liked, disliked } = historyShares(history, part);
    return [{ table: part.table, row: item.row, share: liked[place] + disliked[place] }];
  });
  const { named } = encoded;
  if (named) {
    const [upTo, before] = [worthOf(pack, encoder, attended.slice(place)), worthOf(pack, encoder, attended.slice(place + 1))];
    own.push(
      namedShare(
        named.items,
        Array.from(named.items, (row) => upTo(row) - before(row)),
      ),
    );
  }
  return { vector, biasWeight: 0, additions: scoreNeighbours([], [], pack.items, own) };
}

/** What some items of the history together add to a row that the encoder names. */
function worthOf(pack: Pack, { blend, sharpness = 0 }: EncoderSettings, attended: readonly Float64Array[]): (row: number) => number {
  const query = sumOfParts(pack, attended);
  return (row) => (blend.encoder ?? 0) * sharpen(sharpness, rowScore(pack, row, query));
}
