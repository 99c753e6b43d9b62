import { existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

/** Cross-origin isolation: clocks have their finest resolution, and WebAssembly may use threads. */
export const ISOLATION_HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/**
 * Starts an HTTP server on a free port of this machine.
 *
 * @param handle receives the request, the response and the parsed URL
 * @returns `address`, ending in a slash, and `stop()`
 */
export function startServer(handle) {
  const server = createServer((request, response) => handle(request, response, new URL(request.url ?? '/', 'http://host')));
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

/**
 * The file at a path below a folder.
 *
 * @returns its path, or null if there is no such file or the path leaves the folder
 */
export function findFile(folder, path) {
  const file = join(folder, path);
  return path.includes('..') || !existsSync(file) || !statSync(file).isFile() ? null : file;
}
