import type { ColumnUse, InputNote } from '../../input/input-facts.js';
import { isNothing } from '../../input/is-nothing.js';
import { normalizeName } from '../../input/normalize-name.js';
import { timeReader } from '../../times/time-reader.js';
import { findEventRule } from '../events/event-rules.js';
import { LOG_FIELDS, LOG_NAMES, type LogField, RATING_NAMES, USER_KINDS, USER_NAMES, WEAK_EVENT_NAMES } from './log-columns.js';
import type { FieldSource, LogLayout, OfferedSources } from './log-layout.js';
import { matchColumns } from './match-columns.js';

/** Columns with the state of an order. */
const STATE_NAMES = ['financialstatus', 'cancelledat', 'canceledat', 'orderstatus', 'paymentstatus', 'orderstate', 'status', 'state'];
/** A clock without a date. */
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?: ?[AaPp]\.?[Mm]\.?)?$/;

/**
 * Finds the fields of a log in what one of its files offers.
 *
 * @param offered columns and nested places, with values of the first rows
 * @returns a field without a source has none; `requireFields` tells what is missing
 */
export function recognizeLayout(offered: OfferedSources): LogLayout {
  const notes: InputNote[] = [];
  const all = (field: LogField): FieldSource[] => {
    const mapped = offered.mapped(field);
    if (mapped !== undefined) return [mapped];
    return [...matchColumns(offered.columns, LOG_NAMES[field], field), ...(offered.nested[field] ?? [])];
  };
  const names = new Set(offered.columns.map(({ name }) => normalizeName(name)));
  const users = userSources(offered);
  const event = eventSource(
    all('event'),
    offered,
    users.map(({ source }) => source),
  );
  const times = timeSources(
    all('timestamp').filter((source) => !event.includes(source)),
    offered,
  );
  const isShopify = names.has('lineitemname') && names.has('name');
  const transaction =
    isShopify && offered.mapped('transaction_id') === undefined
      ? offered.columns.filter(({ name }) => normalizeName(name) === 'name')
      : all('transaction_id').slice(0, 1);
  // In tables of order lines `item_id` is the number of the line.
  const isOrderLine = names.has('qtyordered') && names.has('sku') && offered.mapped('item_id') === undefined;
  const items = isOrderLine
    ? [...all('item_id')].sort((a, b) => Number(normalizeName(b.name) === 'sku') - Number(normalizeName(a.name) === 'sku'))
    : all('item_id');
  const fields: Record<LogField, readonly FieldSource[]> = {
    user_id: users.map(({ source }) => source),
    item_id: items.some(({ column }) => column !== null) ? items.filter(({ column }) => column !== null).slice(0, 1) : items,
    timestamp: times.sources,
    event,
    quantity: nestedOrFirst(all('quantity')),
    value: nestedOrFirst(all('value')),
    price: nestedOrFirst(all('price')),
    transaction_id: transaction.some(({ column }) => column !== null) ? transaction : all('transaction_id'),
  };
  const rated = fields.value.find(({ name }) => RATING_NAMES.includes(normalizeName(name.slice(name.lastIndexOf('.') + 1))));
  const isOrders = event.length === 0 && (isShopify || (fields.transaction_id.length > 0 && fields.quantity.length > 0));
  const states = isOrders ? offered.columns.filter(({ name }) => STATE_NAMES.includes(normalizeName(name))) : [];
  const used = usesOf(fields, times.clock, states);
  const seen = new Set(used.map(({ column }) => column));
  return {
    fields,
    users,
    clock: times.clock,
    isOrders,
    isRatings: event.length === 0 && !isOrders && rated !== undefined,
    states,
    lists: offered.lists,
    used,
    unused: offered.columns
      .map(({ name }) => name)
      .filter((name) => !seen.has(name) && !used.some(({ column }) => column.startsWith(`${name}.`))),
    notes,
  };
}

function nestedOrFirst(sources: readonly FieldSource[]): readonly FieldSource[] {
  const column = sources.find((source) => source.column !== null);
  return column === undefined ? sources : [column];
}

/** At most one column of each kind: a customer's number, an address, a pseudonym, a session. */
function userSources(offered: OfferedSources): LogLayout['users'] {
  const mapped = offered.mapped('user_id');
  if (mapped !== undefined) {
    const letters = normalizeName(mapped.name.slice(mapped.name.lastIndexOf('.') + 1));
    return [{ source: mapped, kind: USER_NAMES.mail.includes(letters) ? 'mail' : 'known' }];
  }
  const found = USER_KINDS.flatMap((kind) => {
    const columns = matchColumns(offered.columns, USER_NAMES[kind], 'user_id').filter(({ name }) =>
      USER_NAMES[kind].includes(normalizeName(name)),
    );
    return columns.slice(0, 1).map((source) => ({ source, kind }));
  });
  const nested = (offered.nested.user_id ?? []).map((source) => ({
    source,
    kind: /anonym|device|distinct|ECID|client|session|visitor/i.test(source.name) ? ('pseudonym' as const) : ('known' as const),
  }));
  const flattened =
    found.length > 0
      ? []
      : matchColumns(offered.columns, [], 'user_id')
          .slice(0, 2)
          .map((source) => ({ source, kind: 'known' as const }));
  return [...found, ...nested, ...flattened].sort((a, b) => USER_KINDS.indexOf(a.kind) - USER_KINDS.indexOf(b.kind));
}

/** The source of the names of events: of several the one with most known names; a weak one only where it has known names. */
function eventSource(candidates: readonly FieldSource[], offered: OfferedSources, taken: readonly FieldSource[]): readonly FieldSource[] {
  if (offered.mapped('event') !== undefined) return candidates;
  let best: FieldSource | null = null;
  let most = -1;
  for (const source of candidates) {
    if (taken.includes(source)) continue;
    const values = offered.sample(source).filter((value): value is string => value !== null && !isNothing(value));
    const rules = values.map((value) => findEventRule(value));
    const known = values.length === 0 ? 0 : rules.filter((rule) => rule !== null && rule.name !== 'other').length / values.length;
    const isWeak = WEAK_EVENT_NAMES.includes(normalizeName(source.name.slice(source.name.lastIndexOf('.') + 1)));
    if (isWeak && known < 0.5) continue;
    if (known > most) [best, most] = [source, known];
  }
  if (best === null) return [];
  // Of nested records a row may have its name in another place.
  return best.inList ? [best, ...candidates.filter((source) => source !== best && !source.inList && source.name === 'event')] : [best];
}

function timeSources(
  candidates: readonly FieldSource[],
  offered: OfferedSources,
): { sources: readonly FieldSource[]; clock: FieldSource | null } {
  if (offered.mapped('timestamp') !== undefined) return { sources: candidates, clock: null };
  const valuesOf = (source: FieldSource): string[] =>
    offered.sample(source).filter((value): value is string => value !== null && !isNothing(value));
  const clocks = [...candidates, ...offered.columns.filter(({ name }) => /(?:time|hour|uhrzeit|clock|zeit)$/i.test(name.trim()))].filter(
    (source) => {
      const values = valuesOf(source);
      return values.length > 0 && values.every((value) => CLOCK.test(value.trim()));
    },
  );
  const readable = candidates.filter((source) => {
    const values = valuesOf(source);
    if (clocks.includes(source) || values.length === 0) return false;
    const reader = timeReader(values);
    return values.some((value) => reader.read(value) !== null);
  });
  const sources = readable.length > 0 ? readable : candidates.filter((source) => !clocks.includes(source)).slice(0, 1);
  const [first] = sources;
  const withoutClock =
    first !== undefined &&
    valuesOf(first).length > 0 &&
    valuesOf(first).every((value) => (!value.includes(':') && /\D/.test(value.trim())) || /^\d{8}$/.test(value.trim()));
  const clock = withoutClock ? (clocks[0] ?? null) : null;
  // A second column helps only where the first has gaps.
  const hasGaps = first !== undefined && valuesOf(first).length < offered.sample(first).length;
  return { sources: clock === null && hasGaps ? sources : sources.slice(0, 1), clock };
}

function usesOf(fields: LogLayout['fields'], clock: FieldSource | null, states: readonly FieldSource[]): ColumnUse[] {
  const uses: ColumnUse[] = LOG_FIELDS.flatMap((field) => fields[field].map(({ name }) => ({ column: name, field })));
  if (clock !== null) uses.push({ column: clock.name, field: 'timestamp' });
  return [...uses, ...states.map(({ name }) => ({ column: name, field: 'event' }))];
}
