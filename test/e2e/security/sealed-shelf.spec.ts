import type { Page } from '@playwright/test';
import type { Health } from '../../../src/index.js';
import { expect, home, openShelf, test, view } from '../tools/site.js';

const SEALED = { state: 'sealed', reason: null };
const health = (page: Page): Promise<Health> => page.evaluate(() => shelf.health());
const frames = (page: Page): Promise<number> => page.locator('iframe').count();

/** Gives the page a policy of the shop's. */
async function underPolicy(page: Page, policy: string): Promise<void> {
  await page.route('**/pages/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });
}

/** Addresses below `/pack/` that the page, or a worker of it, asks for. */
function packRequests(page: Page): string[] {
  const asked: string[] = [];
  page.context().on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/pack/')) asked.push(pathname);
  });
  return asked;
}

test.describe('a page whose policy is strict', () => {
  const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:; frame-src 'none'";

  test('seals its engine if it allows workers from Blobs', async ({ page, site }) => {
    await underPolicy(page, `${STRICT}; worker-src 'self' blob:`);
    await openShelf(page, site, { sealed: true, backend: 'wasm' });
    expect((await home(page)).length).toBe(20);
    expect(await health(page)).toMatchObject({ engine: 'worker', backend: 'wasm', sealed: SEALED, notes: [] });
  });

  test('seals it under Trusted Types, by a policy named onshelf-sealed', async ({ page, site }) => {
    await underPolicy(page, "require-trusted-types-for 'script'; trusted-types onshelf-sealed");
    await openShelf(page, site, { sealed: true });
    expect(await health(page)).toMatchObject({ engine: 'worker', sealed: SEALED });
  });

  test('otherwise runs it without, and says what to allow', async ({ page, site }) => {
    const said: string[] = [];
    page.on('console', (message) => void said.push(message.text()));
    await underPolicy(page, `${STRICT}; worker-src 'self'`);
    await openShelf(page, site, { sealed: true });
    expect((await home(page)).length).toBe(20);
    const { engine, sealed, notes } = await health(page);
    expect([engine, sealed?.state, sealed?.reason]).toEqual(['worker', 'open', expect.stringContaining('allow blob: in worker-src')]);
    expect(notes.map(({ code }) => code)).toContain('not-sealed');
    expect(said.filter((line) => line.includes('[not-sealed]')).length).toBe(1);
    expect(await frames(page)).toBe(0);
  });

  test('or does not run it, if that is required: the shop’s own order is shown, and no pack is fetched', async ({ page, site }) => {
    const asked = packRequests(page);
    await underPolicy(page, `${STRICT}; worker-src 'self'`);
    await openShelf(page, site, { sealed: 'required', fallback: ['own-1', 'own-2'] });
    expect(await home(page, 2)).toEqual(['own-1', 'own-2']);
    expect(await health(page)).toMatchObject({ engine: 'failed', sealed: { state: 'refused' }, pack: null });
    expect(asked).toEqual([]);
  });
});

test('a sealed shelf tells the page’s own requests, changes accounts, forgets and ends like another', async ({ page, site }) => {
  await openShelf(page, site, { sealed: 'required', consent: 'granted', name: 'sealed-shelf' });
  expect(await view(page, 'tent-001', 'stove-003')).toEqual(['stored', 'stored']);
  const { requests } = await page.evaluate(() => shelf.privacy.receipt());
  const ofPack = requests.filter(({ purpose }) => purpose !== 'library');
  expect(ofPack.map(({ purpose, by, status }) => [purpose, by, status])).toEqual([
    ['manifest', 'page', 200],
    ...['rows', 'neighbours', 'catalog'].map(() => ['pack', 'page', 200]),
  ]);
  expect(ofPack.every(({ bytes, transferred }) => bytes !== null && transferred !== null)).toBe(true);
  expect(await page.evaluate(async () => (await shelf.because()).items.length)).toBeGreaterThan(0);

  await page.evaluate(() => shelf.switchProfile('customer-1'));
  await expect.poll(async () => (await health(page)).sealed).toEqual(SEALED);
  expect(await frames(page)).toBe(1);
  await page.evaluate(() => shelf.consent.set('denied'));
  expect(await page.evaluate(async () => (await shelf.profile.inspect()).events)).toEqual([]);

  await page.evaluate(() => shelf.close());
  expect([await frames(page), await page.evaluate(() => faults)]).toEqual([0, []]);
});

test('a pack that was handed over before consent is kept once it is granted', async ({ page, site }) => {
  await openShelf(page, site, { sealed: 'required', backend: 'js' });
  await page.evaluate(() => shelf.consent.set('granted'));
  await expect.poll(() => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)).toBeGreaterThan(100_000);
  await openShelf(page, site, { sealed: 'required', backend: 'js' });
  expect(await health(page)).toMatchObject({ sealed: SEALED, pack: { fromCache: true } });
});

test('a page that takes away the frame is told, and its lists are the fallback', async ({ page, site }) => {
  await openShelf(page, site, { sealed: true, fallback: ['own-1'] });
  expect((await health(page)).sealed).toEqual(SEALED);
  await page.evaluate(() => document.querySelector('iframe')?.remove());
  const told = async (): Promise<string> => (await health(page)).notes.map(({ message }) => message).join(' ');
  await expect.poll(told, { timeout: 40_000 }).toContain('the page took away the frame');
});

test('an engine is sealed on WebGPU too', async ({ page, site }) => {
  await openShelf(page, site, { sealed: true, backend: 'webgpu' });
  await home(page);
  expect(await health(page)).toMatchObject({ backend: 'webgpu', sealed: SEALED });
});
