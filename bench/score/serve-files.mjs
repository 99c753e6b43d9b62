import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { SERVED } from './build-contenders.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
/** Isolated from other origins: clocks are as fine as they get, and WebAssembly may have threads. */
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
const PAGE = '<!doctype html><meta charset="utf-8"><title>Benchmark</title>';
const PEERS = Object.fromEntries(Object.entries(SERVED).map(([id, { folder }]) => [`/peers/${packageOf(id)}/`, folder]));

function packageOf(id) {
  return id.replace(/^@[^/]+\//, '').split('/')[0];
}

/**
 * Serves an empty page at `/`, a folder below it, and the packages that load files of their own at `/peers/`.
 *
 * @returns the address, ending in a slash, and the way to stop
 */
export function serveFiles(folder) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    if (pathname === '/') {
      response.writeHead(200, { ...HEADERS, 'content-type': TYPES['.html'] }).end(PAGE);
      return;
    }
    const peer = Object.keys(PEERS).find((prefix) => pathname.startsWith(prefix));
    const file = peer === undefined ? join(folder, pathname) : join(PEERS[peer], pathname.slice(peer.length));
    if (pathname.includes('..') || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, HEADERS).end();
      return;
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { ...HEADERS, 'content-type': type, 'content-length': statSync(file).size });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const stop = () => {
        server.closeAllConnections();
        return new Promise((done) => server.close(done));
      };
      resolve({ address: `http://127.0.0.1:${server.address().port}/`, stop });
    });
  });
}
