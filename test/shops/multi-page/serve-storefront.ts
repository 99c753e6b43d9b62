import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { drawPicture } from '../made-up/draw-picture.js';
import { productAt, type Storefront } from './storefront.js';

/** A shop that is being served. */
export interface ServedStorefront {
  /** Ends in a slash. */
  readonly address: string;
  stop(): Promise<unknown>;
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.json': 'application/json' };
const THEME = readFileSync('test/shops/multi-page/theme.css', 'utf8');

async function postedFields(request: IncomingMessage): Promise<URLSearchParams | null> {
  if (request.method !== 'POST') return null;
  let body = '';
  for await (const part of request) body += part;
  return new URLSearchParams(body);
}

/**
 * Serves a multi-page shop on this machine: its pages, pictures and theme, and the folders of static files beside them.
 *
 * @param storefront makes the pages
 * @param folders path to folder, such as `{ '/pack/': 'public/pack' }`
 */
export async function serveStorefront(storefront: Storefront, folders: Readonly<Record<string, string>>): Promise<ServedStorefront> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const answer = (body: string | null, type: string): void =>
      void response.writeHead(body === null ? 404 : 200, { 'content-type': `${type}; charset=utf-8` }).end(body ?? 'Not found');
    const mount = Object.keys(folders).find((path) => url.pathname.startsWith(path));
    if (mount !== undefined) {
      const file = join(folders[mount], normalize(url.pathname).slice(mount.length));
      if (!existsSync(file) || !statSync(file).isFile()) return answer(null, 'text/plain');
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' });
      createReadStream(file).pipe(response);
    } else if (url.pathname === '/theme.css') answer(THEME, 'text/css');
    else if (url.pathname.startsWith('/pictures/')) {
      const product = productAt(url.pathname.slice(10, -4));
      answer(product === undefined ? null : drawPicture(product), 'image/svg+xml');
    } else answer(storefront({ url, posted: await postedFields(request) }), 'text/html');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    stop: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}
