import type { FileFacts, InputNote, LogFacts } from '../input/input-facts.js';
import type { DuckDatabase } from '../input/open-duck-database.js';
import { TIMES_READ } from '../times/time-reader.js';
import type { CleanedLog } from './clean-log.js';
import { USER_KINDS } from './columns/log-columns.js';
import type { LoadedFile } from './load/load-log.js';
import { FILE_SQL } from './name-events.js';
import { type FeedIds, isRounded, suggestIds } from './suggest-ids.js';

/** Share of the rows whose items are not in the feed, from which it is said. */
const STRANGERS_SHARE = 0.2;

/**
 * What was read of a log.
 *
 * @param database with `entries`, `typed` and `accepted`
 * @param files of the log
 * @param cleaned what was found
 * @param feed its ids; undefined where the log makes the catalogue
 * @param more notes of later steps
 */
export async function logFacts(
  database: DuckDatabase,
  files: readonly LoadedFile[],
  cleaned: CleanedLog,
  feed: FeedIds | undefined,
  more: readonly InputNote[],
): Promise<LogFacts> {
  const [period] = await database.rows('SELECT min(time) AS first, max(time) AS last FROM accepted');
  const iso = (time: unknown): string => new Date(Number(time)).toISOString();
  const notes = [
    ...files.flatMap(({ file, layout }) => [...file.notes, ...layout.notes]),
    ...(await identityNotes(database, files)),
    ...cleaned.notes,
    ...timeNotes(cleaned),
    ...(await idNotes(database, feed)),
    ...more,
  ];
  const used = new Map(files.flatMap(({ layout }) => layout.used.map((use) => [JSON.stringify(use), use])));
  const read = new Set([...used.values()].map(({ column }) => column));
  return {
    files: await fileFacts(database, files),
    used: [...used.values()],
    unused: [...new Set(files.flatMap(({ layout }) => layout.unused))].filter((name) => !read.has(name)),
    period: cleaned.times.arePositions ? null : { from: iso(period.first), to: iso(period.last) },
    events: cleaned.events,
    notes: mergeNotes(notes),
  };
}

async function fileFacts(database: DuckDatabase, files: readonly LoadedFile[]): Promise<FileFacts[]> {
  // A record with a list of items has several rows.
  const counted = files.some(({ layout }) => layout.lists.length > 0) ? 'count(DISTINCT source_row)' : 'count(*)';
  const rows = await database.rows(`SELECT ${FILE_SQL}::DOUBLE AS file, ${counted}::DOUBLE AS rows FROM typed GROUP BY ALL`);
  const counts = new Map(rows.map(({ file, rows: count }) => [Number(file), Number(count)]));
  return files.map(({ file, layout }, index) => {
    const unread = file.dropped.reduce((sum, { count }) => sum + count, 0);
    const format = layout.isOrders ? `orders, ${file.input.format}` : file.input.format;
    return { path: file.input.path, format, rows: (counts.get(index) ?? 0) + unread };
  });
}

/** Which columns named the shoppers of how many rows. */
async function identityNotes(database: DuckDatabase, files: readonly LoadedFile[]): Promise<InputNote[]> {
  const named = new Map<string, string>();
  for (const { layout } of files) for (const { source, kind } of layout.users) named.set(kind, named.get(kind) ?? source.name);
  const notes: InputNote[] = [];
  if (named.size > 1) {
    const rows = await database.rows(
      'SELECT user_kind::DOUBLE AS kind, count(*)::DOUBLE AS count FROM entries WHERE user_id IS NOT NULL GROUP BY ALL ORDER BY kind',
    );
    const shown = rows.map(({ kind, count }) => `${named.get(USER_KINDS[Number(kind)])} names the shopper of ${Number(count)} rows`);
    if (rows.length > 1)
      notes.push({
        code: 'several-identities',
        message: `${shown.join(', ')}. A shopper with both in different rows counts as two.`,
        option: '--map user_id=COLUMN',
      });
  }
  const mail = named.get('mail');
  if (mail !== undefined)
    notes.push({
      code: 'mail-addresses',
      message: `${mail} names the shoppers. Addresses are personal data: they are used as keys in their hashed form alone, and are in no file that is written.`,
      option: null,
    });
  if (named.size === 1 && named.has('session'))
    notes.push({
      code: 'sessions-are-shoppers',
      message: `${named.get('session')} is the only name of a shopper: each session counts as one.`,
      option: '--map user_id=COLUMN',
    });
  return notes;
}

/** The forms that are read, where some times are not. */
function timeNotes({ dropped }: CleanedLog): InputNote[] {
  const lost = dropped.filter(({ reason, first }) => /^(unreadable timestamp|timestamp decades away)$/.test(reason) && first.value !== '');
  if (lost.length === 0) return [];
  const count = lost.reduce((sum, drop) => sum + drop.count, 0);
  const shown = lost.map(({ first }) => `"${first.value}"`).join(', ');
  const forms = TIMES_READ.map(({ examples }) => examples[0]).join(', ');
  return [{ code: 'times-not-read', message: `${count} times such as ${shown} are not read. Read are ${forms}.`, option: null }];
}

async function idNotes(database: DuckDatabase, feed: FeedIds | undefined): Promise<InputNote[]> {
  const notes: InputNote[] = [];
  const [{ rounded }] = await database.rows(
    "SELECT count(*)::DOUBLE AS rounded FROM (SELECT DISTINCT item_id FROM typed) WHERE regexp_full_match(item_id, '[0-9][.,][0-9]+[Ee][+]?[0-9]+')",
  );
  const inFeed = feed?.itemIds.filter(isRounded).length ?? 0;
  if (Number(rounded) + inFeed > 0) {
    const where = Number(rounded) > 0 ? 'the log' : 'the feed';
    notes.push({
      code: 'rounded-ids',
      message: `Ids of ${where} look like numbers that a spreadsheet rounded, such as 4.00638E+12. Export the file again with the column as text.`,
      option: null,
    });
  }
  if (feed === undefined) return notes;
  const [{ strange, all }] = await database.rows(
    "SELECT count(*) FILTER (reason = 'item not in the catalogue')::DOUBLE AS strange, count(*)::DOUBLE AS all FROM typed WHERE reason IS NULL OR reason = 'item not in the catalogue'",
  );
  if (Number(strange) < STRANGERS_SHARE * Number(all)) return notes;
  const suggestion = await suggestIds(database, feed);
  const message = `${Number(strange)} of ${Number(all)} rows have items that are not in ${feed.path}.`;
  notes.push({
    code: 'items-not-in-feed',
    message: suggestion === null ? message : `${message} ${suggestion}`,
    option: '--map item_id=COLUMN',
  });
  return notes;
}

/** One note for what several files have. */
function mergeNotes(notes: readonly InputNote[]): InputNote[] {
  return [...new Map(notes.map((note) => [`${note.code} ${note.message}`, note])).values()];
}
