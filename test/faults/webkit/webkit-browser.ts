import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { openDisplay } from '../../e2e/tools/virtual-display.js';
import { miniBrowserPath } from '../../e2e/tools/webkit-session.js';
import { untilEnded } from '../tools/browser-processes.js';
import { startAgentProxy } from './agent-proxy.js';
import { createWebKitPage, type WebKitPage } from './webkit-page.js';

/** How to start WebKitGTK. */
interface WebKitLaunch {
  /** Whether storage is disabled. */
  readonly refusing?: boolean;
}

/** A tab of another origin, which opens the others and keeps the browser running when they are closed. */
const KEEPER = 'http://keeper.test/~agent/blank';

/**
 * Starts WebKitGTK on a profile folder. WebDriver starts it without one: no fault of the disk would affect its storage, and nothing
 * would outlive it. So it is started as a shopper would, and its pages are driven by a script in them.
 *
 * @param profile folder for its storage
 * @returns the part of Playwright's context that the specs use
 */
export async function launchWebKit(profile: string, { refusing }: WebKitLaunch): Promise<BrowserContext> {
  const [display, proxy] = [await openDisplay(), await startAgentProxy()];
  const folder = (name: string): string => {
    const path = join(profile, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const environment = { ...process.env, DISPLAY: display.name, HOME: profile };
  const keeper = proxy.expect(KEEPER, []);
  const browser = spawn(
    // It exists: the specs are skipped if it is missing.
    miniBrowserPath() as string,
    [
      `--proxy=${proxy.address}`,
      '--javascript-can-open-windows-automatically=true',
      // Also identifies the processes of this browser.
      `--cookies-file=${join(folder('cookies'), 'cookies.txt')}`,
      ...(refusing === true ? ['--enable-html5-database=false', '--enable-html5-local-storage=false'] : []),
      KEEPER,
    ],
    {
      stdio: 'ignore',
      env: { ...environment, XDG_DATA_HOME: folder('data'), XDG_CACHE_HOME: folder('cache'), XDG_CONFIG_HOME: folder('config') },
    },
  );
  const ended = new Promise<void>((resolve) => {
    browser.on('exit', () => {
      proxy.stop();
      display.close();
      resolve();
    });
  });
  await keeper.loaded;
  const pages: WebKitPage[] = [];
  const context = {
    pages: () => [],
    newPage: async () => {
      const page = createWebKitPage(proxy, `http://page-${pages.length}.test/~agent/blank`);
      pages.push(page);
      await keeper.run(`void open(${JSON.stringify(page.address)}, '_blank', 'noopener')`);
      await page.opened;
      return page;
    },
    on: (_event: 'close', heard: () => void) => void ended.then(heard),
    close: async () => {
      await untilEnded(profile, () => browser.kill());
      await ended;
    },
  };
  return context as unknown as BrowserContext;
}
