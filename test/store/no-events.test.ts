import { beforeEach, describe, expect, it } from 'vitest';
import { createEventId } from '../../src/core/events/event-id.js';
import { createProfileReader, type ProfileReader } from '../../src/engine/state/profile-reader.js';
import { readProfile } from '../../src/store/caches/profile-cache.js';
import { PROFILE_FORM } from '../../src/store/caches/profile-form.js';
import type { Connection } from '../../src/store/connection.js';
import { openShelfDatabase, type ShelfDatabase } from '../../src/store/database/database.js';
import { appendMissing } from '../../src/store/log/append-missing.js';
import { checkLog } from '../../src/store/log/check-log.js';
import { maintainLog } from '../../src/store/log/maintain-log.js';
import { type OpenStore, openStore } from '../../src/store/log/open-store.js';
import { readEventLog } from '../../src/store/log/read-event-log.js';
import { removeEvents } from '../../src/store/log/remove-events.js';
import { mergeOrphanedDatabases } from '../../src/store/recovery/merge-orphaned-databases.js';
import { rescueEvents } from '../../src/store/recovery/rescue-events.js';
import type { Note } from '../../src/types/note.js';
import type { Profile } from '../../src/types/profile.js';
import { NO_EVENTS, viewEvent } from '../fixtures/no-events.js';
import { appendSealed, connectTestStore, loggedItems, storeOf, TEST_PLACE, viewOf } from '../fixtures/test-store.js';

let connection: Connection;
let store: OpenStore;

beforeEach(async () => {
  connection = connectTestStore();
  store = await storeOf(connection);
});

/** Seals any value as if it were an event, and appends it. */
async function appendRecords({ database, sealer }: OpenStore, records: readonly unknown[]): Promise<void> {
  const rows = records.map(async (record) => ({ id: createEventId(1), sealed: await sealer.seal(record) }));
  await appendMissing(database, await Promise.all(rows));
}

/** A reader of the test's log, like the engine's. */
function reader(): ProfileReader {
  const mine = createProfileReader();
  mine.attach(TEST_PLACE);
  return mine;
}

const itemsOf = ({ interactions }: Profile): string[] => interactions.map(({ itemId }) => itemId);
const watched = { ...viewEvent, name: 'watch_video', items: [{ item_id: 'w' }], seconds: 12 };

describe('an invalid record of the log', () => {
  it.each(NO_EVENTS)('%s: is removed and counted as lost, and all other events are kept', async (_what, record) => {
    await appendSealed(store, [viewOf('a', 10)]);
    await appendRecords(store, [record]);
    await appendSealed(store, [viewOf('b', 20)]);
    const notes: Note[] = [];
    expect(itemsOf(await reader().read(notes))).toEqual(['a', 'b']);
    expect(notes.map(({ message }) => message).join()).toContain('1 records of the log were damaged or invalid');
    expect(await checkLog(store, null)).toMatchObject({ events: 3, stored: 2, lost: 1 });
    const again: Note[] = [];
    expect(itemsOf(await reader().read(again))).toEqual(['a', 'b']);
    expect(again).toEqual([]);
  });

  it('in plain text, as version 0.1.0 wrote, is removed too; an event of that version stays', async () => {
    const rows = [
      { ...viewEvent, id: 'of 0.1.0' },
      ...NO_EVENTS.slice(4).map(([, record], at) => ({ ...(record as object), id: `row ${at}` })),
    ];
    for (const row of rows) await store.database.add('events', row as never);
    expect(itemsOf(await reader().read([]))).toEqual(['a']);
    expect(await store.database.count('events')).toBe(1);
  });

  it('is removed when the log is tidied, and when something is forgotten', async () => {
    await appendSealed(store, [viewOf('a')]);
    await appendRecords(store, [null]);
    expect(await maintainLog(store, Date.now(), () => true)).toBe(0);
    expect(await checkLog(store, null)).toMatchObject({ stored: 1, lost: 1 });
    await appendRecords(store, [{ ...viewEvent, items: '[]' }]);
    expect(await removeEvents(store, ({ items }) => items[0].item_id === 'a')).toBe(1);
    expect(await checkLog(store, null)).toMatchObject({ events: 3, stored: 0, lost: 2 });
  });

  it('is not merged from another place, and is counted there', async () => {
    const database = await openPlace('elsewhere');
    const stray = await openStore(database);
    await appendSealed(stray, [viewOf('s')]);
    await appendRecords(stray, [null, watched]);
    database.close();
    expect(await mergeOrphanedDatabases(store, [{ bucket: null, database: 'elsewhere' }])).toBe(2);
    expect(await loggedItems(store)).toEqual(['s']);
    expect((await readEventLog(store, 0)).later).toMatchObject([watched]);
    expect(await checkLog(store, null)).toMatchObject({ stored: 2, lost: 1 });
  });

  it('is not rescued from a place that is being deleted', async () => {
    const database = await openPlace('moved');
    const old = await openStore(database);
    await appendSealed(old, [viewOf('s')]);
    await appendRecords(old, [7]);
    expect((await rescueEvents(database, true))?.map(({ items }) => items[0].item_id)).toEqual(['s']);
  });
});

describe('an event of a later version', () => {
  beforeEach(async () => {
    await appendSealed(store, [viewOf('a')]);
    await appendRecords(store, [watched]);
  });

  it('stays in the log unchanged, is not used, and is not counted as lost', async () => {
    const notes: Note[] = [];
    const mine = reader();
    expect(itemsOf(await mine.read(notes))).toEqual(['a']);
    expect(notes.map(({ message }) => message).join()).toContain('1 events of a later version');
    expect(await mine.events()).toHaveLength(1);
    expect((await readEventLog(store, 0)).later).toMatchObject([watched]);
    expect(await checkLog(store, null)).toMatchObject({ stored: 2, lost: 0 });
  });

  it('is forgotten with its item, and expires like all others', async () => {
    expect(await removeEvents(store, ({ items }) => items[0].item_id === 'w')).toBe(1);
    await appendRecords(store, [{ ...watched, time: Date.now() - 500 * 86_400_000 }]);
    await store.database.put('meta', Date.now() - 2 * 86_400_000, 'maintained');
    await appendSealed(store, [viewOf('b', Date.now())]);
    expect(await maintainLog(store, Date.now(), () => true)).toBe(2);
    expect(await loggedItems(store)).toEqual(['b']);
  });
});

describe('a profile kept beside the log', () => {
  const touch = { itemId: 'a', name: 'view_item', time: 5, eventId: 'e', amount: 1 };
  it.each<[string, unknown]>([
    ['is null', null],
    ['is a list', []],
    ['holds a text for what was recorded', { recorded: '[]', searches: [] }],
    ['holds null for a touch', { recorded: [null], searches: [] }],
    ['holds a touch of no item', { recorded: [{ ...touch, itemId: undefined }], searches: [] }],
    ['holds a touch at 1e300', { recorded: [{ ...touch, time: 1e300 }], searches: [] }],
    ['holds a touch of an unknown kind', { recorded: [{ ...touch, name: 'watch_video' }], searches: [] }],
    ['holds an amount that is a text', { recorded: [{ ...touch, amount: '1' }], searches: [] }],
    ['holds touches out of order', { recorded: [touch, { ...touch, time: 4 }], searches: [] }],
    ['holds a search of ten million letters', { recorded: [], searches: [{ text: 'a'.repeat(1e7), time: 1, eventId: 'e' }] }],
    ['holds no searches', { recorded: [touch] }],
  ])('is dropped and folded anew where it %s', async (_what, core) => {
    await appendSealed(store, [viewOf('b')]);
    await store.database.put('profiles', { epoch: 0, cursor: 1, sealed: await store.sealer.seal(core) }, 'current');
    expect(await readProfile(store)).toBeUndefined();
    expect(await store.database.count('profiles')).toBe(0);
    expect(itemsOf(await reader().read([]))).toEqual(['b']);
  });

  it('is used if it is valid', async () => {
    const core = {
      recorded: [touch, { ...touch, kind: 'more', name: 'feedback', place: 3 }],
      searches: [{ text: 't', time: 1, eventId: 'e' }],
      wishes: [{ kind: 'brand', name: 'Fell', wish: 'less', time: 1, eventId: 'e' }],
    };
    await store.database.put(
      'profiles',
      { epoch: 0, cursor: 1, sealed: await store.sealer.seal({ ...core, form: PROFILE_FORM }) },
      'current',
    );
    expect((await readProfile(store))?.core).toEqual(core);
  });
});

describe('events held in the memory of the engine', () => {
  it('are limited to the maximum number, the latest, each once', async () => {
    const mine = reader();
    const events = Array.from({ length: 5003 }, (_, at) => viewOf(`item-${at}`, at + 1));
    mine.hold(events.slice(0, 4000));
    for (const event of events.slice(3000)) mine.observe(event);
    const notes: Note[] = [];
    expect(itemsOf(await mine.read(notes))).toEqual(events.slice(3).map(({ items }) => items[0].item_id));
    expect(notes.map(({ message }) => message).join()).toContain('3 events were dropped from memory to make room');
  });

  it('are valid, whatever the page sends', async () => {
    const mine = reader();
    mine.hold([viewOf('a'), ...NO_EVENTS.map(([, record]) => record)] as never);
    for (const [, record] of NO_EVENTS) mine.observe(record as never);
    mine.observe({ ...(watched as object), id: 'later' } as never);
    expect(itemsOf(await mine.read([]))).toEqual(['a']);
    mine.hold('text' as never);
    expect(itemsOf(await mine.read([]))).toEqual([]);
  });
});

async function openPlace(name: string): Promise<ShelfDatabase> {
  const database = await openShelfDatabase({ bucket: null, database: name }, () => undefined);
  await database.put('meta', 'granted', 'consent');
  return database;
}
