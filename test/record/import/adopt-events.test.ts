import { beforeEach, describe, expect, it } from 'vitest';
import { adoptEvents } from '../../../src/record/import/adopt-events.js';
import { createRecorder } from '../../../src/record/recorder.js';
import { type Connection, createConnection } from '../../../src/store/connection.js';
import { maintainLog } from '../../../src/store/log/maintain-log.js';
import { openStore } from '../../../src/store/log/open-store.js';
import type { Consent } from '../../../src/types/consent.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { AdoptResult, Recorder } from '../../../src/types/recorder.js';
import { appendSealed, connectTestStore, loggedItems, storeOf, viewOf } from '../../fixtures/test-store.js';

const NOW = Date.now();
let connection: Connection;
beforeEach(() => {
  connection = connectTestStore();
});

function recorder(consent: Consent, over: Connection = connection): Recorder {
  return createRecorder({ consent, connection: over, now: () => NOW, onKept: () => {} });
}
const adopt = (page: Recorder, events: readonly ShelfEvent[], over: Connection = connection): Promise<AdoptResult> =>
  adoptEvents(page, over, events);
const broken = (): Connection => createConnection({ open: () => Promise.reject(new Error('the disk is full')), prepare: openStore });
const views = (count: number, name: ShelfEvent['name'] = 'view_item', first = 0): ShelfEvent[] =>
  Array.from({ length: count }, (_, at) => ({ ...viewOf(`item-${first + at}`, NOW - 100_000 + first + at), name }));
const itemsOf = (events: readonly ShelfEvent[]): string[] => events.map(({ items }) => items[0].item_id);

describe('events from elsewhere', () => {
  it('are counted as added if they are new, and ignored if they are known', async () => {
    const page = recorder('granted');
    expect(await adopt(page, views(3))).toEqual({ added: 3, refused: 0 });
    const again = views(3).map((event) => ({ ...event, id: event.id }));
    expect(await adopt(page, [...again, again[0]])).toEqual({ added: 3, refused: 0 });
    expect(await adopt(page, again)).toEqual({ added: 0, refused: 0 });
    expect(page.counts()).toMatchObject({ storedEvents: 6, unstoredEvents: 0, lostEvents: 0 });
  });

  it('are added as far as the log has room, the latest first; existing events stay, and tidying removes none of them', async () => {
    const store = await storeOf(connection);
    const there = views(4990, 'view_item', 10_000);
    await appendSealed(store, there);
    expect(await adopt(recorder('granted'), views(100))).toEqual({ added: 10, refused: 90 });
    expect(await loggedItems(store)).toEqual([...itemsOf(there), ...itemsOf(views(100).slice(90))]);
    await store.database.put('meta', NOW - 2 * 86_400_000, 'maintained');
    expect(await maintainLog(store, NOW, () => true)).toBe(0);
  });

  it('are limited to the maximum number of their kind', async () => {
    const store = await storeOf(connection);
    await appendSealed(store, views(200, 'search'));
    const given = [...views(400, 'search', 1000), ...views(10)];
    expect(await adopt(recorder('granted'), given)).toEqual({ added: 310, refused: 100 });
    expect((await loggedItems(store)).length).toBe(510);
  });

  it('are limited to the maximum length of the log', async () => {
    const long = views(600, 'view_item').map((event) => ({
      ...event,
      items: Array.from({ length: 200 }, (_, at) => ({ item_id: `${at}`.padEnd(100, 'x') })),
    }));
    const { added, refused } = await adopt(recorder('granted'), long);
    expect([added > 300, added < 350, added + refused]).toEqual([true, true, 600]);
    expect(await adopt(recorder('granted'), views(1))).toEqual({ added: 1, refused: 0 });
  });

  it('are capped in memory as in the log, before consent', async () => {
    const page = recorder('unknown');
    await adopt(page, views(20, 'view_item', 90_000));
    expect(await adopt(page, views(6000))).toEqual({ added: 4980, refused: 1020 });
    expect(page.held()).toHaveLength(5000);
    expect(itemsOf(page.held()).slice(0, 21).at(-1)).toBe('item-1020');
    expect(page.counts()).toMatchObject({ lostEvents: 0, unstoredEvents: 0 });
  });

  it('are held in memory if storage fails, and counted once as not stored', async () => {
    const page = recorder('granted', broken());
    const given = views(3);
    expect(await adopt(page, given, broken())).toEqual({ added: 3, refused: 0 });
    expect(await adopt(page, given, broken())).toEqual({ added: 0, refused: 0 });
    expect(page.counts()).toMatchObject({ storedEvents: 0, unstoredEvents: 3 });
    expect(page.drop(({ id }) => id === given[0].id)).toBe(1);
    expect(page.counts().unstoredEvents).toBe(2);
  });

  it('are refused if consent is denied, after closing, and if everything is erased meanwhile', async () => {
    expect(await adopt(recorder('denied'), views(2))).toEqual({ added: 0, refused: 2, reason: 'consent-denied' });
    const closed = recorder('granted');
    await closed.close();
    expect(await adopt(closed, views(2))).toEqual({ added: 0, refused: 2, reason: 'closed' });
    const erased = recorder('granted');
    const adopting = adopt(erased, views(2));
    erased.restrict('unknown', true);
    await erased.storeHeld();
    expect(await adopting).toEqual({ added: 0, refused: 2, reason: 'cancelled' });
    expect(await loggedItems(await storeOf(connection))).toEqual([]);
  });
});

describe('events held in memory', () => {
  it('are capped by their length too: the oldest are dropped, and counted', async () => {
    const page = createRecorder({ consent: 'unknown', connection, now: () => NOW, onKept: () => {} });
    const items = Array.from({ length: 200 }, (_, at) => ({ item_id: `${at}`.padEnd(250, 'x') }));
    for (let at = 0; at < 300; at++) void page.track('view_item', { items: [{ item_id: `first-${at}` }, ...items.slice(1)] });
    await page.flush();
    const held = page.held();
    expect(JSON.stringify(held).length).toBeLessThan(8_100_000);
    expect(held.length + page.counts().lostEvents).toBe(300);
    expect(page.counts().lostEvents).toBeGreaterThan(100);
    expect(held.at(-1)?.items[0].item_id).toBe('first-299');
  });

  it('are not counted as unstored once they are erased', async () => {
    const page = recorder('granted', broken());
    await page.track('view_item', { items: [{ item_id: 'a' }] });
    expect(page.counts().unstoredEvents).toBe(1);
    page.restrict('unknown', true);
    await page.storeHeld();
    expect(page.counts().unstoredEvents).toBe(0);
  });

  it('return in order if storing them fails, without those forgotten meanwhile', async () => {
    const page = recorder('unknown', broken());
    for (const id of ['a', 'b', 'c']) await page.track('view_item', { items: [{ item_id: id }] });
    const storing = page.storeHeld();
    page.drop(({ items }) => items[0].item_id === 'b');
    await storing;
    expect(itemsOf(page.held())).toEqual(['a', 'c']);
    expect(page.counts()).toMatchObject({ storedEvents: 0, unstoredEvents: 2 });
  });

  it('are not stored if they are forgotten while they wait for the log to open', async () => {
    let letOpen = (): void => {};
    const mayOpen = new Promise<void>((resolve) => {
      letOpen = resolve;
    });
    const slow: Connection = { ...connection, run: (step, kind) => mayOpen.then(() => connection.run(step, kind)) };
    const page = recorder('unknown', slow);
    for (const id of ['a', 'b']) await page.track('view_item', { items: [{ item_id: id }] });
    const storing = page.storeHeld();
    page.drop(({ items }) => items[0].item_id === 'b');
    letOpen();
    await storing;
    expect(await loggedItems(await storeOf(connection))).toEqual(['a']);
  });
});

describe('an order that was forgotten', () => {
  it('is recorded when it is made again; so is a view of an item', async () => {
    const page = recorder('granted');
    const order = { items: [{ item_id: 'a' }], transaction_id: 'T-1' };
    await page.track('purchase', order);
    expect((await page.track('purchase', order)).reason).toBe('duplicate');
    page.drop(({ items }) => items[0].item_id === 'other');
    expect((await page.track('purchase', order)).reason).toBe('duplicate');
    page.drop(({ items }) => items[0].item_id === 'a');
    expect((await page.track('purchase', order)).kept).toBe('stored');
    await page.track('view_item', { items: [{ item_id: 'a' }] });
    page.drop(({ items }) => items[0].item_id === 'a');
    expect((await page.track('view_item', { items: [{ item_id: 'a' }] })).kept).toBe('stored');
  });

  it('is identified by the id of its event, also after it was reported twice', async () => {
    const kept: ShelfEvent[] = [];
    const page = createRecorder({ consent: 'granted', connection, now: () => NOW, onKept: (event) => kept.push(event) });
    const order = { items: [{ item_id: 'a' }], transaction_id: 'T-1' };
    for (let time = 0; time < 2; time++) await page.track('refund', order);
    page.drop(({ id }) => id === kept[0].id);
    expect((await page.track('refund', order)).kept).toBe('stored');
  });

  it('is remembered among the latest thousand only', async () => {
    const page = recorder('unknown');
    const order = (at: number): object => ({ items: [{ item_id: `item-${at}` }], transaction_id: `T-${at}` });
    for (let at = 0; at < 1001; at++) void page.track('purchase', order(at));
    await page.flush();
    expect((await page.track('purchase', order(1))).reason).toBe('duplicate');
    expect((await page.track('purchase', order(0))).kept).toBe('memory');
  });
});
