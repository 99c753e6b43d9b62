/** Maximum nesting that is described. */
const MAX_DEPTH = 4;
/** Maximum number of members that are described. */
const MAX_MEMBERS = 12;
/** Maximum length of a description. */
const MAX_LENGTH = 200;

/**
 * Describes the shape of a value: the names of its members and the types of their values, never a value. The name of an event is no value.
 *
 * @param value any value; one that throws is described as far as it was read
 * @returns such as `{ event: "purchase", ecommerce: { products: [{ name: string }] } }`, at most 200 characters
 */
export function shapeOf(value: unknown): string {
  try {
    return written(value, 0).slice(0, MAX_LENGTH);
  } catch {
    return 'an object that cannot be read';
  }
}

function written(value: unknown, depth: number): string {
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${written(value[0], depth + 1)}]`;
  const members = Object.entries(value)
    .slice(0, MAX_MEMBERS)
    .map(([name, member]) => {
      const isName = depth === 0 && typeof member === 'string' && (name === 'event' || name === '0' || name === '1');
      return `${name}: ${isName ? JSON.stringify(member) : written(member, depth + 1)}`;
    });
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
