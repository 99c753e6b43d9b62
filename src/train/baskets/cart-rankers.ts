import { encodeCart } from '../../query/encode-cart.js';
import { complementShares } from '../../query/encode-complements.js';
import { scoreNeighbours } from '../../query/score-neighbours.js';
import type { Complements, Pack } from '../../types/pack.js';
import type { SparseVector } from '../../types/scoring/query.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import type { CartRanker } from './measure-carts.js';

/**
 * What the page lists with the model of baskets.
 *
 * @param pack decoded
 * @param complements decoded
 */
export function complementRanker(pack: Pack, complements: Complements): CartRanker {
  return (cart) =>
    scoreNeighbours(
      [],
      [],
      pack.items,
      cart.flatMap((row) => {
        const { own, category } = complementShares(pack, complements, row);
        return category === null ? [own] : [own, category];
      }),
    );
}

/** What the page lists without it: the items that shoppers of the cart's items go on to, or share. */
export function interestRanker(pack: Pack): CartRanker {
  return (cart) => encodeCart(pack, cart).additions;
}

/** Sums of a table's rows. */
export function tableRanker({ offsets, items, similarities }: ItemNeighbours): CartRanker {
  const rows = offsets.length - 1;
  const sums = new Float64Array(rows);
  return (cart) => {
    const touched = new Set<number>();
    for (const row of cart) {
      for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) {
        touched.add(items[entry]);
        sums[items[entry]] += similarities[entry];
      }
    }
    const named = Uint32Array.from(touched);
    const values = Float32Array.from(named, (item) => sums[item]);
    for (const item of named) sums[item] = 0;
    return { items: named, values };
  };
}

/** The same list for every cart. */
export function popularityRanker(popularity: Float32Array): CartRanker {
  const all: SparseVector = { items: Uint32Array.from(popularity.keys()), values: popularity };
  return () => all;
}
