import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

/**
 * Opens a browser with a profile on disk, which is where IndexedDB then keeps its files, and hands it over. It finds no host
 * but this machine.
 *
 * @param use given the context; the browser is closed after it
 */
export async function withBrowser(use) {
  const profile = await mkdtemp(join(tmpdir(), 'onshelf-bench-'));
  const path = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((candidate) => candidate !== undefined && existsSync(candidate));
  const context = await chromium.launchPersistentContext(profile, {
    ...(path === undefined ? {} : { executablePath: path }),
    args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  try {
    return await use(context);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/**
 * Opens one of the benchmark's pages.
 *
 * @param name of the module that the page loads
 * @param ready name of the global that the module sets
 */
export async function openPage(context, address, name, ready) {
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(address)) faults.push(`would leave this machine: ${request.url()}`);
  });
  await page.goto(`${address}${name}.html`);
  await page.waitForFunction((global) => globalThis[global] !== undefined, ready);
  return { page, faults };
}
