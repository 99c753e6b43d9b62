import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEventId } from '../../src/core/event-id.js';
import { emptyProfile } from '../../src/profile/fold-events.js';
import { type Database, databaseExists, openDatabase } from '../../src/store/database.js';
import { eraseDatabase } from '../../src/store/erase-database.js';
import { appendEvents, readLog, removeEvents } from '../../src/store/event-log.js';
import { createPackCache } from '../../src/store/pack-cache.js';
import { readProfile, writeProfile } from '../../src/store/profile-cache.js';
import type { ShelfEvent } from '../../src/types/event.js';

let database: Database;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  database = await openDatabase('test', () => {});
});

const event = (itemId: string, time = 1): ShelfEvent => ({
  id: createEventId(time),
  name: 'view_item',
  time,
  items: [{ item_id: itemId }],
});
const ids = async (cursor = 0): Promise<string[]> => (await readLog(database, cursor)).events.map((read) => read.items[0].item_id);

describe('the log', () => {
  it('reads on from a cursor, in the order of commits', async () => {
    await appendEvents(database, [event('a'), event('b')]);
    const { cursor } = await readLog(database, 0);
    // A clock set back does not hide an event from the cursor.
    await appendEvents(database, [event('c', 0)]);
    expect(await ids(cursor)).toEqual(['c']);
    expect(await ids()).toEqual(['a', 'b', 'c']);
  });

  it('takes a batch again without doubling it', async () => {
    const batch = [event('a'), event('b')];
    await appendEvents(database, batch.slice(0, 1));
    await appendEvents(database, batch);
    await appendEvents(database, batch);
    expect(await ids()).toEqual(['a', 'b']);
  });

  it('removes events, and says so to whoever folded them', async () => {
    await appendEvents(database, [event('a'), event('b'), event('a')]);
    const before = await readLog(database, 0);
    await writeProfile(database, { ...before, profile: emptyProfile() });
    expect(await removeEvents(database, ({ items }) => items[0].item_id === 'a')).toBe(2);
    expect(await ids()).toEqual(['b']);
    expect((await readLog(database, 0)).epoch).toBe(before.epoch + 1);
    expect(await readProfile(database)).toBeUndefined();
  });

  it('does not keep a profile that was folded before a removal', async () => {
    await appendEvents(database, [event('a')]);
    const stale = await readLog(database, 0);
    await removeEvents(database, () => true);
    await writeProfile(database, { ...stale, profile: emptyProfile() });
    expect(await readProfile(database)).toBeUndefined();
  });

  it('is gone after erasing, also while a connection is open', async () => {
    await appendEvents(database, [event('a')]);
    expect(await databaseExists('test')).toBe(true);
    await eraseDatabase('test');
    expect(await databaseExists('test')).toBe(false);
  });
});

describe('the pack cache', () => {
  it('keeps what manifests name and drops what they do not', async () => {
    const cache = createPackCache(async () => database);
    const bytes = (value: number): Uint8Array<ArrayBuffer> => Uint8Array.of(value, value);
    await cache.write(
      'u',
      'one',
      ['a', 'b'],
      new Map([
        ['a', bytes(1)],
        ['b', bytes(2)],
      ]),
    );
    await cache.write('u', 'two', ['b', 'c'], new Map([['c', bytes(3)]]));
    expect(await cache.readManifest('u')).toBe('two');
    expect(await cache.readFile('a')).toBeUndefined();
    expect(await cache.readFile('b')).toEqual(bytes(2));
    expect(await cache.readFile('c')).toEqual(bytes(3));
  });
});
