import { OnshelfError } from '../../core/onshelf-error.js';
import type { RelevanceCurve } from '../../types/relevance-curve.js';

/** Maximum number of points. */
export const MAX_POINTS = 32;

/**
 * Parses the curve of a pack, `relevance` in `pack.json`.
 *
 * @param value of the manifest
 * @returns with known fields only
 * @throws OnshelfError `pack-invalid`, naming the field
 */
export function parseCurve(value: unknown): RelevanceCurve {
  const { deviations, relevances } = Object(value) as Partial<RelevanceCurve>;
  if (!isRising(deviations, -1e6, 1e6) || new Set(deviations).size < deviations.length)
    throw invalid('deviations', `is not a list of 1 to ${MAX_POINTS} rising numbers`);
  if (!isRising(relevances, 0, 1) || relevances.length !== deviations.length)
    throw invalid('relevances', `is not a list of ${deviations.length} numbers from 0 to 1, none below the one before`);
  return { deviations, relevances };
}

/**
 * Reads a curve: straight between its points, level before the first and after the last.
 *
 * @param curve from `parseCurve`
 * @param deviations see `StandOut`
 * @returns 0 to 1
 */
export function readCurve({ deviations, relevances }: RelevanceCurve, at: number): number {
  const next = deviations.findIndex((point) => point >= at);
  if (next < 0) return relevances[relevances.length - 1];
  if (next === 0) return relevances[0];
  const share = (at - deviations[next - 1]) / (deviations[next] - deviations[next - 1]);
  return relevances[next - 1] + share * (relevances[next] - relevances[next - 1]);
}

function isRising(list: unknown, least: number, most: number): list is readonly number[] {
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_POINTS) return false;
  return list.every((value, at) => typeof value === 'number' && value >= least && value <= most && (at === 0 || value >= list[at - 1]));
}

function invalid(field: string, fault: string): OnshelfError {
  return new OnshelfError('pack-invalid', `pack.json: relevance.${field} ${fault}.`);
}
