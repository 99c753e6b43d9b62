import { toJson } from './to-json.js';

/**
 * A value as a message shows it: a text as it is, anything else as JSON. `String()` of an object calls its own `toString`, which a file may have
 * named so.
 *
 * @param value plain data
 */
export function shownText(value: unknown): string {
  return typeof value === 'string' ? value : toJson(value);
}
