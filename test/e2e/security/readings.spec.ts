import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { encoderContent } from '../../fixtures/encoders/encoder-content.js';
import { PLAIN_BROWSERS } from '../tools/plain-browsers.js';
import { expect, type Site, test } from '../tools/site.js';
import { type JourneyShopper, SHELF_CALLS } from './journey/shelf-calls.js';
import { callsByName } from './journey/shopper-journey.js';

/** A name, and the texts and numbers that were given. */
type Reading = readonly [name: string, ...given: string[]];

const SHOPPER: JourneyShopper = {
  history: [
    ['view_item', { items: [{ item_id: 'tent-001', price: 90 }] }],
    ['search', { search_term: 'lantern' }],
  ],
  account: 'anna',
  brought: ['tent-010'],
};
const CALLS = Object.keys(SHELF_CALLS).filter((name) => name !== 'close');

/** Names of the table in the documentation: what is read, and why. */
const [, section = ''] = readFileSync('docs/privacy.md', 'utf8').split('\n## What is read of the browser\n');
const DOCUMENTED = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| (`.*?) \|/gm)].flatMap(([, names = '']) =>
  [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
);
/** What Chromium on a desktop does not have, or is not asked: signals of other browsers, screens that are touched, and WebGL where a worker has none. */
const ELSEWHERE = [
  'WebGL2RenderingContext.getParameter(RENDERER)',
  'Navigator.globalPrivacyControl',
  'HTMLCanvasElement.getContext(webgl2)',
  'Window.matchMedia((max-device-width: 599.98px), (max-device-height: 499.98px))',
];

const open = (options: object): string => `
  while (globalThis.createShelf === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  globalThis.shelf = await createShelf({ pack: '/pack/pack.json', workerUrl: '/pages/watched-worker.js', ...${JSON.stringify(options)} });
  for (let tries = 0; (await shelf.health()).pack === null && tries < 400; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  await shelf.recommend();
  await shelf.recommend({ filter: 'device == "phone" || referrer == "search" || price > 0' });
  await shelf.related('tent-001');`;

/** What was read in the page, and in its workers. */
const TELL = `
  const channel = new BroadcastChannel('readings');
  const told = new Promise((resolve) => {
    channel.onmessage = ({ data }) => Array.isArray(data) && resolve(data);
  });
  channel.postMessage('tell');
  return [...readings, ...(await told)];`;

/** Histories are read with the hardware that was asked for, once it has been chosen. */
const READS = `
  for (const item_id of ['tent-1', 'boot-4', 'lamp-2']) await shelf.track('view_item', { items: [{ item_id }] });
  const isChosen = async () => (await shelf.health()).notes.some(({ code }) => code === 'encoder-chosen');
  for (let tries = 0; !(await isChosen()) && tries < 400; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  await shelf.recommend();`;

const ENCODER = { backend: 'js', pack: '/packs/encoder/pack.json', consent: 'granted' };
/** Pages, each with what it does. `learning` looks at battery and connection, each backend at its own hardware. */
const VISITS: readonly (readonly [options: object, act: string])[] = [
  [{ learning: true }, callsByName(CALLS, SHOPPER)],
  [{ backend: 'webgpu' }, ''],
  [{ backend: 'webgl' }, ''],
  [{ ...ENCODER, encoderBackend: 'webgl' }, READS],
  [{ ...ENCODER, encoderBackend: 'webgpu' }, READS],
];

test.beforeAll(async () => {
  mkdirSync('test-results/packs/encoder', { recursive: true });
  const { manifest, files } = await encodePack(encoderContent());
  for (const [path, bytes] of files) writeFileSync(`test-results/packs/encoder/${path}`, bytes);
  writeFileSync('test-results/packs/encoder/pack.json', JSON.stringify(manifest));
});

/** Lists and the panel of the script tag, in a page that does not say its language. */
async function visitElements(page: Page, site: Site): Promise<Reading[]> {
  await page.addInitScript({ path: 'test/e2e/pages/readings.js' });
  await page.goto(`${site.address}pages/tag.html`);
  await page.evaluate(() => {
    document.documentElement.removeAttribute('lang');
    document.body.innerHTML = `<onshelf-list count="4"><template><li><a data-slot="link"><span data-slot="title"></span><span data-slot="price"></span></a></li></template>
      <ul data-slot="items"></ul></onshelf-list><onshelf-panel></onshelf-panel>`;
    onshelf('diagnose');
  });
  await page.evaluate(() => new Promise<void>((resolve) => onshelf('ready', () => resolve())));
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(4);
  return page.evaluate<Reading[]>('readings');
}

test('of browser and device nothing is read but what the documentation lists with its reason, by every call, all hardware and all elements', async ({
  page,
  site,
  context,
}) => {
  test.setTimeout(240_000);
  const asked: string[] = [];
  context.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  const told: Reading[] = [];
  const kept: string[] = [];
  for (const [options, act] of VISITS) {
    await page.goto(`${site.address}pages/watched.html`);
    await page.evaluate(`(async () => { ${open(options)} })()`);
    await page.evaluate(`(async () => { ${act} })()`);
    told.push(...(await page.evaluate<Reading[]>(`(async () => { ${TELL} })()`)));
    kept.push(await page.evaluate(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await shelf.profile.export()])));
  }
  told.push(...(await visitElements(await context.newPage(), site)));

  expect(DOCUMENTED.length).toBeGreaterThan(5);
  expect([...new Set(told.map(([name]) => name))].sort()).toEqual(DOCUMENTED.filter((name) => !ELSEWHERE.includes(name)).sort());

  // What was given is in no request, and in nothing that is noted in clear or handed out.
  // Small numbers are too common to be known again.
  const isTelling = (value: string): boolean =>
    value.length > (/^\d+$/.test(value) ? 4 : 3) && !/^(?:null|true|false|undefined|\[.*\])$/.test(value);
  const values = [...new Set(told.flatMap(([, ...given]) => given))].filter(isTelling);
  expect(values.length).toBeGreaterThan(5);
  expect(asked.length).toBeGreaterThan(20);
  const holds = (text: string, value: string): boolean =>
    /^\d+$/.test(value)
      ? new RegExp(`(?<![0-9a-z.])${value}(?![0-9a-z.])`).test(text)
      : text.includes(value) || text.includes(encodeURIComponent(value));
  for (const value of values)
    expect(
      [...asked, ...kept].filter((text) => holds(text, value)),
      value,
    ).toEqual([]);
});

for (const { name, missing, open: start } of PLAIN_BROWSERS) {
  test(`in ${name}${missing === '' ? '' : ` (skipped: ${missing})`}, nothing else is read either`, async ({ site }) => {
    test.skip(missing !== '', missing);
    test.setTimeout(180_000);
    const browser = await start();
    try {
      const told: Reading[] = [];
      for (const [options, act] of [VISITS[0], VISITS[2]]) {
        await browser.open(`${site.address}pages/watched.html`);
        await browser.run(open(options));
        if (act !== '') await browser.run(act);
        told.push(...((await browser.run(TELL)) as Reading[]));
      }
      const names = [...new Set(told.map(([of]) => of))];
      expect(names.filter((of) => !DOCUMENTED.includes(of))).toEqual([]);
      expect(names).toContain('Window.matchMedia((pointer: coarse))');
    } finally {
      await browser.close();
    }
  });
}
