import { OnshelfError } from '../core/onshelf-error.js';
import type { PackRanker, RankerSignal } from '../types/scoring/pack-ranker.js';
import { SIGNAL_NAMES } from './list-features.js';

/** Maximum number of units. */
const MAX_UNITS = 64;
/** Maximum magnitude of a weight. */
const MAX_WEIGHT = 1e3;

/**
 * Parses the ranker of a pack, `ranker` in `pack.json`.
 *
 * @param value of the manifest
 * @returns with known fields only
 * @throws OnshelfError `pack-invalid`, naming the field; also for a kind or a signal that this version does not know
 */
export function parseRanker(value: unknown): PackRanker {
  const { kind, signals, inner, bias, outer } = Object(value) as Readonly<Record<string, unknown>>;
  if (kind !== 'mlp') throw invalid('kind', `is ${JSON.stringify(kind)?.slice(0, 64)}; this library reads "mlp"`);
  const known = Array.isArray(signals) && signals.length > 0 && new Set(signals).size === signals.length;
  if (!known || !signals.every((name) => SIGNAL_NAMES.includes(name)))
    throw invalid('signals', `is not a list of ${SIGNAL_NAMES.join(', ')}, each once at most`);
  if (!isList(outer) || outer.length === 0 || outer.length > MAX_UNITS)
    throw invalid('outer', `is not a list of 1 to ${MAX_UNITS} weights`);
  if (!isList(bias, outer.length)) throw invalid('bias', `is not a list of ${outer.length} weights`);
  const rows = Array.isArray(inner) && inner.length === outer.length && inner.every((row) => isList(row, signals.length));
  if (!rows) throw invalid('inner', `is not a list of ${outer.length} lists of ${signals.length} weights`);
  return { kind, signals: signals as RankerSignal[], inner, bias, outer };
}

function isList(value: unknown, length?: number): value is number[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) return false;
  return value.every((weight) => typeof weight === 'number' && Math.abs(weight) <= MAX_WEIGHT);
}

function invalid(field: string, fault: string): OnshelfError {
  return new OnshelfError('pack-invalid', `pack.json: ranker.${field} ${fault}.`);
}
