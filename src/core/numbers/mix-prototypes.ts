import type { Prototypes } from '../../types/pack.js';
import { rowVector } from './row-vector.js';

/** A shopper's share in one prototype. */
export interface PrototypeShare {
  /** Number of the prototype. */
  readonly prototype: number;
  /** > 0; the shares of a mix add up to 1. */
  readonly share: number;
  /** Product of the shopper's vector with the prototype's, > 0. */
  readonly affinity: number;
}

/** Maximum number of prototypes in a mix. */
const NEAREST = 8;
/** Softmax temperature: difference of two cosines at which the nearer prototype counts e times as much. */
const TEMPERATURE = 0.25;

/**
 * The prototypes nearest to a shopper: a softmax over their cosines.
 *
 * @param prototypes the pack's; null: none
 * @param vector of the shopper, from the fold-in; undefined for an unknown shopper
 * @returns nearest first; empty if no cosine is positive
 */
export function mixPrototypes(prototypes: Prototypes | null, vector: Float64Array | undefined): PrototypeShare[] {
  if (prototypes === null || vector === undefined) return [];
  const affinities = Array.from(prototypes.shoppers, (_, prototype) => ({
    prototype,
    affinity: rowVector(prototypes, prototype).reduce((sum, value, k) => sum + value * vector[k], 0),
  }));
  const nearest = affinities
    .filter(({ affinity }) => affinity > 0)
    .sort((a, b) => b.affinity - a.affinity || a.prototype - b.prototype)
    .slice(0, NEAREST);
  const unit = TEMPERATURE * Math.hypot(...vector);
  const weights = nearest.map(({ affinity }) => Math.exp((affinity - nearest[0].affinity) / unit));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return nearest.map((one, place) => ({ ...one, share: weights[place] / total }));
}
