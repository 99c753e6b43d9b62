import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { test as siteTest } from '../e2e/site.js';

/** What IndexedDB keeps its data in. */
type BackingStore = 'leveldb' | 'sqlite';

/** What a project of the Playwright configuration chooses. */
export interface FaultOptions {
  readonly backing: BackingStore;
}

/** How to start a browser. */
interface Launch {
  /** Its profile folder; default: the test's own. */
  readonly profile?: string;
  readonly args?: readonly string[];
}

interface FaultFixtures extends FaultOptions {
  /** An empty folder for a profile: a plain context keeps nothing on disk, so no fault of the disk would reach it. */
  readonly profile: string;
  /** Starts Chromium on a profile folder; the same one again finds what was stored. Closed when the test ends. */
  readonly launch: (options?: Launch) => Promise<BrowserContext>;
}

/** Playwright's test with a browser that keeps what it stores, on either backing store. */
export const test = siteTest.extend<FaultFixtures>({
  backing: ['leveldb', { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
  profile: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'onshelf-fault-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  launch: async ({ profile, backing, launchOptions }, use) => {
    const started: BrowserContext[] = [];
    await use(async (options = {}) => {
      const features = backing === 'sqlite' ? ['--enable-features=IdbSqliteBackingStore'] : [];
      const context = await chromium.launchPersistentContext(options.profile ?? profile, {
        ...(launchOptions.executablePath === undefined ? {} : { executablePath: launchOptions.executablePath }),
        args: ['--no-sandbox', ...features, ...(options.args ?? [])],
      });
      started.push(context);
      return context;
    });
    // One that was killed has nothing left to close.
    for (const context of started) await context.close().catch(() => {});
  },
});

/** The page a browser starts with. */
export async function firstPage(context: BrowserContext): Promise<Page> {
  return context.pages()[0] ?? context.newPage();
}

/** How often a fault is repeated that strikes at random: few in the suite, all when asked for. */
export const ROUNDS = Number(process.env.ONSHELF_FAULT_ROUNDS ?? 10);

/** Notes in the report what a fault cost; `docs/reliability.md` has the table of it. */
export function noteCost(cost: { readonly runs: number; readonly acknowledged: number; readonly lost: number }): void {
  test.info().annotations.push({ type: 'cost', description: JSON.stringify(cost) });
}
