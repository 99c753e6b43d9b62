import '../../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mergeOrphanedDatabases } from '../../../src/store/recovery/merge-orphaned-databases.js';
import { type ModelShop, openModelShop } from '../../store/model/shop.js';
import type { Tab } from '../../store/model/tab.js';

const DAY = 86_400_000;
const [FIRST, SECOND] = ['model', 'model~2'];
const places = [FIRST, SECOND].map((database) => ({ bucket: null, database }));

let shop: ModelShop;

beforeEach(async () => {
  shop = await openModelShop();
  await shop.open(0);
  await shop.setConsent(0, 'granted');
});

afterEach(() => shop.close());

async function open(slot: number): Promise<Tab> {
  await shop.open(slot);
  return tab(slot);
}

function tab(slot: number): Tab {
  return shop.tabs[slot] as Tab;
}

async function track(page: Tab, ...items: string[]): Promise<string[]> {
  const view = (id: string): object => ({ items: [{ item_id: id }] });
  return (await Promise.all(items.map((id) => page.recorder.track('view_item', view(id))))).map(({ kept }) => kept);
}

async function known(page: Tab): Promise<(string | undefined)[]> {
  return (await page.profile.inspect()).events.map(({ items }) => items[0]?.item_id).sort();
}

/** The log is tidied a while after a page opened. */
function maintained(): void {
  shop.time.advance(4000);
}

function placeOf(page: Tab): string | undefined {
  return page.storage.opened?.ladder.place?.database;
}

async function databases(): Promise<(string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name).sort();
}

describe('a first place that is abandoned on a later day', () => {
  it('is left by the tabs that still have it open, with their consent, held events and stored events', async () => {
    expect(await track(tab(0), 'a', 'b')).toEqual(['stored', 'stored']);
    maintained();
    shop.faults.breakPlace(FIRST);
    const next = await open(1);
    expect(placeOf(next)).toBe(SECOND);
    expect(await track(next, 'c')).toEqual(['stored']);
    shop.time.advance(DAY);
    const later = await open(2);
    await vi.waitFor(async () => expect(await databases()).toEqual([SECOND]));
    await vi.waitFor(() => expect(placeOf(tab(0))).toBe(SECOND));
    expect(tab(0).state.consent).toBe('granted');
    expect(await track(tab(0), 'e')).toEqual(['stored']);
    await vi.waitFor(async () => expect(await known(later)).toEqual(['a', 'b', 'c', 'e']));
    expect(await known(tab(0))).toEqual(['a', 'b', 'c', 'e']);
  });

  it('is left with held events, and by the engine too, as soon as its connection is lost', async () => {
    await track(tab(0), 'a');
    maintained();
    shop.faults.breakPlace(FIRST);
    const next = await open(1);
    await track(next, 'b');
    shop.faults.arm({ kind: 'unknown', after: 0, times: Number.POSITIVE_INFINITY });
    expect(await track(tab(0), 'c')).toEqual(['memory']);
    shop.faults.arm({ kind: 'unknown', after: 0, times: 0 });
    expect(await track(tab(0), 'd')).toEqual(['stored']);
    expect(placeOf(tab(0))).toBe(SECOND);
    await vi.waitFor(async () => expect(await known(tab(0))).toEqual(['b', 'c', 'd']));
    maintained();
    expect(await known(next)).toEqual(['b', 'c', 'd']);
    expect(tab(0).state.consent).toBe('granted');
  });

  it('is erased anyway if a shopper withdraws consent', async () => {
    await track(tab(0), 'a');
    shop.faults.breakPlace(FIRST);
    const next = await open(1);
    await track(next, 'b');
    tab(0).freeze();
    await shop.setConsent(1, 'denied');
    expect(await databases()).toEqual([]);
    await vi.waitFor(() => expect(tab(0).state.consent).not.toBe('granted'));
    expect(await known(tab(0))).toEqual([]);
  });
});

describe('a fallback place', () => {
  /** One tab in the second place, and one that came back to the first. */
  async function split(): Promise<{ away: Tab; home: Tab }> {
    tab(0).crash();
    shop.tabs[0] = null;
    shop.faults.breakPlace(FIRST);
    const away = await open(1);
    expect(await track(away, 'a')).toEqual(['stored']);
    shop.faults.disarm();
    shop.time.advance(DAY);
    return { away, home: await open(0) };
  }

  it('is left by the tab that has it open when another one merges its events into the first place, and nothing is lost', async () => {
    const { away, home } = await split();
    expect([placeOf(away), placeOf(home)]).toEqual([SECOND, FIRST]);
    await home.storage.connection.run((store) => mergeOrphanedDatabases(store, [places[1]]));
    await vi.waitFor(() => expect(placeOf(away)).toBe(FIRST));
    expect(away.state.consent).toBe('granted');
    expect(await track(away, 'b')).toEqual(['stored']);
    expect(await known(home)).toEqual(['a', 'b']);
    expect(await databases()).toEqual([FIRST]);
  });

  it('hands over events written into it while it is merged', async () => {
    const { away, home } = await split();
    await home.storage.connection.run(async (store) => {
      const gathering = mergeOrphanedDatabases(store, [places[1]]);
      // Between the read and the deletion, at any point.
      for (const item of ['b', 'c', 'd', 'e', 'f', 'g', 'h']) await track(away, item);
      return gathering;
    });
    await vi.waitFor(() => expect(placeOf(away)).toBe(FIRST));
    await away.recorder.flush();
    await vi.waitFor(async () => expect(await known(home)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']));
  });

  it('is merged when the first place is restored empty', async () => {
    tab(0).crash();
    shop.tabs[0] = null;
    shop.faults.breakPlace(FIRST);
    await track(await open(1), 'a');
    tab(1).crash();
    shop.tabs[1] = null;
    // The browser found it broken too, and created it anew.
    shop.faults.disarm();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(FIRST).onsuccess = resolve;
    });
    shop.time.advance(DAY);
    const back = await open(0);
    expect(back.state.consent).toBe('granted');
    await back.storage.connection.run((store) => mergeOrphanedDatabases(store, [places[1]]));
    expect(await known(back)).toEqual(['a']);
  });

  it('keeps no events that are forgotten in the first place', async () => {
    const { away, home } = await split();
    expect(await home.profile.forget({ itemId: 'a' })).toEqual({ done: true, removed: 1 });
    await home.heard();
    await vi.waitFor(() => expect(placeOf(away)).toBe(FIRST));
    await home.storage.connection.run((store) => mergeOrphanedDatabases(store, [places[1]]));
    expect(await known(home)).toEqual([]);
  });
});

describe('a refusal that a frozen tab receives late', () => {
  it('deletes nothing that was stored under a consent granted since', async () => {
    await open(1);
    await track(tab(1), 'before');
    tab(1).freeze();
    await shop.setConsent(0, 'denied');
    await shop.setConsent(0, 'granted');
    expect(await track(tab(0), 'after')).toEqual(['stored']);
    await tab(1).wake();
    expect(tab(1).state.consent).toBe('granted');
    expect(tab(0).state.consent).toBe('granted');
    expect(await known(tab(0))).toEqual(['after']);
    expect(await known(tab(1))).toEqual(['after']);
  });

  it('deletes nothing either if the tab had no consent before', async () => {
    await shop.setConsent(0, 'denied');
    await open(1);
    tab(1).freeze();
    await shop.setConsent(0, 'granted');
    await shop.setConsent(0, 'unknown');
    await shop.setConsent(0, 'granted');
    expect(await track(tab(0), 'after')).toEqual(['stored']);
    await tab(1).wake();
    expect(await known(tab(1))).toEqual(['after']);
    expect(tab(0).state.consent).toBe('granted');
  });

  it('still drops events that the tab itself was about to store', async () => {
    await open(1);
    tab(1).freeze();
    shop.faults.arm({ kind: 'unknown', after: 0, times: Number.POSITIVE_INFINITY });
    expect(await track(tab(1), 'before')).toEqual(['memory']);
    tab(1).freeze();
    shop.faults.disarm();
    await shop.setConsent(0, 'denied');
    await shop.setConsent(0, 'granted');
    await tab(1).wake();
    shop.time.advance(DAY / 24);
    expect(await track(tab(1), 'after')).toEqual(['stored']);
    expect(await known(tab(0))).toEqual(['after']);
  });

  it('is carried out in full by its own tab, whatever the clock did since the consent', async () => {
    await track(tab(0), 'a');
    const { now } = Date;
    Date.now = () => now() - 365 * DAY;
    try {
      await shop.setConsent(0, 'denied');
    } finally {
      Date.now = now;
    }
    expect(await databases()).toEqual([]);
  });
});

describe('forgetting', () => {
  it('removes events from the memory of the other tabs', async () => {
    await open(1);
    shop.faults.arm({ kind: 'unknown', after: 0, times: Number.POSITIVE_INFINITY });
    expect(await track(tab(1), 'a', 'b')).toEqual(['memory', 'memory']);
    shop.faults.disarm();
    await tab(0).profile.forget({ itemId: 'a' });
    await tab(0).heard();
    expect(await known(tab(1))).toEqual(['b']);
    shop.time.advance(DAY / 24);
    expect(await track(tab(1), 'c')).toEqual(['stored']);
    await vi.waitFor(async () => expect(await known(tab(0))).toEqual(['b', 'c']));
  });

  it('removes events that another tab is about to store, before consent and after', async () => {
    await open(1);
    const storing = track(tab(1), 'a', 'b');
    shop.time.advance(1);
    await tab(0).profile.forget({ itemId: 'a' });
    await Promise.all([tab(0).heard(), storing]);
    expect(await known(tab(0))).toEqual(['b']);
    await shop.setConsent(0, 'unknown');
    await track(tab(1), 'a', 'b');
    await tab(0).profile.forget({ itemId: 'a' });
    await tab(0).heard();
    expect(await known(tab(1))).toEqual(['b']);
  });
});
