import { seededRandom } from '../../core/numbers/random.js';
import type { Interactions } from '../log/interactions.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { collectRows } from '../models/strongest-neighbours.js';
import type { TrainedModels } from '../models/train-models.js';

/**
 * A seeded sample of the items.
 *
 * @param items number of items in the catalogue
 * @param share 0 to 1
 * @param seed of the sample
 * @returns 1 for sampled items, shape [items]
 */
export function sampleItems(items: number, share: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: items }, () => (random() < share ? 1 : 0));
}

/**
 * A log without the events of some items.
 *
 * @param log all interactions
 * @param hidden 1 for items to remove, shape [items]
 */
export function removeItemEvents(log: Interactions, hidden: Uint8Array): Interactions {
  const kept = Uint32Array.from(log.itemRows.keys()).filter((event) => hidden[log.itemRows[event]] === 0);
  const offsets = new Uint32Array(log.users + 1);
  for (let user = 0, at = 0; user < log.users; user++) {
    while (at < kept.length && kept[at] < log.offsets[user + 1]) at++;
    offsets[user + 1] = at;
  }
  return {
    users: log.users,
    items: log.items,
    offsets,
    itemRows: Uint32Array.from(kept, (event) => log.itemRows[event]),
    times: Float64Array.from(kept, (event) => log.times[event]),
    names: Uint8Array.from(kept, (event) => log.names[event]),
    amounts: Float32Array.from(kept, (event) => log.amounts[event]),
    weights: Float32Array.from(kept, (event) => log.weights[event]),
    orders: Uint32Array.from(kept, (event) => log.orders[event]),
  };
}

/**
 * Removes some items from trained models: their factors, popularity, rows, and entries in other rows. Their small influence on other
 * items remains, so cold items can be simulated without training again.
 *
 * @param models trained on all items
 * @param hidden 1 for items to remove, shape [items]
 */
export function removeItemsFromModels(models: TrainedModels, hidden: Uint8Array): TrainedModels {
  const dimensions = models.factors.length / hidden.length;
  return {
    ...models,
    popularity: models.popularity.map((value, row) => (hidden[row] === 1 ? 0 : value)),
    factors: models.factors.map((value, at) => (hidden[Math.floor(at / dimensions)] === 1 ? 0 : value)),
    neighbours: forgetEntries(models.neighbours, hidden),
    followers: forgetEntries(models.followers, hidden),
  };
}

function forgetEntries({ offsets, items, similarities }: ItemNeighbours, hidden: Uint8Array): ItemNeighbours {
  return collectRows(hidden.length, (row) => {
    const kept: number[] = [];
    if (hidden[row] === 0)
      for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) if (hidden[items[entry]] === 0) kept.push(entry);
    return { items: Uint32Array.from(kept, (entry) => items[entry]), scores: Float64Array.from(kept, (entry) => similarities[entry]) };
  });
}
