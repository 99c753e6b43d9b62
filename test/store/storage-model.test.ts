import '../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { expect, it } from 'vitest';
import { runModel } from './model/run-model.js';
import { openModelShop } from './model/shop.js';
import type { Tab } from './model/tab.js';

/** Another seed tests other sequences: MODEL_SEED=1 MODEL_RUNS=2000 npx vitest run test/store/storage-model.test.ts */
const SEED = Number(process.env.MODEL_SEED ?? 20_260_115);
const RUNS = Number(process.env.MODEL_RUNS ?? 250);

it(`keeps every promise in ${RUNS} sequences of tabs, faults and changes of mind (seed ${SEED})`, { timeout: 600_000 }, async () => {
  expect(await runModel(RUNS, SEED)).toBeNull();
});

it('a tab that opens does not withdraw a consent that could not be stored', async () => {
  const shop = await openModelShop();
  try {
    await shop.open(0);
    shop.faults.arm({ kind: 'unknown', after: 0, times: 1 });
    await shop.setConsent(0, 'granted');
    expect(shop.tabs[0]?.state.consent).toBe('granted');
    await shop.open(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(shop.tabs[0]?.state.consent).toBe('granted');
  } finally {
    await shop.close();
  }
});

it('a refusal while a tab was frozen deletes no data granted since', async () => {
  const shop = await openModelShop();
  try {
    for (const slot of [0, 1]) await shop.open(slot);
    await shop.setConsent(0, 'granted');
    shop.tabs[0]?.freeze();
    await shop.setConsent(1, 'denied');
    await shop.setConsent(0, 'granted');
    await shop.tabs[0]?.wake();
    expect(shop.tabs.map((tab) => tab?.state.consent)).toEqual(['granted', 'granted', undefined]);
    await shop.settle();
  } finally {
    await shop.close();
  }
});

it('forgetting reports if it cannot reach the log', async () => {
  const shop = await openModelShop();
  try {
    await shop.open(0);
    await shop.setConsent(0, 'granted');
    await shop.tabs[0]?.recorder.track('view_item', { items: [{ item_id: 'a' }] });
    shop.faults.arm({ kind: 'open-refused', after: 0, times: Number.POSITIVE_INFINITY });
    await shop.open(1);
    await shop.setConsent(1, 'granted');
    const failed = await shop.tabs[1]?.profile.forget({ itemId: 'a' });
    expect(failed).toMatchObject({ done: false, removed: 0, reason: 'storage-failed' });
    shop.faults.disarm();
    await shop.tabs[1]?.profile.forget({ itemId: 'a' });
    expect((await shop.tabs[0]?.profile.inspect())?.events).toEqual([]);
  } finally {
    await shop.close();
  }
});

it('a lost log is counted as lost by the next one, on every later visit too', async () => {
  const shop = await openModelShop();
  const visit = async (slot: number): Promise<Tab> => {
    await shop.open(slot);
    return shop.tabs[slot] as Tab;
  };
  const end = (tab: Tab): void => {
    tab.leave();
    tab.crash();
    shop.tabs.fill(null);
  };
  try {
    const first = await visit(0);
    await shop.setConsent(0, 'granted');
    await first.recorder.track('view_item', { items: [{ item_id: 'a' }] });
    end(first);
    for (const { name } of await indexedDB.databases()) await deleteDB(name as string);
    const second = await visit(1);
    expect(second.state.consent).toBe('unknown');
    await shop.setConsent(1, 'granted');
    expect(second.state.report?.lost).toBe(1);
    end(second);
    expect((await visit(2)).state.report?.lost).toBe(1);
  } finally {
    await shop.close();
  }
});
