import { createReadStream, statSync } from 'node:fs';
import { extname } from 'node:path';
import { findFile, ISOLATION_HEADERS, startServer } from '../tools/browser/start-server.mjs';
import { SERVED } from './build-contenders.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const PAGE = '<!doctype html><meta charset="utf-8"><title>Benchmark</title>';
const PEERS = Object.fromEntries(Object.entries(SERVED).map(([id, { folder }]) => [`/peers/${packageOf(id)}/`, folder]));

function packageOf(id) {
  return id.replace(/^@[^/]+\//, '').split('/')[0];
}

/**
 * Serves an empty page at `/`, a folder below it, and at `/peers/` the packages that load files of their own.
 *
 * @returns `address`, ending in a slash, and `stop()`
 */
export function serveFiles(folder) {
  return startServer((_request, response, { pathname }) => {
    if (pathname === '/') {
      response.writeHead(200, { ...ISOLATION_HEADERS, 'content-type': TYPES['.html'] }).end(PAGE);
      return;
    }
    const peer = Object.keys(PEERS).find((prefix) => pathname.startsWith(prefix));
    const file = peer === undefined ? findFile(folder, pathname) : findFile(PEERS[peer], pathname.slice(peer.length));
    if (file === null) {
      response.writeHead(404, ISOLATION_HEADERS).end();
      return;
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { ...ISOLATION_HEADERS, 'content-type': type, 'content-length': statSync(file).size });
    createReadStream(file).pipe(response);
  });
}
