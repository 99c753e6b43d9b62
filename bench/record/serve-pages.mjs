import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { countEvents } from './count-events.mjs';

const TYPES = { '.js': 'text/javascript', '.json': 'application/json' };
/** Isolated from other origins: clocks are as fine as they get. */
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/**
 * Serves a page at `/NAME.html` for each module `NAME.js` of a folder, the folder itself, and what trackers send to at
 * `/collect/TRACKER/`, where everything is answered with what the trackers need to go on.
 *
 * @param folder with the pages' modules and the packs
 */
export function servePages(folder) {
  /** Tracker to bodies that are not counted yet, to events, and to requests with events in them. */
  const waiting = {};
  const events = {};
  const requests = {};
  const unexpected = [];

  const collect = (request, response, pathname) => {
    const tracker = pathname.split('/')[2];
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      waiting[tracker] ??= [];
      if (request.method === 'POST') waiting[tracker].push(Buffer.concat(chunks));
      // Segment asks for settings first: no remote destinations.
      const answer = pathname.endsWith('/settings') ? { integrations: { 'Segment.io': {} } } : { status: 1, success: true };
      response.writeHead(200, { ...HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    if (pathname.startsWith('/collect/')) {
      collect(request, response, pathname);
      return;
    }
    const name = /^\/([a-z-]+)\.html$/.exec(pathname)?.[1];
    if (name !== undefined) {
      const page = `<!doctype html><meta charset="utf-8"><title>Benchmark</title><link rel="icon" href="data:,"><script type="module" src="/${name}.js"></script>`;
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const file = join(folder, pathname);
    if (pathname.includes('..') || !existsSync(file) || !statSync(file).isFile()) {
      unexpected.push(`${request.method} ${pathname}`);
      response.writeHead(404, HEADERS).end();
      return;
    }
    response.writeHead(200, { ...HEADERS, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });

  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve({
        address: `http://127.0.0.1:${server.address().port}/`,
        /** Requests for what is not here. */
        unexpected,
        /** Events and requests that a tracker has sent so far. */
        received: (tracker) => {
          for (const body of waiting[tracker]?.splice(0) ?? []) {
            const count = countEvents(body);
            events[tracker] = (events[tracker] ?? 0) + count;
            requests[tracker] = (requests[tracker] ?? 0) + (count > 0 ? 1 : 0);
          }
          return { events: events[tracker] ?? 0, requests: requests[tracker] ?? 0 };
        },
        stop: () => {
          server.closeAllConnections();
          return new Promise((done) => server.close(done));
        },
      });
    });
  });
}
