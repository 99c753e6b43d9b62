import { beforeEach, describe, expect, it } from 'vitest';
import { createPackCache } from '../../../src/store/caches/pack-cache.js';
import { readProfile, writeProfile } from '../../../src/store/caches/profile-cache.js';
import type { Connection } from '../../../src/store/connection.js';
import { checkLog } from '../../../src/store/log/check-log.js';
import type { OpenStore } from '../../../src/store/log/open-store.js';
import { readEventLog } from '../../../src/store/log/read-event-log.js';
import { removeEvents } from '../../../src/store/log/remove-events.js';
import { appendSealed, connectTestStore, loggedItems, storeOf, viewOf } from '../../fixtures/test-store.js';

let connection: Connection;
let store: OpenStore;
const core = { recorded: [], searches: [], wishes: [] };

beforeEach(async () => {
  connection = connectTestStore();
  store = await storeOf(connection);
});

describe('the log', () => {
  it('reads from a cursor, in the order of commits', async () => {
    await appendSealed(store, [viewOf('a'), viewOf('b')]);
    const { cursor } = await readEventLog(store, 0);
    // A clock set back does not hide an event from the cursor.
    await appendSealed(store, [viewOf('c', 0)]);
    expect(await loggedItems(store, cursor)).toEqual(['c']);
    expect(await loggedItems(store)).toEqual(['a', 'b', 'c']);
  });

  it('accepts a batch again without duplicating it', async () => {
    const batch = [viewOf('a'), viewOf('b')];
    await appendSealed(store, batch.slice(0, 1));
    await appendSealed(store, batch);
    await appendSealed(store, batch);
    expect(await loggedItems(store)).toEqual(['a', 'b']);
    expect(await checkLog(store, null)).toMatchObject({ events: 2, stored: 2, lost: 0 });
  });

  it('removes events, and reports that to readers that folded them', async () => {
    await appendSealed(store, [viewOf('a'), viewOf('b'), viewOf('a')]);
    const before = await readEventLog(store, 0);
    await writeProfile(store, { ...before, core });
    expect(await removeEvents(store, ({ items }) => items[0].item_id === 'a')).toBe(2);
    expect(await loggedItems(store)).toEqual(['b']);
    expect((await readEventLog(store, 0)).epoch).toBe(before.epoch + 1);
    expect(await readProfile(store)).toBeUndefined();
    expect(await checkLog(store, null)).toMatchObject({ events: 3, stored: 1, lost: 0 });
  });

  it('treats a record with damaged field names as damaged, not as an event of version 0.1.0', async () => {
    await appendSealed(store, [viewOf('a'), viewOf('b')]);
    const [first] = await store.database.getAll('events');
    const { sealed, ...row } = first as typeof first & { sealed: unknown };
    await store.database.put('events', { ...row, seamed: sealed } as unknown as typeof first);
    const { events, damaged } = await readEventLog(store, 0);
    expect(events.map(({ items }) => items[0].item_id)).toEqual(['b']);
    expect(damaged).toEqual([first.sequence]);
  });

  it('does not keep a profile that was folded before a removal', async () => {
    await appendSealed(store, [viewOf('a')]);
    const stale = await readEventLog(store, 0);
    await removeEvents(store, () => true);
    await writeProfile(store, { ...stale, core });
    expect(await readProfile(store)).toBeUndefined();
  });

  it('stores nothing in plain text but ids and numbers', async () => {
    await appendSealed(store, [viewOf('a-secret-item')]);
    const [row] = await store.database.getAll('events');
    expect(Object.keys(row).sort()).toEqual(['id', 'sealed', 'sequence']);
    expect(JSON.stringify(row)).not.toContain('secret');
    expect(new TextDecoder().decode('sealed' in row ? row.sealed.data : undefined)).not.toContain('secret');
  });
});

describe('the pack cache', () => {
  it('keeps files that manifests name and drops others', async () => {
    const cache = createPackCache(connection);
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
