import { TopList } from '../../core/numbers/top-list.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import { kMeans } from '../matrices/k-means.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';
import type { ItemNeighbours } from './item-cosine.js';
import { collectRows } from './strongest-neighbours.js';

/** Settings of prototypes. */
export interface PrototypeSettings {
  /** Maximum number of prototypes, 1 to 4096. */
  readonly count: number;
  /** Minimum number of shoppers of a prototype. */
  readonly shoppers: number;
  /** Minimum number of a prototype's shoppers with an item of its list. */
  readonly support: number;
  /** Maximum number of items per prototype, 1 to 1000. */
  readonly items: number;
  /** Exponent of the popularity that lists are divided by, 0 (not at all) to 1 (completely). */
  readonly correction: number;
}

/** Groups of shoppers with their items. */
export interface TrainedPrototypes {
  /** Directions in the space of the factors, of length 1. Shape [prototypes, dimensions]. */
  readonly centroids: Float32Array;
  /** Per prototype its strongest items. */
  readonly likes: ItemNeighbours;
  /** Number of shoppers of each. Shape [prototypes]. */
  readonly shoppers: Uint32Array;
}

/** Maximum number of shoppers that are clustered; more do not improve the groups. */
const MAX_SHOPPERS = 20_000;
/** Mean shoppers per prototype at the start, in units of the minimum: groups differ in size, and most should remain. */
const ROOM = 3;
const ITERATIONS = 8;

/**
 * Clusters shoppers by the direction of their factors; the list of a cluster has the items that are over-represented in it. This is
 * user-based collaborative filtering in a form that can be published: with groups of people in place of single neighbours.
 *
 * @param interest interest of users in items, shape [users, items]
 * @param users their factors, shape [users, dimensions]
 * @param settings sizes and thresholds
 * @param seed of the sample and of the groups
 * @returns null where there are too few shoppers for one prototype
 * @see Resnick, Iacovou, Suchak, Bergstrom, Riedl: GroupLens: An Open Architecture for Collaborative Filtering of Netnews, CSCW 1994
 * @see Sarwar, Karypis, Konstan, Riedl: Recommender Systems for Large-scale E-Commerce: Scalable Neighborhood Formation Using
 *   Clustering, ICCIT 2002
 * @see Sweeney: k-Anonymity: A Model for Protecting Privacy, 2002, for the least size of a group
 */
export function trainPrototypes(
  interest: SparseMatrix,
  users: Float32Array,
  settings: PrototypeSettings,
  seed: number,
): TrainedPrototypes | null {
  const dimensions = users.length / interest.rows;
  const sample = shuffledUsers(interest.rows, seed)
    .filter((user) => interest.offsets[user + 1] > interest.offsets[user])
    .slice(0, MAX_SHOPPERS);
  const vectors = new Float32Array(sample.length * dimensions);
  for (const [place, user] of sample.entries()) vectors.set(users.subarray(user * dimensions, (user + 1) * dimensions), place * dimensions);
  // More weight for shoppers with many items, whose factors are more certain, but with a logarithm.
  const weights = Float32Array.from(sample, (user) => Math.log2(1 + interest.offsets[user + 1] - interest.offsets[user]));
  const clusters = Math.max(1, Math.min(settings.count, Math.floor(sample.length / (ROOM * settings.shoppers))));
  const groups = kMeans(vectors, dimensions, weights, { clusters, iterations: ITERATIONS, fewest: settings.shoppers, seed });
  if (groups.count === 0) return null;
  const members = Array.from({ length: groups.count }, (): number[] => []);
  for (const [place, group] of groups.clusterOf.entries()) if (group >= 0) members[group].push(sample[place]);
  return {
    centroids: groups.centroids,
    likes: likedItems(interest, sample, members, settings),
    shoppers: Uint32Array.from(members, (group) => group.length),
  };
}

/** Per group, the share of its shoppers with an item, over the share of all shoppers to the power of the correction. */
function likedItems(
  interest: SparseMatrix,
  sample: readonly number[],
  members: readonly (readonly number[])[],
  { support, items, correction }: PrototypeSettings,
): ItemNeighbours {
  const all = new Float64Array(interest.columns);
  addTouches(interest, sample, all);
  const list = new TopList(items);
  const counts = new Float64Array(interest.columns);
  return collectRows(members.length, (group) => {
    counts.fill(0);
    addTouches(interest, members[group], counts);
    for (const [item, count] of counts.entries()) {
      if (count < support) continue;
      list.offer(item, count / members[group].length / (all[item] / sample.length) ** correction);
    }
    return list.take();
  });
}

function addTouches({ offsets, indices }: SparseMatrix, users: readonly number[], counts: Float64Array): void {
  for (const user of users) for (let entry = offsets[user]; entry < offsets[user + 1]; entry++) counts[indices[entry]]++;
}
