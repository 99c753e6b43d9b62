import { beforeEach, describe, expect, it } from 'vitest';
import { createRecorder } from '../../src/record/recorder.js';
import { type Connection, createConnection } from '../../src/store/connection.js';
import { openStore } from '../../src/store/log/open-store.js';
import { readEventLog } from '../../src/store/log/read-event-log.js';
import type { Consent } from '../../src/types/consent.js';
import type { ShelfEvent } from '../../src/types/event.js';
import type { Recorder } from '../../src/types/recorder.js';
import { connectTestStore, storeOf } from '../fixtures/test-store.js';

let connection: Connection;
let time = 0;
let kept: [ShelfEvent, boolean][] = [];

beforeEach(async () => {
  connection = connectTestStore();
  time = 1_000_000;
  kept = [];
});

function recorder(consent: Consent, options: { connection?: Connection; now?: () => number } = {}): Recorder {
  return createRecorder({
    consent,
    connection,
    now: () => (time += 1000),
    onKept: (event, held) => kept.push([event, held]),
    ...options,
  });
}

const stored = async (): Promise<string[]> =>
  (await readEventLog(await storeOf(connection), 0)).events.map((event) => event.items[0]?.item_id ?? event.name);
const view = (id: string): object => ({ items: [{ item_id: id }] });

describe('with consent', () => {
  it('an event is in the log when its promise resolves', async () => {
    expect(await recorder('granted').track('view_item', view('a'))).toEqual({ kept: 'stored' });
    expect(await stored()).toEqual(['a']);
    expect(kept.map(([, held]) => held)).toEqual([false]);
  });

  it('a thousand events tracked at once are each stored once, in order, in transactions of no more than a hundred', async () => {
    const page = recorder('granted');
    const results = await Promise.all(Array.from({ length: 1000 }, (_, index) => page.track('view_item', view(`item-${index}`))));
    expect(results.every((result) => result.kept === 'stored')).toBe(true);
    expect(await stored()).toEqual(Array.from({ length: 1000 }, (_, index) => `item-${index}`));
    const batches = await (await storeOf(connection)).database.getAll('batches');
    expect(batches.reduce((sum, batch) => sum + batch, 0)).toBe(1000);
    expect(batches.length).toBeLessThan(20);
    expect(Math.max(...batches)).toBeLessThanOrEqual(100);
  });

  it('a thousand events tracked at once are processed a hundred at a time, so that the page can run in between', async () => {
    const page = recorder('unknown');
    for (let index = 0; index < 1000; index++) void page.track('view_item', view(`item-${index}`));
    await Promise.resolve();
    expect(page.held()).toHaveLength(100);
    const tasks: number[] = [];
    while (page.held().length < 1000) {
      await new Promise((resolve) => setTimeout(resolve));
      tasks.push(page.held().length);
    }
    expect(tasks.length).toBeGreaterThanOrEqual(9);
    expect(page.held().map(({ items }) => items[0].item_id)).toEqual(Array.from({ length: 1000 }, (_, index) => `item-${index}`));
  });

  it('a page that goes away processes all of them at once, and a flush waits for all of them', async () => {
    const page = recorder('unknown');
    const leaving = recorder('unknown');
    for (const each of [page, leaving]) for (let index = 0; index < 350; index++) void each.track('view_item', view(`item-${index}`));
    leaving.close();
    expect(leaving.held()).toHaveLength(350);
    await page.flush();
    expect(page.held()).toHaveLength(350);
  });

  it('an event is a copy: later changes of the passed objects have no effect', async () => {
    const page = recorder('granted');
    const parameters = { items: [{ item_id: 'a' }] };
    const first = page.track('view_item', parameters);
    parameters.items[0].item_id = 'b';
    await Promise.all([first, page.track('view_item', parameters)]);
    expect(await stored()).toEqual(['a', 'b']);
  });

  it('ids sort in the order of the calls, within a millisecond too', async () => {
    const page = recorder('granted', { now: () => 1_000_000 });
    await Promise.all(Array.from({ length: 40 }, (_, index) => page.track('view_item', view(`item-${index}`))));
    const ids = kept.map(([event]) => event.id);
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(40);
  });

  it('an event that cannot be stored is held in memory, and reported as such', async () => {
    const page = recorder('granted', {
      connection: createConnection({ open: () => Promise.reject(new Error('the disk is full')), prepare: openStore }),
    });
    expect(await page.track('view_item', view('a'))).toEqual({ kept: 'memory', reason: 'Storage failed: the disk is full' });
    expect(page.held().length).toBe(1);
    expect(page.counts()).toMatchObject({ storedEvents: 0, unstoredEvents: 1 });
  });

  it('an order reported twice counts once', async () => {
    const page = recorder('granted');
    await page.track('purchase', { ...view('a'), transaction_id: 'T-1' });
    expect(await page.track('purchase', { ...view('a'), transaction_id: 'T-1' })).toEqual({ kept: 'no', reason: 'duplicate' });
    expect(await stored()).toEqual(['a']);
  });

  it('a tag that fires twice counts once, two clicks a second apart count twice', async () => {
    const page = recorder('granted', { now: () => time });
    void page.track('add_to_cart', view('a'));
    expect((await page.track('add_to_cart', view('a'))).reason).toBe('duplicate');
    time += 1000;
    expect((await page.track('add_to_cart', view('a'))).kept).toBe('stored');
    expect(page.counts().duplicateEvents).toBe(1);
  });
});

describe('an earlier event', () => {
  it('keeps its time, if that is valid and not in the future', async () => {
    const page = recorder('unknown', { now: () => 5000 });
    const times = [1234, 9999, Number.NaN, -1, 'soon', Symbol('time'), undefined];
    for (const [index, at] of times.entries()) await page.track('view_item', view(`item-${index}`), at);
    expect(page.held().map((event) => event.time)).toEqual([1234, 5000, 5000, 5000, 5000, 5000]);
    expect(page.counts().rejectedEvents).toEqual({ 'parameters are not an object': 1 });
  });
});

describe('before consent', () => {
  it('events stay in memory; granting stores them; later ones are stored at once', async () => {
    const page = recorder('unknown');
    expect(await page.track('view_item', view('a'))).toEqual({ kept: 'memory', reason: 'consent unknown' });
    expect(await stored()).toEqual([]);
    await page.storeHeld();
    await page.track('view_item', view('b'));
    expect(await stored()).toEqual(['a', 'b']);
    expect(page.held()).toEqual([]);
  });

  it('denying drops them, and keeps no later ones', async () => {
    const page = recorder('unknown');
    await page.track('view_item', view('a'));
    page.restrict('denied', true);
    expect(page.held()).toEqual([]);
    expect(await page.track('view_item', view('b'))).toEqual({ kept: 'no', reason: 'consent denied' });
    await page.storeHeld();
    expect(await stored()).toEqual([]);
  });
});

describe('an invalid call', () => {
  it('is counted by reason and never throws', async () => {
    const page = recorder('unknown');
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('trap');
        },
      },
    );
    for (const [name, parameters] of [
      [undefined, undefined],
      ['view_item', hostile],
      ['view_item', 3],
      ['viewed', view('a')],
    ] as const) {
      expect((await page.track(name, parameters)).kept).toBe('no');
    }
    expect(page.counts().rejectedEvents).toEqual({ 'unknown event name': 2, 'parameters are not an object': 2 });
  });
});

describe('a closed recorder', () => {
  it('has written pending events, and keeps no later ones', async () => {
    const page = recorder('granted');
    const waiting = page.track('view_item', view('a'));
    page.close();
    expect(await waiting).toEqual({ kept: 'stored' });
    expect(await page.track('view_item', view('b'))).toEqual({ kept: 'no', reason: 'the shelf was closed' });
    expect(await stored()).toEqual(['a']);
  });
});

describe('orders', () => {
  it('without a number are all kept; of partial refunds each counts', async () => {
    const page = recorder('granted');
    await page.track('purchase', { ...view('a'), transaction_id: '' });
    await page.track('purchase', { ...view('b'), transaction_id: '' });
    await page.track('refund', { ...view('a'), transaction_id: 'T' });
    await page.track('refund', { ...view('b'), transaction_id: 'T' });
    expect(await stored()).toEqual(['a', 'b', 'a', 'b']);
  });

  it('are not remembered after an erasure', async () => {
    const page = recorder('granted');
    await page.track('purchase', { ...view('a'), transaction_id: 'T' });
    page.restrict('unknown', true);
    expect((await page.track('purchase', { ...view('a'), transaction_id: 'T' })).kept).toBe('memory');
  });
});

describe('erasing', () => {
  it('drops pending events as well as held ones', async () => {
    const page = recorder('granted');
    const waiting = page.track('view_item', view('a'));
    page.restrict('unknown', true);
    expect(await waiting).toEqual({ kept: 'no', reason: 'erased' });
    expect(page.held()).toEqual([]);
    expect(await stored()).toEqual([]);
  });

  it('an event that is pending when consent is withdrawn is not stored', async () => {
    const page = recorder('granted');
    const waiting = page.track('view_item', view('a'));
    page.restrict('denied', true);
    expect(await waiting).toEqual({ kept: 'no', reason: 'consent denied' });
    expect(await stored()).toEqual([]);
  });
});
