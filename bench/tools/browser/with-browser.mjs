import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../../scripts/setup/find-browser.mjs';

/**
 * Launches Chromium with a profile on disk, where IndexedDB then stores its files. It resolves no host but this machine.
 *
 * @param use receives the browser context; the browser is closed afterwards
 * @returns the result of `use`
 */
export async function withBrowser(use) {
  const profile = await mkdtemp(join(tmpdir(), 'onshelf-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...programOptions(),
    args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  try {
    return await use(context);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Launch options for the program file of Chromium; none for Playwright's own. */
export function programOptions() {
  const path = findBrowser();
  return path === null ? {} : { executablePath: path };
}

/**
 * Opens one of the benchmark's pages.
 *
 * @param context of the browser
 * @param address of the server, ending in a slash
 * @param name of the module that the page loads
 * @param ready name of the global that the module sets
 * @returns `page`, and `faults`: a list that grows with errors and with requests to other hosts
 */
export async function openPage(context, address, name, ready) {
  const page = await context.newPage();
  const faults = watchFaults(page, address);
  await page.goto(`${address}${name}.html`);
  await page.waitForFunction((global) => globalThis[global] !== undefined, ready);
  return { page, faults };
}

/**
 * Records a page's errors and its requests to other hosts.
 *
 * @returns the list of faults, which grows
 */
export function watchFaults(page, address) {
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(address)) faults.push(`request to another host: ${request.url()}`);
  });
  return faults;
}
