import { type DuckDatabase, sqlText } from '../../input/open-duck-database.js';
import { type RecordValue, valueAt, valueText } from '../../input/value-at.js';
import { parseExact } from '../../records/json-values.js';
import { type ColumnMap, LOG_FIELDS, type LogField } from '../columns/log-columns.js';
import type { FieldSource, OfferedSources } from '../columns/log-layout.js';
import { ELEMENT_FIELDS, ITEM_LISTS, NESTED_FIELDS } from '../columns/nested-names.js';
import { SAMPLE_ROWS } from './offer-table.js';

/** Names at the top of records that are looked at. */
const MAX_NAMES = 1000;

/**
 * What nested records offer for the fields of a log. All records are looked at: a field may occur in late events only.
 *
 * @param database with the table
 * @param table name of a table with a column `json`, NULL where a line is not JSON
 * @param mapped from `--map`
 */
export async function offerRecords(database: DuckDatabase, table: string, mapped: ColumnMap): Promise<OfferedSources> {
  const keys = await database.rows(
    `SELECT name FROM (SELECT DISTINCT unnest(json_keys(json)) AS name FROM ${table} WHERE json IS NOT NULL) ORDER BY name LIMIT ${MAX_NAMES}`,
  );
  const names = keys.map(({ name }) => String(name));
  const sample = await sampleRecords(database, table);
  const wanted = Object.values(mapped).filter((path) => exactName(names, path) === undefined);
  const isThere = (path: string): boolean => names.includes(path.split(/[.[]/, 1)[0]);
  const lists = await listsOf(database, table, [...ITEM_LISTS, ...wanted.flatMap(prefixes)].filter(isThere));
  const nested = await fieldsOf(database, table, isThere, lists);
  const asked = await mappedSources(mapped, names, lists);
  const isScalar = (name: string): boolean =>
    !sample.some((record) => typeof topValue(record, name) === 'object' && topValue(record, name) !== null);
  return {
    columns: names.filter((name) => isScalar(name) || Object.values(mapped).includes(name)).map(topSource),
    nested,
    lists: lists.map(jsonPath),
    mapped: (field) => asked[field],
    sample: (source) => sample.flatMap((record) => textsOf(source.name === '' ? record : valueAt(record, source.name))),
  };
}

function topValue(record: RecordValue, name: string): RecordValue {
  return Object.hasOwn(Object(record), name) ? (record as Record<string, RecordValue>)[name] : null;
}

function textsOf(value: RecordValue): (string | null)[] {
  if (Array.isArray(value)) return value.length === 0 ? [null] : value.flatMap((entry: RecordValue) => textsOf(entry));
  return [value === null ? null : valueText(value)];
}

async function sampleRecords(database: DuckDatabase, table: string): Promise<RecordValue[]> {
  const rows = await database.rows(`SELECT json FROM ${table} WHERE json IS NOT NULL LIMIT ${SAMPLE_ROWS}`);
  return rows.flatMap(({ json }) => {
    try {
      return [parseExact(String(json), table)];
    } catch {
      // The database reads it; only the sample lacks it.
      return [];
    }
  });
}

/** Which of the places hold lists, in the order given. */
async function listsOf(database: DuckDatabase, table: string, candidates: readonly string[]): Promise<string[]> {
  const places = [...new Set(candidates)];
  if (places.length === 0) return [];
  const tests = places.map((_, index) => `coalesce(bool_or(types[${index + 1}] = 'ARRAY'), false) AS p${index}`);
  const [found] = await database.rows(
    `SELECT ${tests.join(', ')} FROM (SELECT json_type(json, [${places.map((path) => sqlText(jsonPath(path))).join(', ')}]) AS types FROM ${table})`,
  );
  return places.filter((_, index) => found[`p${index}`] === true);
}

/** Which of the known nested places have values. */
async function fieldsOf(
  database: DuckDatabase,
  table: string,
  isThere: (path: string) => boolean,
  lists: readonly string[],
): Promise<Partial<Record<LogField, readonly FieldSource[]>>> {
  const places = LOG_FIELDS.flatMap((field) => [
    ...lists.flatMap((list) =>
      (ELEMENT_FIELDS[field] ?? []).map((name) => ({
        field,
        probe: `${jsonPath(list)}[0]${jsonPath(name).slice(1)}`,
        source: { name: name === '' ? list : `${list}.${name}`, column: null, path: jsonPath(name), inList: true },
      })),
    ),
    ...(NESTED_FIELDS[field] ?? []).filter(isThere).map((name) => ({
      field,
      probe: jsonPath(name),
      source: { name, column: null, path: jsonPath(name), inList: false },
    })),
  ]);
  if (places.length === 0) return {};
  const tests = places.map((_, index) => `coalesce(bool_or(types[${index + 1}] NOT IN ('NULL', 'OBJECT', 'ARRAY')), false) AS p${index}`);
  const probes = places.map(({ probe }) => sqlText(probe));
  const [found] = await database.rows(
    `SELECT ${tests.join(', ')} FROM (SELECT json_type(json, [${probes.join(', ')}]) AS types FROM ${table})`,
  );
  const nested: Partial<Record<LogField, FieldSource[]>> = {};
  places.forEach(({ field, source }, index) => {
    if (found[`p${index}`] !== true) return;
    const known = nested[field] ?? [];
    nested[field] = known;
    // One expression serves all lists.
    if (!known.some(({ path, inList }) => path === source.path && inList === source.inList)) known.push(source);
  });
  return nested;
}

/** The places of `--map`: a name at the top, a place in a list, or another nested place. */
async function mappedSources(
  mapped: ColumnMap,
  names: readonly string[],
  lists: readonly string[],
): Promise<Partial<Record<LogField, FieldSource>>> {
  const sources: Partial<Record<LogField, FieldSource>> = {};
  for (const field of LOG_FIELDS) {
    const path = mapped[field];
    if (path === undefined) continue;
    const exact = exactName(names, path);
    const list = prefixes(path)
      .reverse()
      .find((prefix) => lists.includes(prefix));
    if (exact !== undefined) sources[field] = topSource(exact);
    else if (list !== undefined) {
      const rest = path.slice(list.length).replace(/^\[\]/, '').replace(/^\./, '');
      sources[field] = { name: path, column: null, path: jsonPath(rest), inList: true };
    } else if (names.includes(path.split(/[.[]/, 1)[0])) sources[field] = { name: path, column: null, path: jsonPath(path), inList: false };
  }
  return sources;
}

function exactName(names: readonly string[], path: string): string | undefined {
  return names.find((name) => name === path) ?? names.find((name) => name.toLowerCase() === path.toLowerCase());
}

/** `a`, `a.b`, `a.b.c` of `a.b.c`; without `[]`. */
function prefixes(path: string): string[] {
  const parts = path.replaceAll('[]', '').split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

function topSource(name: string): FieldSource {
  return { name, column: null, path: `$.${quoted(name)}`, inList: false };
}

/** JSON path of a nested place: `$."items"[0]."id"`; `$` of ''. */
function jsonPath(path: string): string {
  const parts = path
    .replaceAll('[]', '')
    .split(/\.|(?=\[\d+\])/)
    .filter((part) => part !== '');
  return `$${parts.map((part) => (/^\[\d+\]$/.test(part) ? part : `.${quoted(part)}`)).join('')}`;
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}
