import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findFile, startServer } from '../tools/browser/start-server.mjs';
import { countEvents } from '../tools/trackers/count-events.mjs';
import { receiveTracker } from '../tools/trackers/receive-tracker.mjs';
import { pageOf, picture } from './page-of.mjs';

const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' };

/**
 * Serves the pages at `/?NAME` and what they load, gzipped as by a static host, and the trackers' endpoints at `/collect/`.
 *
 * @param folder built by `buildSite`, with the pack
 * @returns `address`, `stop()`, `unexpected`: paths that were not found, and the counts since the last `reset()`: `sent()`, bytes by
 *   path, `events()`, events received, and `sentWhole(path)`, whether every file of the pack there was sent
 */
export async function serveSite(folder) {
  let sent = {};
  let events = 0;
  const unexpected = [];
  const packed = new Map();
  const gzipped = (key, content) => {
    if (!packed.has(key)) packed.set(key, gzipSync(content(), { level: 9 }));
    return packed.get(key);
  };
  const { address, stop } = await startServer((request, response, { pathname, search }) => {
    const answer = (type, body) => {
      sent[pathname] = (sent[pathname] ?? 0) + body.length;
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': 'no-store' }).end(body);
    };
    if (pathname.startsWith('/collect/')) {
      receiveTracker(request, pathname, (body, reply) => {
        if (body !== null) events += countEvents(body);
        answer('application/json', gzipSync(reply));
      });
      return;
    }
    if (pathname === '/') {
      const contender = decodeURIComponent(search.slice(1));
      const page = gzipped(`/${contender}`, () => pageOf(contender));
      answer('text/html; charset=utf-8', page);
      return;
    }
    if (pathname === '/picture.svg') {
      answer('image/svg+xml', gzipped(pathname, picture));
      return;
    }
    const file = findFile(folder, pathname);
    if (file === null) {
      unexpected.push(pathname);
      response.writeHead(404).end();
      return;
    }
    const content = gzipped(pathname, () => readFileSync(file));
    answer(TYPES[extname(file)] ?? 'application/octet-stream', content);
  });
  return {
    address,
    stop,
    unexpected,
    reset: () => {
      sent = {};
      events = 0;
    },
    sent: () => sent,
    sentWhole: (path) => packFiles(join(folder, path)).every((name) => sent[`${path}${name}`] !== undefined),
    events: () => events,
  };
}

/** The manifest and the content-addressed files of a pack. */
function packFiles(folder) {
  return readdirSync(folder).filter((name) => name === 'pack.json' || /-[0-9a-f]{16}\.safetensors$/.test(name));
}
