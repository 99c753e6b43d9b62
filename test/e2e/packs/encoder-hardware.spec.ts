import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import type { ShelfOptions } from '../../../src/types/shelf.js';
import { encoderContent } from '../../fixtures/encoders/encoder-content.js';
import { expect, openShelf, type Site, test } from '../tools/site.js';

declare global {
  /** In the engine's thread: the hardware that it opened. */
  var opened: { readonly devices: GPUDevice[]; readonly contexts: WebGL2RenderingContext[] };
}

/** Runs before the engine, in its thread. */
const WATCH = `
globalThis.opened = { devices: [], contexts: [] };
if (globalThis.GPUAdapter) {
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...given) {
    const device = await requestDevice.apply(this, given);
    opened.devices.push(device);
    return device;
  };
}
const { getContext } = OffscreenCanvas.prototype;
OffscreenCanvas.prototype.getContext = function (...given) {
  const context = getContext.apply(this, given);
  if (context !== null && !opened.contexts.includes(context)) opened.contexts.push(context);
  return context;
};`;

/** A software GPU compiles the kernels of an encoder for seconds. */
const TIMEOUT_MS = 240_000;
const CHOICE_TIMEOUT_MS = 120_000;

/** The site serves it: requests of workers to other hosts fail while a page's requests are changed. */
test.beforeAll(async () => {
  const folder = 'test-results/packs/encoder';
  mkdirSync(folder, { recursive: true });
  const { manifest, files } = await encodePack(encoderContent());
  for (const [path, bytes] of files) writeFileSync(`${folder}/${path}`, bytes);
  writeFileSync(`${folder}/pack.json`, JSON.stringify(manifest));
});

/** Opens the shop; the addresses of what is fetched from then on. */
async function openShop(page: Page, site: Site, options: Partial<ShelfOptions>): Promise<string[]> {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.route('**/dist/worker.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${WATCH}\n${await response.text()}` });
  });
  await openShelf(page, site, { consent: 'granted', fallback: ['none'], pack: '/packs/encoder/pack.json', ...options });
  return asked;
}
const messages = (page: Page) =>
  page.evaluate(async () => (await shelf.health()).notes.filter(({ code }) => code === 'encoder-chosen').map(({ message }) => message));
const listOf = (page: Page) => page.evaluate(() => shelf.recommend({ count: 40, now: 0 }));
/** Whether the pack has come, and its encoder with it. */
const isLoaded = (page: Page) =>
  page.evaluate(async () => {
    const { pack, notes } = await shelf.health();
    return pack !== null && notes.every(({ code }) => code !== 'encoder-loading');
  });
const isTfjs = (address: string): boolean => /worker-tfjs/.test(address);

test('with a small encoder no code of tfjs is fetched: plain JavaScript is fast enough, and health says so', async ({ page, site }) => {
  const asked = await openShop(page, site, {});
  await expect.poll(() => messages(page), { timeout: CHOICE_TIMEOUT_MS }).toHaveLength(1);
  expect((await messages(page))[0]).toMatch(/^Histories are read with js: one of 6 items takes \d+\.\d ms\.$/);
  expect(asked.filter(isTfjs)).toEqual([]);
});

for (const backend of ['webgpu', 'webgl'] as const) {
  test(`asked for ${backend}, the encoder reads there: the same list, reasons that add up, and a loss in the midst of a reading costs no list`, async ({
    page,
    site,
  }) => {
    test.setTimeout(TIMEOUT_MS);
    await openShop(page, site, { backend: 'js' });
    await expect.poll(() => isLoaded(page)).toBe(true);
    await page.evaluate(() => {
      for (const item_id of ['tent-1', 'boot-4', 'lamp-2']) shelf.track('view_item', { items: [{ item_id }] });
    });
    await expect.poll(async () => (await listOf(page)).trace.knownItems).toBe(3);
    const expected = await listOf(page);

    await openShop(page, site, { backend: 'js', encoderBackend: backend });
    await expect
      .poll(() => messages(page), { timeout: CHOICE_TIMEOUT_MS })
      .toEqual([`Histories are read with tfjs on ${backend}, as the shelf asks for.`]);
    const same = async (): Promise<void> => {
      const { items } = await listOf(page);
      expect(items.map(({ id }) => id)).toEqual(expected.items.map(({ id }) => id));
      for (const [place, { score, reasons }] of items.entries()) {
        expect(score).toBeCloseTo(expected.items[place].score, 4);
        expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
      }
    };
    await same();

    // The next reading loses the hardware that it runs on.
    await page.workers()[0].evaluate(() => {
      for (const device of globalThis.opened.devices) {
        const submit = device.queue.submit.bind(device.queue);
        device.queue.submit = (commands) => {
          submit(commands);
          device.destroy();
          return undefined;
        };
      }
      for (const context of globalThis.opened.contexts) {
        const fenceSync = context.fenceSync.bind(context);
        context.fenceSync = (...given) => {
          const fence = fenceSync(...given);
          context.getExtension('WEBGL_lose_context')?.loseContext();
          return fence;
        };
      }
    });
    await same();
    expect((await messages(page))[1]).toMatch(new RegExp(`^Histories are read with js: tfjs on ${backend} failed: `));
    // Once more, on hardware of its own.
    await expect
      .poll(async () => (await messages(page)).at(-1), { timeout: CHOICE_TIMEOUT_MS })
      .toBe(`Histories are read with tfjs on ${backend} again.`);
    await same();
    expect(await page.evaluate(() => faults)).toEqual([]);
  });
}
