import '../fixtures/page-globals.js';
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { runModel } from './model/run-model.js';
import { openShop } from './model/shop.js';

/** Another seed looks elsewhere: MODEL_SEED=1 MODEL_RUNS=2000 npx vitest run test/store/storage-model.test.ts */
const SEED = Number(process.env.MODEL_SEED ?? 20_260_115);
const RUNS = Number(process.env.MODEL_RUNS ?? 250);

it(`keeps every promise in ${RUNS} sequences of tabs, faults and changes of mind (seed ${SEED})`, { timeout: 600_000 }, async () => {
  expect(await runModel(RUNS, SEED)).toBeNull();
});

it('a tab that opens does not take back a consent that storage failed to take', async () => {
  const shop = await openShop();
  try {
    await shop.open(0);
    shop.faults.arm({ kind: 'unknown', after: 0, times: 1 });
    await shop.setConsent(0, 'granted');
    expect(shop.tabs[0]?.parts.consent).toBe('granted');
    await shop.open(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(shop.tabs[0]?.parts.consent).toBe('granted');
  } finally {
    await shop.close();
  }
});
