import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { createEngine } from '../../src/engine/engine.js';
import { openShelfDatabase } from '../../src/store/database/database.js';
import { placeExists } from '../../src/store/place/storage-place.js';
import type { StoragePlace } from '../../src/types/storage.js';

const HOME: StoragePlace = { bucket: null, database: 'home' };
const BROKEN: StoragePlace = { bucket: null, database: 'broken' };

it('forgetting reports another place of the log that could not be read', async () => {
  // A database that is not a log does not open as one.
  await new Promise<void>((resolve) => {
    const opening = indexedDB.open(BROKEN.database, 2);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
  // The page creates the log, never the engine.
  (await openShelfDatabase(HOME, () => undefined)).close();
  expect(await placeExists(BROKEN)).toBe(true);
  const engine = createEngine();
  await engine.attach({ place: HOME, others: [BROKEN], worse: [], recordedLength: null, forgets: [] });
  await engine.forget({ itemId: 'tent-001' }).catch(() => {});
  await engine.forget({ itemId: 'tent-002' }).catch(() => {});
  expect(engine.health().notes.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    expect.stringContaining('storage-failed: Events in another place of the log could not be read'),
  ]);
  engine.close();
});
