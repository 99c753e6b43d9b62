// Read when the library loads: a page may replace them later.
const stringify = JSON.stringify;

/**
 * Writes plain data as JSON: texts, numbers, booleans, null, arrays, and objects of these. Only own members are written, and no `toJSON` is
 * called: some pages add such methods to prototypes, and they return a text.
 *
 * @param value plain data without cycles; undefined members are left out, and non-finite numbers become null
 */
export function toJson(value: unknown): string {
  // For a primitive, the browser's own calls no method.
  if (typeof value !== 'object' || value === null) return stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) text += (at > 0 ? ',' : '') + toJson(value[at]);
    return `[${text}]`;
  }
  // Pages may replace `Object.keys`.
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined && Object.hasOwn(value, key)) text += `${text && ','}${stringify(key)}:${toJson(member)}`;
  }
  return `{${text}}`;
}
