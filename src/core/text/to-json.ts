// Taken when the library is loaded: what a page puts in its place later is not called.
const stringify = JSON.stringify;

/**
 * Writes plain data as JSON: texts, numbers, booleans, null, lists, and objects of these. Only what an object holds itself is written, and
 * no `toJSON` is called: pages add such methods to the prototypes of everything, and some of them answer with a text.
 *
 * @param value plain data, without circles; members that are `undefined` are left out, numbers that are none become null
 */
export function toJson(value: unknown): string {
  // Of what is no object, the browser's own looks for no method.
  if (typeof value !== 'object' || value === null) return stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) text += (at > 0 ? ',' : '') + toJson(value[at]);
    return `[${text}]`;
  }
  // Pages replace `Object.keys` as well.
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined && Object.hasOwn(value, key)) text += `${text && ','}${stringify(key)}:${toJson(member)}`;
  }
  return `{${text}}`;
}
