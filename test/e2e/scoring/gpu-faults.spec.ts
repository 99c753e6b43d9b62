import { mkdirSync, writeFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { seededPack } from '../../fixtures/seeded-pack.js';
import { expect, openShelf, type Site, test } from '../tools/site.js';

declare global {
  /** In the engine's thread: number of requested adapters, and the devices it received. */
  var adapterRequests: number;
  var devices: GPUDevice[];
}

/** A pack, and the items that the shopper viewed. */
interface Shop {
  readonly pack?: string;
  readonly history: readonly string[];
}

const SAMPLE: Shop = { history: ['tent-001', 'boot-010', 'ski-003'] };

/** A shop with this number of items; the site serves its pack. */
async function seededShop(items: number): Promise<Shop> {
  const folder = `test-results/packs/seeded-${items}`;
  mkdirSync(folder, { recursive: true });
  const { manifest, files } = await seededPack(items, 64);
  for (const [path, bytes] of files) writeFileSync(`${folder}/${path}`, bytes);
  writeFileSync(`${folder}/pack.json`, JSON.stringify(manifest));
  return { pack: `/packs/seeded-${items}/pack.json`, history: ['sku-1', `sku-${items >> 1}`, `sku-${items - 1}`] };
}

/** Runs before the engine, in its thread. */
async function beforeEngine(page: Page, code: string): Promise<void> {
  await page.route('**/dist/worker.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });
}

/** Counts the engine's requests to the GPU. */
const WATCH = `
globalThis.adapterRequests = 0;
globalThis.devices = [];
if (globalThis.GPU) {
  const { requestAdapter } = GPU.prototype;
  GPU.prototype.requestAdapter = function (...given) { globalThis.adapterRequests++; return requestAdapter.apply(this, given); };
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...given) {
    const device = await requestDevice.apply(this, given);
    globalThis.devices.push(device);
    return device;
  };
}`;

interface List {
  readonly ids: string[];
  readonly scores: number[];
  readonly backend: string;
  readonly milliseconds: number;
}

/** Top twenty, and the time they took. */
async function list(page: Page): Promise<List> {
  return page.evaluate(async () => {
    const start = performance.now();
    const { items, servedBy } = await shelf.recommend({ count: 20, now: 0 });
    const milliseconds = performance.now() - start;
    return { ids: items.map(({ id }) => id), scores: items.map(({ score }) => score), backend: servedBy.backend, milliseconds };
  });
}

async function openWithHistory(
  page: Page,
  site: Site,
  backend: 'webgpu' | 'auto' | 'js',
  path?: string,
  { history, ...options } = SAMPLE,
): Promise<void> {
  await openShelf(page, site, { backend, ...options }, path);
  await page.evaluate(async (ids) => {
    for (const id of ids) await shelf.track('view_item', { items: [{ item_id: id }] });
  }, history);
}

async function reference(page: Page, site: Site, shop = SAMPLE): Promise<List> {
  await openWithHistory(page, site, 'js', undefined, shop);
  const expected = await list(page);
  expect(expected.ids).toHaveLength(20);
  return expected;
}

const MISSING: readonly [string, string][] = [
  ['with everything', ''],
  ['without WebGPU', "Object.defineProperty(navigator, 'gpu', { value: undefined });"],
  ['without an adapter', 'if (globalThis.GPU) GPU.prototype.requestAdapter = async () => null;'],
  [
    'without WebGPU, WebGL and WebAssembly',
    "Object.defineProperty(navigator, 'gpu', { value: undefined }); OffscreenCanvas = undefined; WebAssembly = undefined;",
  ],
];

for (const [name, code] of MISSING) {
  for (const path of ['pages/', 'pages/strict.html']) {
    test(`${name}, ${path === 'pages/' ? 'in a worker' : 'without workers'}: the same twenty`, async ({ page, site }) => {
      const expected = await reference(page, site);
      await beforeEngine(page, code);
      for (const backend of ['webgpu', 'auto', 'js'] as const) {
        await openWithHistory(page, site, backend, path);
        const { ids, scores, backend: served } = await list(page);
        expect({ ids, scores }).toEqual({ ids: expected.ids, scores: expected.scores });
        if (backend === 'webgpu') expect(served).toBe(code === '' ? 'webgpu' : 'js');
      }
      expect(await page.evaluate(() => faults)).toEqual([]);
    });
  }
}

test('a device destroyed between submission and reading: the right answer, one rebuild, no retry storm', async ({ page, site }) => {
  const expected = await reference(page, site);
  await beforeEngine(page, WATCH);
  await openWithHistory(page, site, 'webgpu');
  expect((await list(page)).backend).toBe('webgpu');
  const worker = page.workers()[0];
  for (let time = 0; time < 3; time++) {
    await worker.evaluate(() => {
      const device = globalThis.devices.at(-1);
      if (device === undefined) return;
      const submit = device.queue.submit.bind(device.queue);
      device.queue.submit = (commands) => {
        submit(commands);
        device.destroy();
        return undefined;
      };
    });
    const { ids, scores } = await list(page);
    expect({ ids, scores }).toEqual({ ids: expected.ids, scores: expected.scores });
    // Time to rebuild, if it does.
    await page.waitForTimeout(500);
  }
  expect(await worker.evaluate(() => globalThis.devices.length)).toBe(2);
  expect((await list(page)).backend).not.toBe('webgpu');
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test.describe('a GPU process that crashes', () => {
  let browser: Browser;
  let context: BrowserContext;

  // A separate browser: after two crashes it gives pages no GPU any more.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
  test.beforeEach(async ({}, testInfo) => {
    browser = await chromium.launch(testInfo.project.use.launchOptions);
    context = await browser.newContext();
  });
  test.afterEach(() => browser.close());

  const SHOPS: readonly [string, () => Promise<Shop>][] = [
    ['the sample', async () => SAMPLE],
    ['10 000 items', () => seededShop(10_000)],
    ['100 000 items', () => seededShop(100_000)],
  ];
  for (const [size, makeShop] of SHOPS) {
    test(`once: the right answer, and soon; twice: from the processor, and no retry storm (${size})`, async ({ site }) => {
      test.setTimeout(120_000);
      const shop = await makeShop();
      const page = await context.newPage();
      const expected = await reference(page, site, shop);
      await beforeEngine(page, WATCH);
      await openWithHistory(page, site, 'webgpu', undefined, shop);
      expect((await list(page)).backend).toBe('webgpu');
      const cdp = await context.newCDPSession(page);
      const worker = page.workers()[0];
      for (let crash = 1; crash <= 2; crash++) {
        const crashed = cdp.send('Browser.crashGpuProcess').catch(() => {});
        // Before, while and after the process dies.
        for (let question = 0; question < 10; question++) {
          const { ids, scores, milliseconds } = await list(page);
          expect({ ids, scores }).toEqual({ ids: expected.ids, scores: expected.scores });
          // Not a timing: an answer that waits for dead hardware never settles.
          expect(milliseconds).toBeLessThan(10_000);
          await page.waitForTimeout(50);
        }
        await crashed;
        await page.waitForTimeout(1500);
      }
      for (let question = 0; question < 20; question++) {
        const { ids, backend } = await list(page);
        expect(ids).toEqual(expected.ids);
        expect(backend).not.toBe('webgpu');
      }
      // One to open, one to reopen.
      expect(await worker.evaluate(() => globalThis.adapterRequests)).toBe(2);
      expect(await page.evaluate(() => faults)).toEqual([]);
      expect(browser.isConnected()).toBe(true);
    });
  }
});
