import { EVENT_TABLE } from '../../core/events/event-table.js';
import type { EventName } from '../../types/event.js';
import type { EventCount, InputNote } from '../input/input-facts.js';
import { isNothing } from '../input/is-nothing.js';
import { normalizeName } from '../input/normalize-name.js';
import { type DuckDatabase, sqlText } from '../input/open-duck-database.js';
import { type EventRule, findEventRule, ruleOf } from './events/event-rules.js';
import { ROWS_PER_FILE } from './load/entry-sql.js';
import type { LoadedFile } from './load/load-log.js';

/** What a log's events are, from the options of a log. */
export interface EventOptions {
  readonly event?: EventName | undefined;
  readonly eventMap?: Readonly<Record<string, EventName>> | undefined;
}

/** Names that are looked at: those of the most rows. Others are unknown. */
const MAX_NAMES = 20_000;
const NAMES_SHOWN = 20;
/** Views of pages, of which those without an item are not of products. */
const PAGE_VIEWS = new Set(
  [
    'page_view',
    'pageview',
    'pageviews',
    'page_views',
    'view_page',
    'page_viewed',
    'screen_view',
    'pagevisit',
    'page_visit',
    'action',
    'visit',
    'view',
  ].map(normalizeName),
);

/** SQL of the number of a row's file. */
export const FILE_SQL = `(source_row // ${ROWS_PER_FILE})`;

/**
 * Creates table `names`: for each file and name of an event what its rows count as.
 *
 * @param database with `entries`
 * @param files of the log
 * @param options what rows without a name are, and names of the shop's own
 * @returns the names with their counts, most frequent first, and what was assumed
 */
export async function nameEvents(
  database: DuckDatabase,
  files: readonly LoadedFile[],
  options: EventOptions,
): Promise<{ events: EventCount[]; notes: InputNote[] }> {
  const rows = await database.rows(
    `SELECT coalesce(event, '') AS event, ${FILE_SQL}::DOUBLE AS file, count(*)::DOUBLE AS count FROM entries WHERE readable GROUP BY ALL
    ORDER BY count DESC, file, event LIMIT ${MAX_NAMES}`,
  );
  const counts = new Map<string, { rule: EventRule | null; name: string; count: number }>();
  const values: string[] = [];
  const unnamed = new Map<string, number>();
  for (const { event, file, count } of rows) {
    const written = String(event);
    const isUnnamed = isNothing(written);
    const { layout } = files[Number(file)];
    const rule = isUnnamed ? ruleOf('', unnamedEvent(layout, options.event)) : findEventRule(written, options.eventMap);
    const name = isUnnamed ? '' : written;
    const key = JSON.stringify([name, rule?.name]);
    const known = counts.get(key) ?? { rule, name, count: 0 };
    known.count += Number(count);
    counts.set(key, known);
    if (isUnnamed && layout.fields.event.length > 0) unnamed.set('blank-event', (unnamed.get('blank-event') ?? 0) + Number(count));
    if (rule === null) continue;
    const isPage = !isUnnamed && PAGE_VIEWS.has(normalizeName(written));
    values.push(`(${sqlText(written)}, ${Number(file)}, ${sqlText(rule.name)}, ${rule.code}, ${rule.weight}, ${isPage})`);
  }
  await database.run(
    'CREATE TABLE names (name VARCHAR, file BIGINT, rule_name VARCHAR, code INTEGER, rule_weight DOUBLE, is_page BOOLEAN)',
  );
  if (values.length > 0) await database.run(`INSERT INTO names VALUES ${values.join(', ')}`);
  const events = [...counts.values()]
    .map(({ rule, name, count }) => ({
      name,
      count,
      countsAs: rule?.name ?? null,
      weight: rule === null || rule.code < 0 || rule.name === 'other' ? 0 : EVENT_TABLE[rule.name].weight,
    }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return { events, notes: notesOf(files, options, events, unnamed.get('blank-event') ?? 0) };
}

function unnamedEvent({ isOrders, isRatings }: LoadedFile['layout'], asked: EventName | undefined): EventName {
  return asked ?? (isOrders ? 'purchase' : isRatings ? 'rate' : 'view_item');
}

function notesOf(files: readonly LoadedFile[], options: EventOptions, events: readonly EventCount[], blank: number): InputNote[] {
  const notes: InputNote[] = [];
  const note = (code: string, message: string, option: string | null): void => void notes.push({ code, message, option });
  const shown = (kind: (layout: LoadedFile['layout']) => boolean): string =>
    shownPaths(files.filter(({ layout }) => layout.fields.event.length === 0 && kind(layout)));
  const asked = options.event;
  const orders = shown(({ isOrders }) => isOrders);
  if (orders !== '' && asked === undefined)
    note(
      'orders-are-purchases',
      `${orders}: no column with the names of events, but orders and quantities. All rows are purchases.`,
      '--event view_item',
    );
  const ratings = shown(({ isRatings }) => isRatings);
  if (ratings !== '' && asked === undefined)
    note(
      'rows-are-ratings',
      `${ratings}: no column with the names of events, but ratings. All rows are ratings; those below the middle count as dislikes.`,
      '--event view_item',
    );
  const views = shown(({ isOrders, isRatings }) => !isOrders && !isRatings);
  if (views !== '' && asked === undefined)
    note(
      'no-event-column',
      `${views}: no column with the names of events was found. All rows are views. If another column has them: --map event=COLUMN.`,
      '--event purchase',
    );
  if (blank > 0)
    note(
      'blank-event',
      `${blank} rows have no name of an event: they are ${asked ?? 'view_item'}.`,
      asked === undefined ? '--event purchase' : null,
    );
  const unknown = events.filter(({ countsAs }) => countsAs === null);
  if (unknown.length > 0) {
    const count = unknown.reduce((sum, event) => sum + event.count, 0);
    note(
      'unknown-events',
      `${count} rows have names of events that are not known, and are not used: ${shownNames(unknown)}.`,
      `--event-map ${optionName(unknown[0].name)}=view_item`,
    );
  }
  const unused = events.filter(({ countsAs, weight }) => countsAs !== null && countsAs !== 'refund' && weight === 0);
  if (unused.length > 0) note('events-not-used', `Known, and not used in training: ${shownNames(unused)}.`, null);
  return notes;
}

function shownNames(events: readonly EventCount[]): string {
  const shown = events.slice(0, NAMES_SHOWN).map(({ name, count }) => `${name.slice(0, 60).replace(/\p{Cc}/gu, ' ')} (${count})`);
  return events.length > NAMES_SHOWN ? `${shown.join(', ')} and ${events.length - NAMES_SHOWN} more` : shown.join(', ');
}

function optionName(name: string): string {
  const clean = name.slice(0, 60).replace(/\p{Cc}/gu, ' ');
  return /^[\w.:-]+$/.test(clean) ? clean : `"${clean.replaceAll('"', '')}"`;
}

function shownPaths(files: readonly LoadedFile[]): string {
  const [first, ...others] = files.map(({ file }) => file.input.path);
  return first === undefined ? '' : others.length === 0 ? first : `${first} and ${others.length} more`;
}
