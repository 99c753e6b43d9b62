import type { Pack } from '../../types/pack.js';
import type { Query } from '../../types/scoring/query.js';
import { scoreRow } from './score-row.js';

/** Number of items, evenly spread over the catalogue, from which mean and variance of its scores are estimated. */
const SAMPLE = 1000;

/** How far scores of a query stand out from the catalogue's. */
export interface StandOut {
  /** Rows from which mean and variance are estimated, evenly spread. */
  readonly rows: readonly number[];
  /** The number of standard deviations that a scorer's score is above the catalogue's mean; 0 where all scores are equal. */
  deviationsOf(score: number): number;
}

/**
 * Measures how far scores of a query stand out from the catalogue's. Deviations have no unit, and are comparable between shoppers and packs.
 *
 * @param pack the catalogue
 * @param query of the scores
 */
export function standOut(pack: Pack, query: Query): StandOut {
  const stride = Math.max(1, Math.floor(pack.items / SAMPLE));
  const rows = Array.from({ length: Math.ceil(pack.items / stride) }, (_, place) => place * stride);
  const scores = rows.map((row) => scoreRow(pack, query, row));
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
  return { rows, deviationsOf: (score) => (deviation > 0 ? (score - mean) / deviation : 0) };
}
