/**
 * Whether a value of JSON is an object with names: no list, and not null.
 *
 * @param value of any kind
 */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
