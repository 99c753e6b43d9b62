import type { Page } from '@playwright/test';
import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';
import { expect, type Site, test } from '../tools/site.js';

/** Opens a page under a policy, and a shelf with an address of a pack. Resolves with codes and messages of what failed. */
async function failuresOf(
  page: Page,
  site: Site,
  pack: string,
  policy = '',
): Promise<{ readonly code: string; readonly message: string }[]> {
  await page.route('**/pages/under-policy.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: policy === '' ? {} : { 'content-security-policy': policy },
      body: '<!doctype html><script type="module" src="/pages/page.js"></script>',
    }),
  );
  await page.goto(`${site.address}pages/under-policy.html`);
  await page.waitForFunction(() => globalThis.createShelf !== undefined);
  return page.evaluate(async (address) => {
    globalThis.shelf = await createShelf({ pack: address, backend: 'js' });
    for (let tries = 0; tries < 200; tries++) {
      const { lastError, notes } = await shelf.health();
      const { code = '', message = '' } = lastError ?? {};
      if (lastError !== null) return [...notes.filter((note) => note.message !== message), { code, message }];
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return (await shelf.health()).notes.map(({ code, message }) => ({ code, message }));
  }, pack);
}

const failing = (code: string, message: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(message) });

test.afterEach(async ({ page }) => {
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test('a policy that forbids the pack is named, with its directive, where the engine runs on the page', async ({ page, site }) => {
  const failures = await failuresOf(page, site, '/pack/pack.json', "connect-src 'none'; worker-src 'none'");
  expect(failures).toContainEqual(failing('policy-refused', /Content-Security-Policy.*pack\.json.*connect-src/));
  expect(failures).toContainEqual(failing('worker-refused', /Content-Security-Policy.*worker-src.*page's thread/));
});

test('a policy that forbids the pack is named where the engine runs in a worker', async ({ page, site }) => {
  await page.route('**/dist/worker.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': "connect-src 'none'" } });
  });
  expect(await failuresOf(page, site, '/pack/pack.json')).toEqual([failing('policy-refused', /Content-Security-Policy.*connect-src/)]);
  expect((await page.evaluate(() => shelf.health())).engine).toBe('worker');
});

test('a pack on a host that does not allow the page says what that host has to send', async ({ page, site }) => {
  const elsewhere = await serveFolders({ '/': 'demo/dist' }, 0);
  const failures = await failuresOf(page, site, `${elsewhere.address}pack/pack.json`);
  await elsewhere.stop();
  expect(failures).toEqual([failing('pack-unreachable', new RegExp(`Access-Control-Allow-Origin: ${new URL(site.address).origin}`))]);
});

test('a pack that is not there says its status, and one whose server does not answer that', async ({ page, site }) => {
  expect(await failuresOf(page, site, '/nowhere/pack.json')).toEqual([failing('pack-unreachable', /status 404/)]);
  await page.route('**/silent/pack.json', (route) => route.abort('connectionrefused'));
  const silent = await failuresOf(page, site, '/silent/pack.json');
  expect(silent).toEqual([failing('pack-unreachable', /does not answer/)]);
  expect(silent[0].message).not.toContain('Access-Control');
});

test('a device without a network is told from all of these', async ({ page, site, context }) => {
  await page.route('**/late/pack.json', async (route) => {
    await context.setOffline(true);
    await route.abort('internetdisconnected');
  });
  const failures = await failuresOf(page, site, '/late/pack.json', "worker-src 'none'");
  expect(failures).toContainEqual(failing('offline', /device is offline/));
});

test('a worker whose file is missing says so', async ({ page, site }) => {
  await page.route('**/dist/worker.js', (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'not here' }));
  const failures = await failuresOf(page, site, '/pack/pack.json');
  expect(failures).toContainEqual(failing('worker-refused', /file is missing/));
});
