import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findFile, startServer } from '../tools/browser/start-server.mjs';

const TYPES = { '.js': 'text/javascript', '.json': 'application/json' };

/** The page of a shop that asks for a list until the pack is whole, and notes when it has what. */
const modulePage = (
  pack,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">
<script type="module">
import { createShelf } from '/onshelf/index.js';
const times = (globalThis.times = {});
const note = (name) => (times[name] ??= performance.now());
const shelf = await createShelf({ pack: '/packs/${pack}/pack.json', consent: 'unknown' });
let seen = false;
let asking = false;
let again = true;
const ask = async () => {
  again = true;
  if (asking) return;
  asking = true;
  while (again) {
    again = false;
    const { servedBy, items, trace } = await shelf.recommend({ count: 12 });
    const codes = trace.notes.map(({ code }) => code);
    if (servedBy.model === 'fallback' || items.length < 12) continue;
    if (items.every(({ item }) => item.title)) note('firstMs');
    if (codes.includes('pack-loading')) continue;
    if (!seen) {
      seen = true;
      await shelf.track('view_item', { items: [{ item_id: items[7].id }] });
      again = true;
    } else if (servedBy.model === 'personal') {
      note('personalMs');
      if (items.every(({ item }) => item.title)) note('titledMs');
    }
  }
  asking = false;
};
shelf.subscribe(ask);
ask();
</script></head><body><h1>A shop</h1></body></html>`;

/** The page of a shop with the script tag and an element. */
const tagPage = (pack) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">
<script>globalThis.times ??= {};
new MutationObserver(() => {
  if (document.querySelectorAll('[data-onshelf-card]').length >= 12) times.firstMs ??= performance.now();
}).observe(document, { childList: true, subtree: true });</script>
<script async src="/onshelf/onshelf.js" data-pack="/packs/${pack}/pack.json" data-consent="unknown"></script></head>
<body><h1>A shop</h1><onshelf-list count="12"></onshelf-list></body></html>`;

/**
 * Serves the pages at `/PACK/HOW`, HOW being `module`, `inline` (no worker is allowed) or `tag`, and what they load: texts gzipped as by a static host,
 * the other files of packs as they are.
 *
 * @param folder with `onshelf/` and `packs/`
 * @returns `address`, ending in a slash, and `stop()`
 */
export async function serveShop(folder) {
  const packed = new Map();
  return startServer((_request, response, { pathname }) => {
    const [, pack, how] = /^\/([\w-]+)\/(module|inline|tag)$/.exec(pathname) ?? [];
    const answer = (type, content, headers = {}) => {
      const isText = type !== 'application/octet-stream';
      if (isText && !packed.has(pathname)) packed.set(pathname, gzipSync(content(), { level: 9 }));
      const encoding = isText ? { 'content-encoding': 'gzip' } : {};
      response
        .writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...encoding, ...headers })
        .end(isText ? packed.get(pathname) : content());
    };
    if (how !== undefined) {
      const policy = how === 'inline' ? { 'content-security-policy': "worker-src 'none'" } : {};
      answer('text/html; charset=utf-8', () => (how === 'tag' ? tagPage(pack) : modulePage(pack)), policy);
      return;
    }
    const file = findFile(folder, pathname);
    if (file === null) response.writeHead(404).end();
    else answer(TYPES[extname(file)] ?? 'application/octet-stream', () => readFileSync(file));
  });
}
