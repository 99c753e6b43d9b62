import { TopList } from '../../score/settle/top-k.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import { kMeans } from '../matrices/k-means.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';
import type { ItemNeighbours } from './item-cosine.js';
import { collectRows } from './strongest-neighbours.js';

/** How prototypes of shoppers are made. */
export interface PrototypeSettings {
  /** Most prototypes, 1 to 4096. */
  readonly count: number;
  /** Shoppers that a prototype stands for, at least. */
  readonly shoppers: number;
  /** Shoppers of a prototype that an item of its list needs, at least. */
  readonly support: number;
  /** Items kept per prototype, 1 to 1000. */
  readonly items: number;
  /** How far popularity is divided out of the lists, 0 (not at all) to 1 (altogether). */
  readonly correction: number;
}

/** Kinds of shoppers, and what each kind likes. */
export interface TrainedPrototypes {
  /** Directions in the space of the factors, of length 1. Shape [prototypes, dimensions]. */
  readonly centroids: Float32Array;
  /** Per prototype its strongest items. */
  readonly likes: ItemNeighbours;
  /** How many shoppers each stands for. Shape [prototypes]. */
  readonly shoppers: Uint32Array;
}

/** Shoppers looked at: more would tell the groups apart no better. */
const MAX_SHOPPERS = 20_000;
/** Shoppers per prototype to start with, in units of the fewest: groups differ in size, and most are to stay. */
const ROOM = 3;
const ITERATIONS = 8;

/**
 * Groups shoppers by the direction of their factors; a group's list are the items that stand out in it. This is user-based
 * collaborative filtering in a form that can be published: in place of neighbours, who are people, stand groups of people.
 *
 * @param interest what items are worth to users, shape [users, items]
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
  // A shopper of many items is known better, but is still one shopper.
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

/** Per group the share of its shoppers who touched an item, over the share of all shoppers to the power of the correction. */
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
