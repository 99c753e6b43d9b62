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

describe('putting the log in order', () => {
  it('takes out what is older than it may be, and keeps the rest', async () => {
    await appendSealed(store, [viewOf('old', NOW - 401 * DAY), viewOf('young', NOW - 399 * DAY)]);
    // The first time there is no earlier day to hold the clock against.
    expect(await maintainLog(store, NOW - 1000, go)).toBe(0);
    await store.database.put('meta', NOW - 2 * DAY, 'maintained');
    expect(await maintainLog(store, NOW, go)).toBe(1);
    expect(await loggedItems(store)).toEqual(['young']);
  });

  it('deletes nothing on the first day after the clock went ten years on, and does the day after that', async () => {
    await appendSealed(store, [viewOf('a', NOW)]);
    await maintainLog(store, NOW, go);
    const later = NOW + 3650 * DAY;
    expect(await maintainLog(store, later, go)).toBe(0);
    expect(await maintainLog(store, later + DAY / 2, go)).toBe(0);
    expect(await loggedItems(store)).toEqual(['a']);
    expect(await maintainLog(store, later + DAY + 1, go)).toBe(1);
  });

  it('deletes nothing for a clock that was set back', async () => {
    await appendSealed(store, [viewOf('a', NOW)]);
    await maintainLog(store, NOW, go);
    expect(await maintainLog(store, NOW - 3650 * DAY, go)).toBe(0);
    expect(await loggedItems(store)).toEqual(['a']);
  });

  it('writes nothing once the lock was taken away', async () => {
    await appendSealed(store, [viewOf('old', NOW - 401 * DAY)]);
    expect(await maintainLog(store, NOW, () => false)).toBe(0);
    expect(await loggedItems(store)).toEqual(['old']);
  });
});

describe('checking the log', () => {
  it('drops a profile that was folded further than the log reaches', async () => {
    await appendSealed(store, [viewOf('a'), viewOf('b')]);
    const read = await readEventLog(store, 0);
    await writeProfile(store, { ...read, core: { recorded: [], searches: [] } });
    // The disk cuts off the end.
    await store.database.delete('events', read.cursor);
    expect(await checkLog(store, null)).toMatchObject({ events: 2, stored: 1, lost: 1 });
    expect(await readProfile(store)).toBeUndefined();
    expect((await readEventLog(store, 0)).epoch).toBe(read.epoch + 1);
  });

  it('drops it as well where the counts went with the events', async () => {
    await appendSealed(store, [viewOf('a')]);
    const read = await readEventLog(store, 0);
    await writeProfile(store, { ...read, cursor: read.cursor + 1, core: { recorded: [], searches: [] } });
    await checkLog(store, null);
    expect(await readProfile(store)).toBeUndefined();
  });

  it('counts what another log held, and what this one held once, as lost, and counts it once', async () => {
    await appendSealed(store, [viewOf('a')]);
    const { log } = await checkLog(store, null);
    expect(await checkLog(store, { log, events: 3 })).toMatchObject({ events: 3, stored: 1, lost: 2 });
    expect(await checkLog(store, { log, events: 3 })).toMatchObject({ events: 3, stored: 1, lost: 2 });
  });

  it('counts what was in another log once, however many tabs remember it', async () => {
    await appendSealed(store, [viewOf('a')]);
    const gone = { log: 'another', events: 5 };
    expect(await checkLog(store, gone)).toMatchObject({ events: 6, stored: 1, lost: 5 });
    expect(await checkLog(store, gone)).toMatchObject({ events: 6, stored: 1, lost: 5 });
  });

  it('counts an event once as lost, whether the log or what was remembered outside says so', async () => {
    await appendSealed(store, [viewOf('a'), viewOf('b'), viewOf('c')]);
    const { log } = await checkLog(store, null);
    await store.database.clear('batches');
    await store.database.delete('events', 2);
    expect(await checkLog(store, { log, events: 3 })).toMatchObject({ events: 3, stored: 2, lost: 1 });
    expect(await checkLog(store, { log, events: 3 })).toMatchObject({ events: 3, stored: 2, lost: 1 });
  });
});
