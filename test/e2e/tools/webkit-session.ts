import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { displayMissing, openDisplay } from './virtual-display.js';

const DRIVER = '/usr/bin/WebKitWebDriver';
const START_DEADLINE = 20_000;

/** A page in WebKitGTK, driven over the W3C WebDriver protocol: Playwright's own WebKit is a patched build. */
export interface WebKitSession {
  open(url: string): Promise<void>;
  /** Runs the body of an async function in the page; returns its result. */
  run(body: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Why no WebKitGTK session is available here, or ''. */
export function webKitMissing(): string {
  if (!existsSync(DRIVER)) return `there is no ${DRIVER} (Debian: webkit2gtk-driver)`;
  return miniBrowserPath() === undefined ? 'there is no MiniBrowser of WebKitGTK' : displayMissing();
}

/** The browser that is part of WebKitGTK, or undefined. */
export function miniBrowserPath(): string | undefined {
  const folders = readdirSync('/usr/lib').filter((name) => name.includes('-linux-'));
  const candidates = folders.flatMap((folder) =>
    ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'].map((version) => join('/usr/lib', folder, version, 'MiniBrowser')),
  );
  return candidates.find((path) => existsSync(path));
}

/**
 * Starts a browser.
 *
 * @param proxy host and port of a proxy for all of its requests, those to this machine too; default: none
 * @see https://www.w3.org/TR/webdriver2/
 */
export async function openWebKit(proxy?: string): Promise<WebKitSession> {
  const port = await freePort();
  const display = await openDisplay();
  const driver = spawn(DRIVER, [`--port=${port}`], { stdio: 'ignore', env: { ...process.env, DISPLAY: display.name } });
  const stop = (): void => {
    driver.kill();
    display.close();
  };
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
    if (!response.ok) throw new Error(`WebKitWebDriver: ${value?.error}: ${value?.message}`);
    return value;
  };
  await untilReady(ask).catch((error: unknown) => {
    stop();
    throw error;
  });
  const options = { binary: miniBrowserPath(), args: ['--automation'] };
  const through = proxy === undefined ? {} : { proxy: { proxyType: 'manual', httpProxy: proxy, sslProxy: proxy, noProxy: [] } };
  const alwaysMatch = { 'webkitgtk:browserOptions': options, ...through };
  const { sessionId } = (await ask('POST', '/session', { capabilities: { alwaysMatch } })) as { sessionId: string };
  const session = `/session/${sessionId}`;
  await ask('POST', `${session}/timeouts`, { script: 120_000 });
  return {
    open: async (url) => void (await ask('POST', `${session}/url`, { url })),
    run: (body) => {
      const script = `const done = arguments[arguments.length - 1]; (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error && error.stack || error) }));`;
      return ask('POST', `${session}/execute/async`, { script, args: [] }).then((answer) => {
        const { value, error } = answer as { value?: unknown; error?: string };
        if (error !== undefined) throw new Error(error);
        return value;
      });
    },
    close: async () => {
      await ask('DELETE', session).catch(() => {});
      stop();
    },
  };
}

async function untilReady(ask: (method: string, path: string) => Promise<unknown>): Promise<void> {
  const end = Date.now() + START_DEADLINE;
  for (;;) {
    try {
      await ask('GET', '/status');
      return;
    } catch (error) {
      if (Date.now() > end) throw new Error(`WebKitWebDriver did not answer within ${START_DEADLINE} ms`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
