import '../fixtures/page-globals.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { adoptEvents } from '../../src/record/import/adopt-events.js';
import { createRecorder } from '../../src/record/recorder.js';
import { type Connection, createConnection } from '../../src/store/connection.js';
import { openStore } from '../../src/store/log/open-store.js';
import type { Consent } from '../../src/types/consent.js';
import type { Recorder } from '../../src/types/recorder.js';
import { connectTestStore, loggedItems, storeOf, viewOf } from '../fixtures/test-store.js';

let connection: Connection;
let kept: boolean[] = [];
beforeEach(() => {
  connection = connectTestStore();
  kept = [];
});

function recorder(consent: Consent, over: Connection = connection): Recorder {
  return createRecorder({ consent, connection: over, now: Date.now, onKept: (_event, held) => kept.push(held) });
}
const view = (id: string): object => ({ items: [{ item_id: id }] });

/** A connection whose writes wait. */
function slowConnection(): { slow: Connection; go: () => void } {
  let go = (): void => {};
  const ready = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { slow: { ...connection, run: (step, kind) => ready.then(() => connection.run(step, kind)) }, go: () => go() };
}

describe('a recorder that is closed', () => {
  it('has written all earlier events, a thousand and more, when close() resolves', async () => {
    const page = recorder('granted');
    const results = Array.from({ length: 1050 }, (_, at) => page.track('view_item', view(`item-${at}`)));
    await page.close();
    expect((await Promise.all(results)).every(({ kept: where }) => where === 'stored')).toBe(true);
    expect(await loggedItems(await storeOf(connection))).toHaveLength(1050);
  });

  it('has nothing in memory, and stores none of its held events', async () => {
    const page = recorder('unknown');
    const waiting = page.track('view_item', view('a'));
    await page.close();
    expect(await waiting).toEqual({ kept: 'memory', reason: 'consent unknown' });
    expect(page.held()).toEqual([]);
    await page.storeHeld();
    await adoptEvents(page, connection, [viewOf('b')]);
    expect(await page.track('view_item', view('c'))).toEqual({ kept: 'no', reason: 'the shelf was closed' });
    await page.flush();
    expect([page.held(), page.unsettled(), await loggedItems(await storeOf(connection))]).toEqual([[], [], []]);
    expect(kept).toEqual([true]);
  });

  it('waits for pending writes, and settles late ones', async () => {
    const { slow, go } = slowConnection();
    const page = recorder('granted', slow);
    const waiting = page.track('view_item', view('a'));
    let closed = false;
    const closing = page.close().then(() => {
      closed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(closed).toBe(false);
    go();
    await closing;
    expect(await waiting).toEqual({ kept: 'stored' });
    expect(await loggedItems(await storeOf(connection))).toEqual(['a']);
  });

  it('keeps no event that could not be written', async () => {
    const page = recorder('granted', createConnection({ open: () => Promise.reject(new Error('the disk is full')), prepare: openStore }));
    const waiting = page.track('view_item', view('a'));
    await page.close();
    expect(await waiting).toEqual({ kept: 'no', reason: 'the shelf was closed' });
    expect([page.held(), kept]).toEqual([[], []]);
  });

  it('stores nothing if consent is withdrawn while it closes', async () => {
    const { slow, go } = slowConnection();
    const page = recorder('granted', slow);
    const waiting = page.track('view_item', view('a'));
    const closing = page.close();
    page.restrict('denied', true);
    go();
    await closing;
    expect(await waiting).toEqual({ kept: 'no', reason: 'consent denied' });
    expect(await loggedItems(await storeOf(connection))).toEqual([]);
  });

  it('may be closed twice', async () => {
    const page = recorder('granted');
    void page.track('view_item', view('a'));
    await Promise.all([page.close(), page.close()]);
    await page.close();
    expect(await loggedItems(await storeOf(connection))).toEqual(['a']);
  });

  it('has no listener on the page and no timer left', async () => {
    const listening = new Set<string>();
    const put = {
      addEventListener: (type: string) => listening.add(type),
      removeEventListener: (type: string) => listening.delete(type),
    };
    const own = { addEventListener: globalThis.addEventListener, removeEventListener: globalThis.removeEventListener };
    const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    Object.assign(globalThis, put);
    try {
      const page = recorder('unknown');
      expect([...listening].sort()).toEqual(['pagehide', 'visibilitychange']);
      for (let at = 0; at < 350; at++) void page.track('view_item', view(`item-${at}`));
      await Promise.resolve();
      await page.close();
      expect([...listening]).toEqual([]);
      expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout')).toHaveLength(timers);
    } finally {
      Object.assign(globalThis, own);
    }
  });
});
