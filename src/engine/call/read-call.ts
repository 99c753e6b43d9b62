import type { ListCall } from '../../types/list-call.js';
import { type CallParameter, PARAMETERS } from './call-parameters.js';
import { ownRequest, type ReadCall } from './own-call.js';

/**
 * Reads the page's call. Unknown names and invalid values are removed, with notes.
 *
 * @param asked anything
 * @throws OnshelfError `bad-argument` for an unknown kind
 */
export async function readCall(asked: ListCall): Promise<ReadCall> {
  const call = ownRequest(asked);
  // Nearly every call is valid: the code that mends the others loads on demand.
  const valid = Object.entries(call).every(([name, value]) => isValid(PARAMETERS[name], value));
  return valid ? { call, notes: [] } : (await import('./mend-call.js')).mendCall(call);
}

function isValid(parameter: CallParameter | undefined, value: unknown): boolean {
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

/** Whether a value has known names only. `with` and `ids` need the deeper check of `mendCall`. */
function holdsOnly(entry: unknown, names: readonly string[]): boolean {
  return (
    typeof entry !== 'object' ||
    entry === null ||
    Object.keys(entry).every((name) => names.includes(name) && name !== 'with' && name !== 'ids')
  );
}
