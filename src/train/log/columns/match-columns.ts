import { normalizeName } from '../../input/normalize-name.js';
import { LOG_NAMES, type LogField } from './log-columns.js';
import type { FieldSource } from './log-layout.js';
import { ELEMENT_FIELDS, ITEM_LISTS, NESTED_FIELDS } from './nested-names.js';

/**
 * The columns of a table that may be a field, the best first: the names of the table, the most specific first, and of columns that
 * differ in case and punctuation the one written exactly so; then nested places that an export made into columns
 * (`properties.product_id`, `items_item_id`).
 *
 * @param columns of the file
 * @param names normalised, the most specific first
 * @param field whose own name comes first among equals
 */
export function matchColumns(columns: readonly FieldSource[], names: readonly string[], field: LogField): FieldSource[] {
  const found = new Set<FieldSource>();
  const normalized = columns.map((column) => [column, normalizeName(column.name)] as const);
  for (const name of [...names, ...flattenedNames(field)]) {
    const alike = normalized.filter(([, letters]) => letters === name).map(([column]) => column);
    const exact = alike.find((column) => column.name.toLowerCase() === field);
    for (const column of exact === undefined ? alike : [exact, ...alike]) found.add(column);
  }
  return [...found];
}

const flattened = new Map<LogField, readonly string[]>();

/** Nested places as the names that exports to tables give them. */
function flattenedNames(field: LogField): readonly string[] {
  const known = flattened.get(field);
  if (known !== undefined) return known;
  const elements = (ELEMENT_FIELDS[field] ?? []).filter((name) => name !== '' && name !== 'type');
  const names = new Set([
    ...(NESTED_FIELDS[field] ?? []).map(normalizeName),
    ...ITEM_LISTS.flatMap((list) => elements.map((name) => normalizeName(`${list}.${name}`))),
  ]);
  const list = [...names].filter((name) => !Object.values(LOG_NAMES).some((others) => others.includes(name)));
  flattened.set(field, list);
  return list;
}
