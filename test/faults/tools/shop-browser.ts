import { mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, firefox, type Page } from '@playwright/test';
import { FIREFOX, firefoxMissing } from '../../e2e/tools/firefox-program.js';
import { test as siteTest } from '../../e2e/tools/site.js';
import { webKitMissing } from '../../e2e/tools/webkit-session.js';
import { launchWebKit } from '../webkit/webkit-browser.js';

/** The storage under test: one of Chromium's two backing stores for IndexedDB, or another browser. */
export type BackingStore = 'leveldb' | 'sqlite' | 'firefox' | 'webkit';

/** Options of a project of the Playwright configuration. */
export interface FaultOptions {
  readonly backing: BackingStore;
}

/** How to start a browser. */
interface Launch {
  /** Its profile folder; default: the test's own. */
  readonly profile?: string;
  /** A host name that resolves to this machine, besides its own. */
  readonly host?: string;
  /** Whether the shopper disabled storage in the browser's settings. */
  readonly refusing?: boolean;
  /** Whether the browser's caches are off, so that only the page's storage fills the disk. */
  readonly smallDisk?: boolean;
  /** Firefox only: bytes that the browser may store. */
  readonly room?: number;
}

interface FaultFixtures extends FaultOptions {
  /** Number of repetitions of a random fault: few by default, more on request. */
  readonly rounds: number;
  /** An empty folder for a profile: a plain context keeps nothing on disk, so no fault of the disk would affect it. */
  readonly profile: string;
  /** Starts the browser on a profile folder; the same folder again has the stored data. Closed when the test ends. */
  readonly launch: (options?: Launch) => Promise<BrowserContext>;
}

/** Why the tests of a backing store cannot run here, or ''. */
function backingMissing(backing: BackingStore): string {
  if (backing === 'firefox') return firefoxMissing();
  return backing === 'webkit' ? webKitMissing() : '';
}

function launchChromium(profile: string, { host, refusing, smallDisk }: Launch, executablePath: string | undefined, backing: BackingStore) {
  if (refusing === true) {
    mkdirSync(join(profile, 'Default'), { recursive: true });
    const off = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(off));
  }
  return chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      ...(smallDisk === true ? ['--disk-cache-size=1'] : []),
      ...(backing === 'sqlite' ? ['--enable-features=IdbSqliteBackingStore'] : []),
      ...(host === undefined ? [] : [`--host-resolver-rules=MAP ${host} 127.0.0.1`]),
    ],
  });
}

function launchFirefox(profile: string, { host, refusing, smallDisk, room }: Launch) {
  return firefox.launchPersistentContext(profile, {
    channel: 'moz-firefox',
    executablePath: FIREFOX,
    firefoxUserPrefs: {
      ...(smallDisk === true ? { 'browser.cache.disk.enable': false } : {}),
      ...(host === undefined ? {} : { 'network.dns.localDomains': host, 'dom.security.https_first': false }),
      ...(refusing === true ? { 'network.cookie.cookieBehavior': 2 } : {}),
      ...(room === undefined ? {} : { 'dom.quotaManager.temporaryStorage.fixedLimit': Math.ceil(room / 1024) }),
    },
  });
}

function start(backing: BackingStore, profile: string, options: Launch, chromiumPath: string | undefined): Promise<BrowserContext> {
  if (backing === 'firefox') return launchFirefox(profile, options);
  if (backing === 'webkit') return launchWebKit(profile, options);
  return launchChromium(profile, options, chromiumPath, backing);
}

/** For a test of features that only Chromium has: storage buckets, DevTools. */
export const CHROMIUM_ONLY = { tag: '@chromium' };

/** For a test of a browser with one file per database; Chromium has none. */
export const ELSEWHERE_ONLY = { tag: '@elsewhere' };

/** For a test of a limit that can only be set in Firefox. */
export const FIREFOX_ONLY = { tag: ['@elsewhere', '@firefox'] };

/** Deletes the contents of a folder. A browser that has ended may take a moment to release it. */
export function emptyFolder(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}

/** Playwright's test with a browser that keeps its storage, on each backing store. */
export const test = siteTest.extend<FaultFixtures>({
  backing: ['leveldb', { option: true }],
  rounds: async ({ backing }, use) => {
    await use(Number(process.env.ONSHELF_FAULT_ROUNDS ?? (backing === 'leveldb' || backing === 'sqlite' ? 10 : 3)));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
  profile: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'onshelf-fault-'));
    await use(folder);
    emptyFolder(folder);
    rmdirSync(folder);
  },
  launch: async ({ profile, backing, launchOptions }, use) => {
    test.skip(backingMissing(backing) !== '', backingMissing(backing));
    const started: BrowserContext[] = [];
    await use(async (options = {}) => {
      const folder = options.profile ?? profile;
      const context = await start(backing, folder, options, launchOptions.executablePath);
      started.push(context);
      return context;
    });
    // After a kill there is nothing left to close.
    for (const context of started) await context.close().catch(() => {});
  },
});

/** The page a browser starts with. */
export async function firstPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? context.newPage();
}

/** Notes in the report how many events a fault lost; `docs/reliability.md` has the table. */
export function noteCost(cost: { readonly runs: number; readonly acknowledged: number; readonly lost: number }): void {
  test.info().annotations.push({ type: 'cost', description: JSON.stringify(cost) });
}
