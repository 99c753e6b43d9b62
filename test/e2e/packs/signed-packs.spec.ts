import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { PLAIN_BROWSERS } from '../tools/plain-browsers.js';
import { expect, test } from '../tools/site.js';

/** Packs of the sample shop: signed, older, signed by another key, not signed, and changed after it was signed. */
const FOLDER = 'test-results/packs/signed';
const PACKS = ['served', 'older', 'stranger', 'unsigned', 'changed'];
const KEYS = 'test-results/signing';
const onshelf = (...parameters: string[]): string => execFileSync('node', ['dist/cli.js', ...parameters], { encoding: 'utf8' });
const numbered = (name: string, number: number): void => {
  const path = `${FOLDER}/${name}/pack.json`;
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), number }));
};
let key = '';

/** Opens a shelf over a pack with the key pinned, and tells what it makes of it. */
const opened = (pack: string): string => `
  while (globalThis.createShelf === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  const options = { pack: '/packs/signed/${pack}/pack.json', packKey: '${key}', name: 'signed-packs', backend: 'js', consent: 'granted', fallback: ['own-1', 'own-2'] };
  const shelf = await createShelf(options);
  const codes = (health) => health.notes.map(({ code }) => code).filter((code) => code.startsWith('pack-'));
  let health = await shelf.health();
  for (let wait = 0; wait < 100 && health.pack === null && codes(health).length === 0; wait++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    health = await shelf.health();
  }
  const { items } = await shelf.recommend({ count: 2 });
  await shelf.close();
  return { number: health.pack?.number ?? null, codes: codes(health), ids: items.map(({ id }) => id), faults };`;

test.beforeAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  rmSync(KEYS, { recursive: true, force: true });
  mkdirSync(KEYS, { recursive: true });
  for (const name of PACKS) cpSync('demo/dist/pack', `${FOLDER}/${name}`, { recursive: true });
  key = JSON.parse(onshelf('keygen', `${KEYS}/key.pem`, '--json')).publicKey;
  onshelf('keygen', `${KEYS}/other.pem`);
  for (const name of PACKS) numbered(name, name === 'older' ? 1 : 2);
  for (const name of ['served', 'older', 'changed']) onshelf('sign', `${FOLDER}/${name}`, '--key', `${KEYS}/key.pem`);
  onshelf('sign', `${FOLDER}/stranger`, '--key', `${KEYS}/other.pem`);
  numbered('changed', 9);
});

for (const { name, missing, open } of PLAIN_BROWSERS) {
  test.describe(`in ${name}${missing === '' ? '' : ` (skipped: ${missing})`}`, () => {
    test.skip(missing !== '', missing);

    test('a page that pins a key shows the shop’s own order in place of a pack that the key has not signed', async ({ site }) => {
      const browser = await open();
      const visit = async (pack: string): Promise<unknown> => {
        await browser.open(`${site.address}pages/`);
        return browser.run(opened(pack));
      };
      const own = { number: null, ids: ['own-1', 'own-2'], faults: [] };
      try {
        expect(await visit('unsigned')).toEqual({ ...own, codes: ['pack-unsigned'] });
        expect(await visit('stranger')).toEqual({ ...own, codes: ['pack-signature-invalid'] });
        // The signature is named by the content of the manifest: a changed one has none.
        expect(await visit('changed')).toEqual({ ...own, codes: ['pack-unsigned'] });
        expect(await visit('served')).toMatchObject({ number: 2, codes: [], faults: [] });
      } finally {
        await browser.close();
      }
    });
  });
}

test('a sealed engine is handed the signature by the page, and refuses what another key has signed', async ({ page, site }) => {
  await page.goto(`${site.address}pages/`);
  const visit = (pack: string): Promise<unknown> =>
    page.evaluate(`(async () => { ${opened(pack).replace("backend: 'js'", "backend: 'js', sealed: 'required'")} })()`);
  expect(await visit('stranger')).toMatchObject({ number: null, codes: ['pack-signature-invalid'], ids: ['own-1', 'own-2'] });
  expect(await visit('served')).toMatchObject({ number: 2, codes: [], faults: [] });
});

test('a device that used a newer pack refuses an older one that is signed too, and keeps the newer', async ({ page, site }) => {
  await page.goto(`${site.address}pages/`);
  const visit = async (): Promise<{ number: number | null; codes: string[] }> => {
    await page.reload();
    return page.evaluate(`(async () => { ${opened('moving')} })()`);
  };
  cpSync(`${FOLDER}/served`, `${FOLDER}/moving`, { recursive: true });
  expect(await visit()).toMatchObject({ number: 2, codes: [] });
  // Storing the pack goes on after the first list.
  await expect.poll(async () => (await visit()).number).toBe(2);
  rmSync(`${FOLDER}/moving`, { recursive: true });
  cpSync(`${FOLDER}/older`, `${FOLDER}/moving`, { recursive: true });
  const { number, codes } = await visit();
  expect(codes).toContain('pack-rollback');
  expect(number).toBe(2);
});
