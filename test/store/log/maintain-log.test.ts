import { beforeEach, describe, expect, it } from 'vitest';
import { readProfile, writeProfile } from '../../../src/store/caches/profile-cache.js';
import { checkLog } from '../../../src/store/log/check-log.js';
import { maintainLog } from '../../../src/store/log/maintain-log.js';
import type { OpenStore } from '../../../src/store/log/open-store.js';
import { readEventLog } from '../../../src/store/log/read-event-log.js';
import { appendSealed, connectTestStore, loggedItems, storeOf, viewOf } from '../../fixtures/test-store.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 15);
const go = (): boolean => true;
let store: OpenStore;

beforeEach(async () => {
  store = await storeOf(connectTestStore());
});

describe('tidying the log', () => {
  it('removes events beyond their retention time, and keeps the rest', async () => {
    await appendSealed(store, [viewOf('old', NOW - 401 * DAY), viewOf('young', NOW - 399 * DAY)]);
    // The first time there is no earlier day to compare the clock with.
    expect(await maintainLog(store, NOW - 1000, go)).toBe(0);
    await store.database.put('meta', NOW - 2 * DAY, 'maintained');
    expect(await maintainLog(store, NOW, go)).toBe(1);
    expect(await loggedItems(store)).toEqual(['young']);
  });

  it('deletes nothing on the first day after the clock jumped ten years ahead, and deletes on the next day', async () => {
    await appendSealed(store, [viewOf('a', NOW)]);
    await maintainLog(store, NOW, go);
    const later = NOW + 3650 * DAY;
    expect(await maintainLog(store, later, go)).toBe(0);
    expect(await maintainLog(store, later + DAY / 2, go)).toBe(0);
    expect(await loggedItems(store)).toEqual(['a']);
    expect(await maintainLog(store, later + DAY + 1, go)).toBe(1);
  });

  it('deletes nothing if the clock was set back', async () => {
    await appendSealed(store, [viewOf('a', NOW)]);
    await maintainLog(store, NOW, go);
    expect(await maintainLog(store, NOW - 3650 * DAY, go)).toBe(0);
    expect(await loggedItems(store)).toEqual(['a']);
  });

  it('writes nothing once the lock was lost', async () => {
    await appendSealed(store, [viewOf('old', NOW - 401 * DAY)]);
    expect(await maintainLog(store, NOW, () => false)).toBe(0);
    expect(await loggedItems(store)).toEqual(['old']);
  });
});

describe('checking the log', () => {
  it('drops a profile with more events than the log', async () => {
    await appendSealed(store, [viewOf('a'), viewOf('b')]);
    const read = await readEventLog(store, 0);
    await writeProfile(store, { ...read, core: { recorded: [], searches: [], wishes: [] } });
    // The disk lost the end.
    await store.database.delete('events', read.cursor);
    expect(await checkLog(store, null)).toMatchObject({ events: 2, stored: 1, lost: 1 });
    expect(await readProfile(store)).toBeUndefined();
    expect((await readEventLog(store, 0)).epoch).toBe(read.epoch + 1);
  });

  it('drops it also if the counts were lost with the events', async () => {
    await appendSealed(store, [viewOf('a')]);
    const read = await readEventLog(store, 0);
    await writeProfile(store, { ...read, cursor: read.cursor + 1, core: { recorded: [], searches: [], wishes: [] } });
    await checkLog(store, null);
    expect(await readProfile(store)).toBeUndefined();
  });

  it('counts the events of another log, and those this one had, as lost, each once', async () => {
    await appendSealed(store, [viewOf('a')]);
    const { log } = await checkLog(store, null);
    expect(await checkLog(store, { log, events: 3 })).toMatchObject({ events: 3, stored: 1, lost: 2 });
    expect(await checkLog(store, { log, events: 3 })).toMatchObject({ events: 3, stored: 1, lost: 2 });
  });

  it('counts the events of another log once, for any number of tabs that noted it', async () => {
    await appendSealed(store, [viewOf('a')]);
    const gone = { log: 'another', events: 5 };
    expect(await checkLog(store, gone)).toMatchObject({ events: 6, stored: 1, lost: 5 });
    expect(await checkLog(store, gone)).toMatchObject({ events: 6, stored: 1, lost: 5 });
  });

  it('counts an event once as lost, by the log or by the recorded length outside it', async () => {
    await appendSealed(store, [viewOf('a'), viewOf('b'), viewOf('c')]);
    const { log } = await checkLog(store, null);
    await store.database.clear('batches');
    await store.database.delete('events', 2);
    expect(await checkLog(store, { log, events: 3 })).toMatchObject({ events: 3, stored: 2, lost: 1 });
    expect(await checkLog(store, { log, events: 3 })).toMatchObject({ events: 3, stored: 2, lost: 1 });
  });
});
