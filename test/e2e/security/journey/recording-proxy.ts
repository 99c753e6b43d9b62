import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { serveFolders } from '../../../../scripts/setup/serve-folders.mjs';

/** One request as it came out of a browser: nothing is left out, and nothing is put in another form. */
export interface RecordedRequest {
  readonly method: string;
  /** As the browser wrote it: absolute, or `HOST:PORT` of a tunnel. */
  readonly url: string;
  /** Names and values by turns, in the browser's own order and letters. */
  readonly headers: readonly string[];
  /** The bytes of the body, as base64. */
  readonly body: string;
}

/** A shop behind a proxy that records whatever a browser sends. */
export interface RecordingProxy {
  /** For the browser's settings: host and port. */
  readonly host: string;
  /** Requests to the shop. */
  readonly toShop: readonly RecordedRequest[];
  /** Requests to anybody else, which get no answer: the browser's own, and what a library should not send. */
  readonly elsewhere: readonly RecordedRequest[];
  /** Resolves when no request has come for `quietMs` milliseconds. */
  untilQuiet(quietMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** The shop's origin. Browsers trust names below `localhost` as they trust https, so events are sealed; and without a port there is none to forgive. */
export const SHOP = 'http://shop.localhost/';

/**
 * Starts a proxy that answers for the shop, and for nobody else.
 *
 * @param mounts path to folder, as for `serveFolders()`
 */
export async function startRecordingProxy(mounts: Record<string, string>): Promise<RecordingProxy> {
  const files = await serveFolders(mounts, 0);
  const toShop: RecordedRequest[] = [];
  const elsewhere: RecordedRequest[] = [];
  const open = new Set<Socket>();
  let latest = Date.now();

  const record = (asked: IncomingMessage, body: string): boolean => {
    latest = Date.now();
    const { method = '', url = '', rawHeaders: headers } = asked;
    const isShop = url.startsWith(SHOP) && asked.headers.upgrade === undefined;
    (isShop ? toShop : elsewhere).push({ method, url, headers: [...headers], body });
    return isShop;
  };
  const server = createServer(async (asked, response) => {
    const body = await buffer(asked).catch(() => Buffer.alloc(0));
    if (!record(asked, body.toString('base64'))) return void response.writeHead(502).end();
    const onward = request(new URL(asked.url?.slice(SHOP.length) ?? '', files.address), { method: asked.method }, (answer) => {
      answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers));
    });
    onward.on('error', () => response.destroy());
    onward.end(body);
  });
  const refuse = (asked: IncomingMessage, socket: Socket): void => {
    record(asked, '');
    socket.on('error', () => {});
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  };
  server.on('connect', (asked, socket) => refuse(asked, socket as Socket));
  server.on('upgrade', (asked, socket) => refuse(asked, socket as Socket));
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    toShop,
    elsewhere,
    untilQuiet: async (quietMs) => {
      const begun = Date.now();
      while (Date.now() - Math.max(latest, begun) < quietMs) await new Promise((resolve) => setTimeout(resolve, 100));
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all([files.stop(), new Promise((done) => server.close(done))]);
    },
  };
}
