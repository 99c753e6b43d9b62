import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { countEvents } from '../record/count-events.mjs';
import { pageOf, picture } from './page-of.mjs';

const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' };

/**
 * Serves the pages at `/?NAME`, what they load, gzipped as hosts do, and what trackers send to.
 *
 * @param folder built by `buildSite`, with the pack
 */
export function serveSite(folder) {
  /** Bytes sent since the last reset, by path, and events received. */
  let sent = {};
  let events = 0;
  const unexpected = [];
  const packed = new Map();
  const gzipped = (key, content) => {
    if (!packed.has(key)) packed.set(key, gzipSync(content(), { level: 9 }));
    return packed.get(key);
  };
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://host');
    const answer = (type, body) => {
      sent[pathname] = (sent[pathname] ?? 0) + body.length;
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': 'no-store' }).end(body);
    };
    if (pathname.startsWith('/collect/')) {
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        if (request.method === 'POST') events += countEvents(Buffer.concat(chunks));
        // Segment asks for settings first: no remote destinations.
        const said = pathname.endsWith('/settings') ? { integrations: { 'Segment.io': {} } } : { status: 1, success: true };
        answer('application/json', gzipSync(JSON.stringify(said)));
      });
      return;
    }
    if (pathname === '/') {
      const contender = decodeURIComponent(search.slice(1));
      return answer(
        'text/html; charset=utf-8',
        gzipped(`/${contender}`, () => pageOf(contender)),
      );
    }
    if (pathname === '/picture.svg') return answer('image/svg+xml', gzipped(pathname, picture));
    const file = join(folder, pathname);
    if (pathname.includes('..') || !existsSync(file) || !statSync(file).isFile()) {
      unexpected.push(pathname);
      response.writeHead(404).end();
      return;
    }
    answer(
      TYPES[extname(file)] ?? 'application/octet-stream',
      gzipped(pathname, () => readFileSync(file)),
    );
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve({
        address: `http://127.0.0.1:${server.address().port}/`,
        unexpected,
        reset: () => {
          sent = {};
          events = 0;
        },
        sent: () => sent,
        /** Was every file of the pack sent that its manifest names? */
        sentWhole: (path) => packFiles(join(folder, path)).every((name) => sent[`${path}${name}`] !== undefined),
        events: () => events,
        stop: () => {
          server.closeAllConnections();
          return new Promise((done) => server.close(done));
        },
      });
    });
  });
}

/** The manifest and the files that are named by their content. */
function packFiles(folder) {
  return readdirSync(folder).filter((name) => name === 'pack.json' || /-[0-9a-f]{16}\.safetensors$/.test(name));
}
