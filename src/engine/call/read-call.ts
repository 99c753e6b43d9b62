import type { ListCall } from '../../types/list-call.js';
import { type CallParameter, PARAMETERS } from './call-parameters.js';
import { ownRequest, type ReadCall } from './own-call.js';

/**
 * Reads a call as the page gave it. What is not known, or of a kind that a parameter does not take, is left out, and told.
 *
 * @param asked anything
 * @throws OnshelfError `bad-argument` where there is no list of that kind
 */
export async function readCall(asked: ListCall): Promise<ReadCall> {
  const call = ownRequest(asked);
  // Nearly every call is sound: what says what is wrong with one is loaded for those that are not.
  const sound = Object.entries(call).every(([name, value]) => isSound(PARAMETERS[name], value));
  return sound ? { call, notes: [] } : (await import('./mend-call.js')).mendCall(call);
}

function isSound(parameter: CallParameter | undefined, value: unknown): boolean {
  if (parameter === undefined) return false;
  const { takes, most, within } = parameter;
  if (Array.isArray(value) && most !== undefined && value.length > most) return false;
  switch (takes) {
    case 'text':
      return typeof value === 'string';
    case 'texts':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string' && (within === undefined || within.includes(entry)));
    case 'truth':
      return typeof value === 'boolean';
    case 'number':
      return Number.isFinite(value);
    case 'share':
      return typeof value === 'number' && value >= 0 && value <= 1;
    case 'count':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 1000;
    case 'own':
      return within === undefined || (Array.isArray(value) ? value : [value]).every((entry) => holdsOnly(entry, within));
    case 'inner':
      return false;
    default:
      return takes.includes(value as string);
  }
}

/** Deeper looks are for whoever mends: settings to compare with are a call of their own, and lists of ids may be too long. */
function holdsOnly(entry: unknown, names: readonly string[]): boolean {
  return (
    typeof entry !== 'object' ||
    entry === null ||
    Object.keys(entry).every((name) => names.includes(name) && name !== 'with' && name !== 'ids')
  );
}
