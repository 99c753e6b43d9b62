import '../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readConsent } from '../../src/store/database/consent-record.js';
import { openShelfDatabase } from '../../src/store/database/database.js';
import { eraseStorage } from '../../src/store/erase-storage.js';
import { openLocalNotes } from '../../src/store/place/local-notes.js';
import { storagePlaces } from '../../src/store/place/storage-place.js';
import { writeConsent } from '../../src/store/write-consent.js';

const NAME = 'erased';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  localStorage.clear();
});

/** Stores consent in the shop's places, granted at these times; null: a database without it. */
async function agreedAt(...times: (number | null)[]): Promise<void> {
  for (const [index, since] of times.entries()) {
    const database = await openShelfDatabase(storagePlaces(NAME)[index], () => undefined);
    if (since !== null) await writeConsent(NAME, database, since);
    database.close();
  }
}

async function left(): Promise<(string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name).sort();
}

describe('erasing', () => {
  it('deletes data granted before the erasure, in every place, and the notes', async () => {
    await agreedAt(1000, 2000);
    openLocalNotes(NAME).write({ since: 1000, events: 3 });
    await eraseStorage(NAME, 2000);
    expect(await left()).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it('keeps data granted later, and its notes', async () => {
    await agreedAt(3000, 1000);
    openLocalNotes(NAME).write({ since: 3000 });
    await eraseStorage(NAME, 2000);
    expect(await left()).toEqual([NAME]);
    const database = await openShelfDatabase(storagePlaces(NAME)[0], () => undefined);
    expect(await readConsent(database)).toBe(3000);
    database.close();
    expect(openLocalNotes(NAME).read()).toEqual({ since: 3000 });
  });

  it.each([
    ['leaves', 3000, [NAME]],
    ['takes', 1000, []],
  ])('%s a database that does not open where the notes say that it was agreed to at %d', async (_does, since, expected) => {
    await agreedAt(since);
    openLocalNotes(NAME).write({ since });
    const open = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
    });
    await eraseStorage(NAME, 2000).finally(() => open.mockRestore());
    expect(await left()).toEqual(expected);
  });

  it('deletes data without consent, of any time', async () => {
    await agreedAt(1000, null);
    await eraseStorage(NAME, -1);
    expect(await left()).toEqual([NAME]);
  });

  it('creates nothing if nothing is stored', async () => {
    await eraseStorage(NAME, Number.POSITIVE_INFINITY);
    expect(await left()).toEqual([]);
  });

  it('leaves nothing readable if a frozen tab blocks the deletion of the database, and reports that', async () => {
    await agreedAt(1000);
    const frozen = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(NAME);
      opening.onsuccess = () => resolve(opening.result);
    });
    await expect(eraseStorage(NAME, 2000)).rejects.toMatchObject({ code: 'storage-failed' });
    const counting = frozen.transaction('meta').objectStore('meta').count();
    await new Promise((resolve) => {
      counting.onsuccess = resolve;
    });
    expect(counting.result).toBe(0);
    frozen.close();
  });
});
