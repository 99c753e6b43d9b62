import '../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProfileReader } from '../../src/engine/state/profile-reader.js';
import { consentElsewhere } from '../../src/store/database/consent-elsewhere.js';
import { openExistingDatabase, openShelfDatabase } from '../../src/store/database/database.js';
import { eraseStorage } from '../../src/store/erase-storage.js';
import { resultOf } from '../../src/store/place/storage-place.js';

const NAME = 'opened';
const place = { bucket: null, database: NAME };
const faults: unknown[] = [];
const noteFault = (error: unknown): void => {
  faults.push(error);
};

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  faults.length = 0;
  process.on('uncaughtException', noteFault);
  process.on('unhandledRejection', noteFault);
});

afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('uncaughtException', noteFault);
  process.off('unhandledRejection', noteFault);
  expect(faults).toEqual([]);
});

const names = async (): Promise<(string | undefined)[]> => (await indexedDB.databases()).map(({ name }) => name);

/** Creates a database of version 1 with these stores. */
async function createForeign(...stores: string[]): Promise<void> {
  const opening = indexedDB.open(NAME);
  opening.onupgradeneeded = () => {
    for (const store of stores) opening.result.createObjectStore(store);
  };
  (await resultOf(opening)).close();
}

describe('opening the database', () => {
  it('fills one without stores, which an interrupted erasure left', async () => {
    await createForeign();
    const database = await openShelfDatabase(place, () => undefined);
    expect([...database.objectStoreNames]).toEqual(['batches', 'events', 'files', 'manifests', 'meta', 'profiles']);
    database.close();
  });

  it.each([[['orders']], [['events']]])('refuses one with the stores %j of somebody else, and leaves it as it is', async (stores) => {
    await createForeign(...stores);
    await expect(openShelfDatabase(place, () => undefined)).rejects.toMatchObject({ code: 'storage-failed' });
    const database = await resultOf(indexedDB.open(NAME));
    expect([database.version, [...database.objectStoreNames]]).toEqual([1, stores]);
    database.close();
  });

  it('creates none where it must exist', async () => {
    await expect(openExistingDatabase(place, () => undefined)).rejects.toMatchObject({ code: 'storage-failed' });
    expect(await names()).toEqual([]);
  });

  it('creates none to look for consent or to read the log, also when it is erased between the look and the opening', async () => {
    const reader = createProfileReader();
    reader.attach(place);
    // What the browser says of its databases is late.
    indexedDB.databases = async () => [{ name: NAME, version: 2 }];
    expect((await reader.read([])).recorded).toEqual([]);
    await expect(consentElsewhere([place])).rejects.toMatchObject({ code: 'storage-failed' });
    await eraseStorage(NAME, Date.now());
    Reflect.deleteProperty(indexedDB, 'databases');
    expect(await names()).toEqual([]);
  });
});
