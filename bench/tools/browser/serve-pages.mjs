import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { countEvents } from '../trackers/count-events.mjs';
import { receiveTracker } from '../trackers/receive-tracker.mjs';
import { findFile, ISOLATION_HEADERS, startServer } from './start-server.mjs';

const TYPES = { '.js': 'text/javascript', '.json': 'application/json' };

/**
 * Serves a page at `/NAME.html` for each module `NAME.js` of a folder, the folder itself, and the trackers' endpoints at
 * `/collect/TRACKER/`.
 *
 * @param folder contains the pages' modules and the packs
 * @returns `address`, `stop()`, `unexpected`: requests that were not found, and `received(tracker)`: events and requests so far
 */
export async function servePages(folder) {
  /** By tracker: bodies not counted yet, events, and requests that contained events. */
  const waiting = {};
  const events = {};
  const requests = {};
  const unexpected = [];
  const { address, stop } = await startServer((request, response, { pathname }) => {
    if (pathname.startsWith('/collect/')) {
      const tracker = pathname.split('/')[2];
      receiveTracker(request, pathname, (body, reply) => {
        waiting[tracker] ??= [];
        if (body !== null) waiting[tracker].push(body);
        response.writeHead(200, { ...ISOLATION_HEADERS, 'content-type': 'application/json' }).end(reply);
      });
      return;
    }
    const name = /^\/([a-z-]+)\.html$/.exec(pathname)?.[1];
    if (name !== undefined) {
      const page = `<!doctype html><meta charset="utf-8"><title>Benchmark</title><link rel="icon" href="data:,"><script type="module" src="/${name}.js"></script>`;
      response.writeHead(200, { ...ISOLATION_HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const file = findFile(folder, pathname);
    if (file === null) {
      unexpected.push(`${request.method} ${pathname}`);
      response.writeHead(404, ISOLATION_HEADERS).end();
      return;
    }
    response.writeHead(200, { ...ISOLATION_HEADERS, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  return {
    address,
    stop,
    unexpected,
    received: (tracker) => {
      for (const body of waiting[tracker]?.splice(0) ?? []) {
        const count = countEvents(body);
        events[tracker] = (events[tracker] ?? 0) + count;
        requests[tracker] = (requests[tracker] ?? 0) + (count > 0 ? 1 : 0);
      }
      return { events: events[tracker] ?? 0, requests: requests[tracker] ?? 0 };
    },
  };
}
