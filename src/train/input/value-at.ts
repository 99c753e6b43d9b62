import { sqlText } from './open-duck-database.js';

/** A value of a record. Numbers are their exact text. */
export type RecordValue = string | null | readonly RecordValue[] | { readonly [name: string]: RecordValue };
/** The values of a record by name: own properties of an object without a prototype. */
export type RecordValues = Readonly<Record<string, RecordValue>>;

/**
 * The value at a path of names. A name with points is tried as it is before its parts. A list without an index gives the list of
 * its entries' values: `items.item_id`.
 *
 * @param values of a record, or a value in it
 * @param path `properties.product_id`, `items[0].id`
 * @returns null where there is none
 */
export function valueAt(values: RecordValue, path: string): RecordValue {
  return Object.hasOwn(Object(values), path)
    ? ((values as RecordValues)[path] ?? follow(values, partsOf(path)))
    : follow(values, partsOf(path));
}

/** A value as one text: a list or an object as JSON, null as ''. */
export function valueText(value: RecordValue): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

function partsOf(path: string): string[] {
  return path.split(/\.|(?=\[\d+\])/).filter((part) => part !== '');
}

function follow(value: RecordValue, parts: readonly string[]): RecordValue {
  if (parts.length === 0) return value;
  if (value === null || typeof value === 'string') return null;
  if (isList(value)) {
    const index = /^\[(\d+)\]$/.exec(parts[0]);
    if (index !== null) return follow(value[Number(index[1])] ?? null, parts.slice(1));
    const found = value.map((entry) => follow(entry, parts));
    return found.some((entry) => entry !== null) ? found : null;
  }
  for (let length = parts.length; length > 0; length--) {
    const name = joined(parts.slice(0, length));
    if (!Object.hasOwn(value, name)) continue;
    const found = follow(value[name], parts.slice(length));
    if (found !== null) return found;
  }
  return null;
}

function isList(value: RecordValue): value is readonly RecordValue[] {
  return Array.isArray(value);
}

function joined(parts: readonly string[]): string {
  return parts.reduce((name, part) => (part.startsWith('[') ? name + part : `${name}.${part}`));
}

/**
 * SQL of the text of `valueAt`, for paths that cross no list without an index.
 *
 * @param json SQL of a JSON object as text; NULL gives NULL
 * @param path as for `valueAt`
 * @returns SQL of the text; NULL where there is none
 */
export function valueSql(json: string, path: string): string {
  const ways = waysOf(partsOf(path)).map(
    (names) => `$${names.map((name) => (/^\[\d+\]$/.test(name) ? name : `."${name.replace(/["\\]/g, '\\$&')}"`)).join('')}`,
  );
  const texts = [...new Set([`$."${path.replace(/["\\]/g, '\\$&')}"`, ...ways])].map(
    (way) => `json_extract_string(${json}, ${sqlText(way)})`,
  );
  return texts.length === 1 ? texts[0] : `coalesce(${texts.join(', ')})`;
}

/** All ways to read parts as names that may hold points, longest first name first. */
function waysOf(parts: readonly string[]): string[][] {
  if (parts.length === 0) return [[]];
  const ways: string[][] = [];
  for (let length = parts.length; length > 0; length--) {
    for (const rest of waysOf(parts.slice(length))) ways.push([joined(parts.slice(0, length)), ...rest]);
  }
  return ways;
}
