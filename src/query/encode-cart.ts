import type { Blend } from '../types/manifest.js';
import type { Neighbours, Pack } from '../types/pack.js';
import type { Query } from '../types/scoring/query.js';
import { scoreNeighbours, type TableShare } from './score-neighbours.js';

/**
 * What one item of a cart speaks for: what follows it, and what is like it, in the proportion that the blend learned. Similarities
 * are used at their real size: the trainer shrank those that rest on few shoppers, so an item of which little is known says little.
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
 * The query "goes with all of these": the sum over the items of a cart. Nothing but the tables speaks, so an item that they do not
 * name scores 0.
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

/** A blend that uses neither table says nothing of their worth: then they count alike. */
function worthOf(blend: Blend, part: 'followers' | 'neighbours', table: Neighbours): number {
  const total = blend.followers + blend.neighbours;
  if (table.items.length === 0) return 0;
  return total > 0 ? blend[part] / total : 0.5;
}
