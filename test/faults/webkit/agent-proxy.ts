import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const AGENT = readFileSync(new URL('./page-agent.js', import.meta.url), 'utf8');
const BLANK = '<!doctype html><html><head><title>Nothing</title></head><body></body></html>';
const START_DEADLINE = 30_000;

/** A document in the browser that runs the agent. */
export interface DrivenDocument {
  /** Resolves when it has loaded. */
  readonly loaded: Promise<void>;
  /** Evaluates an expression, awaits its promise, returns the value. Rejects if the document is unloaded meanwhile. */
  run(expression: string): Promise<unknown>;
  /** Functions of this process that the document may call. */
  readonly exposed: Map<string, (...given: unknown[]) => unknown>;
  /** Resolves when the document is unloaded. */
  readonly gone: Promise<void>;
}

/** A proxy between a browser and the network, through which the browser also receives its commands. */
export interface AgentProxy {
  /** For the browser's settings. */
  readonly address: string;
  /**
   * Announces a document: the next one requested at this address.
   *
   * @param scripts run before its own
   */
  expect(url: string, scripts: readonly string[]): DrivenDocument;
  /** Documents that were not announced, in frames. */
  readonly frames: readonly DrivenDocument[];
  stop(): void;
}

interface Document extends DrivenDocument {
  readonly id: number;
  readonly scripts: readonly string[];
  readonly waiting: string[];
  readonly calls: Map<number, { resolve(value: unknown): void; reject(error: Error): void }>;
  /** The agent's request that has no answer yet. */
  poll: ServerResponse | null;
  onLoaded(): void;
  onGone(): void;
}

/** Starts a proxy on a free port of this machine; every host name resolves to this machine. */
export async function startAgentProxy(): Promise<AgentProxy> {
  const documents: Document[] = [];
  const announced: { readonly url: string; readonly document: Document }[] = [];
  const frames: Document[] = [];
  let calls = 0;

  const addDocument = (scripts: readonly string[]): Document => {
    let [onLoaded, onGone] = [() => {}, () => {}];
    const document: Document = {
      id: documents.length,
      scripts,
      waiting: [],
      calls: new Map(),
      exposed: new Map(),
      poll: null,
      loaded: new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`WebKit did not load the page within ${START_DEADLINE} ms`)), START_DEADLINE);
        onLoaded = () => {
          clearTimeout(late);
          resolve();
        };
      }),
      gone: new Promise((resolve) => {
        onGone = resolve;
      }),
      onLoaded: () => onLoaded(),
      onGone: () => {
        onGone();
        for (const { reject } of document.calls.values()) reject(new Error('the page went away'));
        document.calls.clear();
      },
      run: (expression) =>
        new Promise((resolve, reject) => {
          const call = calls++;
          document.calls.set(call, { resolve, reject });
          document.waiting.push(`pageAgent.run(${call}, () => ${expression});`);
          hand(document);
        }),
    };
    document.loaded.catch(() => {});
    documents.push(document);
    return document;
  };

  /** Answers the agent's request if there is one and a command is waiting. */
  const hand = (document: Document): void => {
    if (document.poll === null || document.waiting.length === 0) return;
    const { poll } = document;
    document.poll = null;
    poll.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' }).end(document.waiting.splice(0).join('\n'));
  };

  const serveAgent = async (url: URL, asked: IncomingMessage, response: ServerResponse): Promise<void> => {
    const document = documents[Number(url.searchParams.get('document') ?? -1)];
    const script = (code: string): void =>
      void response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' }).end(code);
    if (url.pathname === '/~agent/blank') return serveHtml(url, BLANK, 200, response);
    if (document === undefined) return void response.writeHead(404).end();
    if (url.pathname === '/~agent/start') return script([AGENT, ...document.scripts].join('\n'));
    if (url.pathname === '/~agent/next') {
      document.poll = response;
      // Closed before it was answered: the document is gone.
      response.on('close', () => !response.writableEnded && document.onGone());
      document.onLoaded();
      return hand(document);
    }
    const body = JSON.parse(await text(asked));
    response.writeHead(204).end();
    if (url.pathname === '/~agent/exposed') return void document.exposed.get(url.searchParams.get('name') ?? '')?.(...body);
    const call = Number(url.searchParams.get('call'));
    const { resolve, reject } = document.calls.get(call) ?? {};
    document.calls.delete(call);
    if (body.error === undefined) resolve?.(body.value);
    else reject?.(new Error(`in the page: ${body.error}`));
  };

  /** Adds the agent to a page. */
  const serveHtml = (url: URL, html: string, status: number, response: ServerResponse, headers = {}): void => {
    const index = announced.findIndex((next) => next.url === url.href);
    const document = index < 0 ? addDocument([]) : announced.splice(index, 1)[0].document;
    if (index < 0) frames.push(document);
    const start = `<script src="/~agent/start?document=${document.id}"></script>`;
    response.writeHead(status, { ...headers, 'content-type': 'text/html' }).end(html.replace('<head>', `<head>${start}`));
  };

  const forward = (url: URL, asked: IncomingMessage, response: ServerResponse): void => {
    const { pathname, search, port } = url;
    const onward = request({ port, path: pathname + search, method: asked.method, headers: asked.headers }, async (answer) => {
      const { statusCode = 500, headers } = answer;
      if (headers['content-type']?.startsWith('text/html')) return serveHtml(url, await text(answer), statusCode, response, headers);
      response.writeHead(statusCode, headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    asked.pipe(onward);
  };

  const server = createServer((asked, response) => {
    const url = new URL(asked.url ?? '/');
    if (url.pathname.startsWith('/~agent/')) void serveAgent(url, asked, response);
    else forward(url, asked, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    expect: (url, scripts) => {
      const document = addDocument(scripts);
      announced.push({ url, document });
      return document;
    },
    frames,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
