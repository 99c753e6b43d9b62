import type { Blend } from '../types/manifest.js';
import type { Neighbours, Pack } from '../types/pack.js';
import type { Query } from '../types/scoring/query.js';
import { scoreNeighbours, type TableShare } from './score-neighbours.js';

/**
 * The table rows of one cart item: its followers and its neighbours, in the learned proportion of the blend. Similarities
 * are not normalised: the trainer shrinks those of few shoppers, so rare items contribute little.
 *
 * @param pack the catalogue
 * @param row the item
 */
export function cartShares({ followers, neighbours, manifest }: Pack, row: number): TableShare[] {
  const { blend } = manifest.encoder;
  return [
    { table: followers, row, share: worthOf(blend, 'followers', followers) },
    { table: neighbours, row, share: worthOf(blend, 'neighbours', neighbours) },
  ];
}

/**
 * The query for items that go with a cart: the sum over its items. It uses the tables alone, so an item outside them
 * scores 0.
 *
 * @param pack the catalogue
 * @param rows of the cart, each once
 */
export function encodeCart(pack: Pack, rows: readonly number[]): Query {
  return {
    vector: new Float32Array(pack.dimensions),
    biasWeight: 0,
    additions: scoreNeighbours(
      [],
      [],
      pack.items,
      rows.flatMap((row) => cartShares(pack, row)),
    ),
  };
}

/** The share of a table in the blend; half where the blend uses neither. */
function worthOf(blend: Blend, part: 'followers' | 'neighbours', table: Neighbours): number {
  const total = blend.followers + blend.neighbours;
  if (table.items.length === 0) return 0;
  return total > 0 ? blend[part] / total : 0.5;
}
