import { seededRandom } from '../../core/numbers/random.js';

/** Settings of the clustering. */
export interface ClusterSettings {
  /** Number of clusters at the start, 1 or more. */
  readonly clusters: number;
  /** Maximum number of passes over the vectors. */
  readonly iterations: number;
  /** Minimum size of a cluster. Smaller ones are dissolved: their members move to the nearest cluster that remains. */
  readonly fewest: number;
  /** Any 32-bit integer. */
  readonly seed: number;
}

/** Clusters of vectors with similar directions. */
export interface Clusters {
  readonly count: number;
  /** Of length 1. Shape [count, dimensions]. */
  readonly centroids: Float32Array;
  /** Cluster of each vector; -1 for a vector of zeros, and for all where no cluster is large enough. Shape [vectors]. */
  readonly clusterOf: Int32Array;
}

/**
 * Spherical k-means: clusters vectors by direction. Starts from seeded k-means++, runs Lloyd's passes, then dissolves clusters that
 * are too small, the smallest first.
 *
 * @param vectors shape [count, dimensions], of any length
 * @param dimensions columns, a multiple of 4
 * @param weights of the vectors in their cluster's centroid, > 0. Shape [count]
 * @param settings numbers and seed
 * @see Dhillon, Modha: Concept Decompositions for Large Sparse Text Data Using Clustering, Machine Learning 42, 2001
 * @see Arthur, Vassilvitskii: k-means++: The Advantages of Careful Seeding, SODA 2007
 */
export function kMeans(vectors: Float32Array, dimensions: number, weights: Float32Array, settings: ClusterSettings): Clusters {
  const units = unitRows(vectors, dimensions);
  let centroids = firstCentroids(units, dimensions, weights, settings);
  let clusterOf: Int32Array = new Int32Array(weights.length).fill(-1);
  for (let pass = 0; pass < settings.iterations; pass++) {
    const assigned = assign(units, dimensions, centroids);
    if (assigned.every((cluster, row) => cluster === clusterOf[row])) break;
    clusterOf = assigned;
    centroids = meanDirections(units, dimensions, weights, clusterOf, centroids.length / dimensions);
  }
  return dissolveSmall({ units, dimensions, weights, assigned: assign(units, dimensions, centroids), centroids, fewest: settings.fewest });
}

function unitRows(vectors: Float32Array, dimensions: number): Float32Array {
  const units = vectors.slice();
  for (let start = 0; start < units.length; start += dimensions) scaleToUnit(units.subarray(start, start + dimensions));
  return units;
}

function scaleToUnit(vector: Float32Array): void {
  const length = Math.sqrt(dot(vector, 0, vector, 0, vector.length));
  if (length > 0) for (let k = 0; k < vector.length; k++) vector[k] /= length;
}

/** k-means++: each next centroid is a vector drawn with its weight times its squared distance to the nearest so far. */
function firstCentroids(units: Float32Array, dimensions: number, weights: Float32Array, { clusters, seed }: ClusterSettings): Float32Array {
  const random = seededRandom(seed);
  const rows = weights.length;
  const distances = new Float64Array(rows);
  for (let row = 0; row < rows; row++) if (!isZero(units, dimensions, row)) distances[row] = weights[row];
  const centroids: number[] = [];
  while (centroids.length < clusters) {
    const row = draw(distances, random());
    if (row < 0) break;
    centroids.push(row);
    for (let other = 0; other < rows; other++) {
      if (distances[other] === 0) continue;
      const distance = 2 - 2 * dot(units, row * dimensions, units, other * dimensions, dimensions);
      // By rounding, a copy of a centroid may have a tiny distance to it.
      distances[other] = Math.min(distances[other], distance > 1e-6 ? weights[other] * distance : 0);
    }
  }
  const chosen = new Float32Array(centroids.length * dimensions);
  for (const [place, row] of centroids.entries()) chosen.set(units.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions);
  return chosen;
}

function draw(chances: Float64Array, point: number): number {
  let left = point * chances.reduce((sum, chance) => sum + chance, 0);
  let last = -1;
  for (const [row, chance] of chances.entries()) {
    if (chance === 0) continue;
    last = row;
    left -= chance;
    if (left < 0) break;
  }
  return last;
}

function assign(units: Float32Array, dimensions: number, centroids: Float32Array): Int32Array {
  return Int32Array.from({ length: units.length / dimensions }, (_, row) =>
    isZero(units, dimensions, row) ? -1 : nearest(units, dimensions, row, centroids),
  );
}

/** The cluster with the nearest centroid; -1 where there is none. A centroid of zeros is a dissolved cluster. */
function nearest(units: Float32Array, dimensions: number, row: number, centroids: Float32Array): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < centroids.length; start += dimensions) {
    if (isZero(centroids, dimensions, start / dimensions)) continue;
    const likeness = dot(units, row * dimensions, centroids, start, dimensions);
    if (likeness > most) {
      most = likeness;
      best = start / dimensions;
    }
  }
  return best;
}

function meanDirections(
  units: Float32Array,
  dimensions: number,
  weights: Float32Array,
  clusterOf: Int32Array,
  count: number,
): Float32Array {
  const centroids = new Float32Array(count * dimensions);
  for (const [row, cluster] of clusterOf.entries()) {
    if (cluster < 0) continue;
    for (let k = 0; k < dimensions; k++) centroids[cluster * dimensions + k] += weights[row] * units[row * dimensions + k];
  }
  for (let start = 0; start < centroids.length; start += dimensions) scaleToUnit(centroids.subarray(start, start + dimensions));
  return centroids;
}

/** Assigned vectors, and the minimum size of a cluster. */
interface Assignment {
  readonly units: Float32Array;
  readonly dimensions: number;
  readonly weights: Float32Array;
  /** Cluster of each vector. */
  readonly assigned: Int32Array;
  readonly centroids: Float32Array;
  readonly fewest: number;
}

function dissolveSmall({ units, dimensions, weights, assigned, centroids, fewest }: Assignment): Clusters {
  const left = centroids.slice();
  const clusterOf = assigned.slice();
  const count = left.length / dimensions;
  const sizes = new Float64Array(count);
  for (const cluster of clusterOf) if (cluster >= 0) sizes[cluster]++;
  for (;;) {
    // The size of a dissolved cluster is infinite, so that it is never the smallest again.
    const smallest = sizes.reduce((least, size, cluster) => (least < 0 || size < sizes[least] ? cluster : least), -1);
    if (smallest < 0 || sizes[smallest] >= fewest) break;
    sizes[smallest] = Number.POSITIVE_INFINITY;
    left.fill(0, smallest * dimensions, (smallest + 1) * dimensions);
    for (const [row, cluster] of clusterOf.entries()) {
      if (cluster !== smallest) continue;
      clusterOf[row] = nearest(units, dimensions, row, left);
      if (clusterOf[row] >= 0) sizes[clusterOf[row]]++;
    }
  }
  const places = new Map<number, number>();
  for (let cluster = 0; cluster < count; cluster++) if (Number.isFinite(sizes[cluster])) places.set(cluster, places.size);
  const renumbered = clusterOf.map((cluster) => places.get(cluster) ?? -1);
  return { count: places.size, clusterOf: renumbered, centroids: meanDirections(units, dimensions, weights, renumbered, places.size) };
}

function isZero(rows: Float32Array, dimensions: number, row: number): boolean {
  for (let k = row * dimensions; k < (row + 1) * dimensions; k++) if (rows[k] !== 0) return false;
  return true;
}

function dot(a: Float32Array, startA: number, b: Float32Array, startB: number, dimensions: number): number {
  // Four sums let the processor overlap the additions.
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < dimensions; k += 4) {
    s0 += a[startA + k] * b[startB + k];
    s1 += a[startA + k + 1] * b[startB + k + 1];
    s2 += a[startA + k + 2] * b[startB + k + 2];
    s3 += a[startA + k + 3] * b[startB + k + 3];
  }
  return s0 + s1 + (s2 + s3);
}
