import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.safetensors': 'application/octet-stream',
};

/**
 * Serves folders as a plain static host would, on this machine only.
 *
 * @param mounts path to folder, such as `{ '/': 'demo/dist' }`; the longest matching path is used
 * @param port 0 for any free one; if it is taken, the next one is used
 * @param headers path to headers that are sent for all paths below it
 * @returns the address, and a function that stops the server
 */
export function serveFolders(mounts, port, headers = {}) {
  const paths = Object.keys(mounts).sort((a, b) => b.length - a.length);
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname));
    const mount = paths.find((prefix) => path.startsWith(prefix)) ?? '/';
    const below = path.slice(mount.length);
    const asked = join(mounts[mount] ?? '', path.endsWith('/') ? `${below}index.html` : below);
    if (path.includes('..') || !existsSync(asked) || !statSync(asked).isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`${path} is not here\n`);
      return;
    }
    // Files named by their content never change; others are revalidated each time.
    const cache = /-([0-9a-f]{16}\.safetensors|[0-9a-z]{10}\.js)$/.test(asked) ? 'public, max-age=31536000, immutable' : 'no-cache';
    const more = Object.entries(headers).find(([prefix]) => path.startsWith(prefix))?.[1];
    response.writeHead(200, { ...more, 'content-type': TYPES[extname(asked)] ?? 'application/octet-stream', 'cache-control': cache });
    createReadStream(asked).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.on('error', (error) => {
      if (error.code === 'EADDRINUSE' && port !== 0) server.listen(++port, '127.0.0.1');
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => {
      resolve({ address: `http://127.0.0.1:${server.address().port}/`, stop: () => new Promise((done) => server.close(done)) });
    });
  });
}
