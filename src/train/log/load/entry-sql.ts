import { nobodySql, nothingSql, trimSql } from '../../input/is-nothing.js';
import { normalizeName } from '../../input/normalize-name.js';
import { sqlName, sqlText } from '../../input/open-duck-database.js';
import { itemIdSql, userIdSql } from '../../input/read-id.js';
import { surveyShapeSql } from '../../times/survey-shape-sql.js';
import { USER_KINDS, type UserKind } from '../columns/log-columns.js';
import type { FieldSource, LogLayout } from '../columns/log-layout.js';

/** Rows of a file are numbered from its own number times this. */
export const ROWS_PER_FILE = 2 ** 40;

/** States of orders that are no purchases. */
const NO_PURCHASE = '^(refunded|void|voided|cancel|failed|trash|declined|returned|closed|expired|fraud|chargeback|storniert|erstattet)';

/** What the rows of a file become. */
export interface EntryRequest {
  readonly layout: LogLayout;
  /** SQL table expression with the columns of a table, and `line` unless it is the number of the row; or with `line`, `json`, `readable` and `raw`. */
  readonly from: string;
  readonly isNested: boolean;
  readonly hasLine: boolean;
  /** Blank fields of an order's further lines are filled from its first. */
  readonly fillOrders: boolean;
  /** Times of its first rows. They change no row. */
  readonly times: readonly string[];
}

/** SQL of the rows of a file. */
export interface EntriesSql {
  /** The rows, with the columns that differ from row to row. */
  readonly rows: string;
  /** SQL of the other columns, which need not be stored: `NULL::VARCHAR AS price`. */
  readonly constants: readonly string[];
}

/** SQL of a column that is the same in all rows. */
const CONSTANT = /^(?:true|false|NULL::\w+|\d+::UTINYINT)$/;

/**
 * SQL of the rows of a file, from which view `entries` is made: `readable`, `raw`, the fields of a log as text, `user_kind` (index in
 * `USER_KINDS`), `refunded`, and the `shape` of the time. Nothing in it is decided by other files, so that rows can be kept for later builds.
 */
export function entriesSql(request: EntryRequest): EntriesSql {
  const { layout, isNested } = request;
  const paths = isNested ? pathsOf(layout) : NO_PATHS;
  const text = (source: FieldSource): string =>
    source.column !== null
      ? sqlName(source.column)
      : source.inList
        ? `inside[${paths.inside.indexOf(source.path) + 1}]`
        : `picked[${paths.picked.indexOf(source.path) + 1}]`;
  const first = (sources: readonly FieldSource[]): string =>
    sources.length === 0
      ? 'NULL::VARCHAR'
      : sources.length === 1
        ? text(sources[0])
        : `coalesce(${sources.map((source) => `CASE WHEN NOT ${nothingSql(text(source))} THEN ${text(source)} END`).join(', ')})`;
  const { fields, clock } = layout;
  const order = first(fields.transaction_id);
  // SQL has no names for windows over expressions: the filled columns come from an inner query.
  const time = clock === null ? first(fields.timestamp) : `concat_ws(' ', ${first(fields.timestamp)}, ${text(clock)})`;
  const users = layout.users.map(({ source, kind }) => ({ kind, sql: userText(text(source), kind) }));
  const filled = (sql: string): string =>
    request.fillOrders ? `coalesce(nullif(trim(${sql}), ''), max(nullif(trim(${sql}), '')) OVER (PARTITION BY "order of line"))` : sql;
  const user = users.length === 0 ? 'NULL::VARCHAR' : `coalesce(${users.map(({ sql }) => filled(sql)).join(', ')})`;
  const kind =
    users.length < 2
      ? `${USER_KINDS.indexOf(users[0]?.kind ?? 'known')}::UTINYINT`
      : `CASE ${users.map((one) => `WHEN (${filled(one.sql)}) IS NOT NULL THEN ${USER_KINDS.indexOf(one.kind)}`).join(' ')} END::UTINYINT`;
  const columns: Readonly<Record<string, string>> = {
    ...(request.hasLine ? { line: 'line' } : {}),
    readable: isNested ? 'readable' : 'true',
    raw: isNested ? 'raw' : 'NULL::VARCHAR',
    user_id: user,
    user_kind: kind,
    item_id: itemText(fields.item_id, text),
    timestamp: filled(time),
    ...Object.fromEntries(
      (['event', 'quantity', 'value', 'price', 'transaction_id'] as const).map((field) => [field, first(fields[field])]),
    ),
    refunded: refundedSql(layout, text, order, filled),
  };
  const listed = (constant: boolean): string[] =>
    Object.entries(columns).flatMap(([name, sql]) => (CONSTANT.test(sql) === constant ? [`${sql} AS ${name}`] : []));
  const rows = `SELECT ${listed(false).join(',\n ')} FROM ${rowsSql(request, paths, order)}`;
  return { rows: `SELECT *, ${surveyShapeSql('timestamp', request.times)} AS shape FROM (${rows})`, constants: listed(true) };
}

/**
 * SQL of `user_id` for a whole log: ids of other kinds than the best are kept apart from it.
 *
 * @param kinds of shoppers' ids in the files
 */
export function ownKindSql(kinds: ReadonlySet<UserKind>): string {
  const best = USER_KINDS.find((kind) => kinds.has(kind)) ?? 'known';
  const others = [...kinds].filter((kind) => kind !== best).map((kind) => `WHEN ${USER_KINDS.indexOf(kind)} THEN '${kind}:' || user_id`);
  return others.length === 0 ? 'user_id' : `CASE user_kind ${others.join(' ')} ELSE user_id END`;
}

/** JSON paths that an entry needs: of the record, and of an element of its list. */
interface NeededPaths {
  readonly picked: readonly string[];
  readonly inside: readonly string[];
}

const NO_PATHS: NeededPaths = { picked: [], inside: [] };

function pathsOf({ fields, clock, states }: LogLayout): NeededPaths {
  const sources = [...Object.values(fields).flat(), ...states, ...(clock === null ? [] : [clock])].filter(({ column }) => column === null);
  const paths = (inList: boolean): string[] => [...new Set(sources.filter((source) => source.inList === inList).map(({ path }) => path))];
  return { picked: paths(false), inside: paths(true) };
}

/** The rows: of nested records one for each element of the list; of lines of orders with the number of the order. */
function rowsSql({ layout, from, isNested, fillOrders }: EntryRequest, { picked, inside }: NeededPaths, order: string): string {
  if (!isNested) {
    if (!fillOrders) return from;
    return `(SELECT *, coalesce(last_value(nullif(trim(${order}), '') IGNORE NULLS) OVER (ORDER BY line), '') AS "order of line" FROM ${from})`;
  }
  const list = (paths: readonly string[]): string => `[${paths.map(sqlText).join(', ')}]`;
  const extract = (json: string, paths: readonly string[]): string =>
    paths.length === 0 ? '[]::VARCHAR[]' : `json_extract_string(${json}, ${list(paths)})`;
  const elements = layout.lists.map(
    (path) => `CASE WHEN json_array_length(json, ${sqlText(path)}) > 0 THEN CAST(json_extract(json, ${sqlText(path)}) AS JSON[]) END`,
  );
  // A record without a list keeps one row.
  const element = inside.length === 0 ? 'NULL::JSON' : `unnest(coalesce(${[...elements, '[NULL]::JSON[]'].join(', ')}))`;
  return `(SELECT line, readable, raw, ${extract('json', picked)} AS picked, ${extract('element', inside)} AS inside
    FROM (SELECT line, readable, raw, json, ${element} AS element FROM ${from}))`;
}

function userText(sql: string, kind: UserKind): string {
  // An address is personal data: only its digest is a key.
  return kind === 'mail' ? `CASE WHEN NOT ${nobodySql(sql)} THEN md5(lower(${trimSql(sql)})) END` : userIdSql(sql);
}

function itemText(sources: readonly FieldSource[], text: (source: FieldSource) => string): string {
  if (sources.length === 0) return 'NULL::VARCHAR';
  const ids = [...sources].sort((a, b) => Number(b.inList) - Number(a.inList)).map((source) => itemIdSql(text(source)));
  return `coalesce(${ids.join(', ')})`;
}

/** Whether the line of an order is none of a purchase: a state of refund or cancellation, a quantity below 0, an invoice with C. */
function refundedSql(layout: LogLayout, text: (source: FieldSource) => string, order: string, filled: (sql: string) => string): string {
  if (!layout.isOrders) return 'false';
  const tests = layout.states.map((source) =>
    /cancell?edat/.test(normalizeName(source.name))
      ? `NOT ${nothingSql(filled(text(source)))}`
      : `regexp_matches(lower(coalesce(${filled(text(source))}, '')), '${NO_PURCHASE}')`,
  );
  const quantity = layout.fields.quantity.map((source) => `coalesce(TRY_CAST(${text(source)} AS DOUBLE) < 0, false)`);
  const credited = /invoice/.test(normalizeName(layout.fields.transaction_id[0]?.name ?? ''))
    ? [`regexp_matches(trim(coalesce(${order}, '')), '^[Cc][0-9]')`]
    : [];
  return `(${[...tests, ...quantity, ...credited, 'false'].join(' OR ')})`;
}
