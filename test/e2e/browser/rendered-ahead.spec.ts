import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { type ShopSite, test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

type Report = Record<string, unknown>;

/** Milliseconds after which the reports so far count. */
const GIVE_UP_MS = 45_000;

/** Opens the page in a browser that nobody drives, since a driven one renders nothing ahead, until it has reported so often. */
async function reportsOf(shop: ShopSite, program: string, path: string, count: number): Promise<Report[]> {
  const reports: Report[] = [];
  let finish = (): void => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    response.end();
    reports.push(JSON.parse(text));
    if (reports.length === count) finish();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const profile = mkdtempSync(join(tmpdir(), 'onshelf-ahead-'));
  const { port } = server.address() as AddressInfo;
  const browser = spawn(
    program,
    ['--headless=new', '--no-sandbox', '--no-first-run', `--user-data-dir=${profile}`, `${shop.address}shop/${path}&report=${port}`],
    // In a group of its own: processes that outlive the browser would still write into its profile.
    { stdio: 'ignore', detached: true },
  );
  const ended = new Promise((resolve) => browser.on('exit', resolve));
  // A browser that was left running would outlive a test that timed out.
  await Promise.race([finished, ended, new Promise((resolve) => setTimeout(resolve, GIVE_UP_MS))]);
  browser.kill();
  await ended;
  endGroup(browser.pid as number);
  server.closeAllConnections();
  server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  return reports;
}

/** Ends what is left of a group of processes. */
function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // All have ended.
  }
}

test('a page rendered ahead records nothing until it is opened; then its view counts, at that time, and the engine runs in a worker', async ({
  shop,
  launchOptions,
}) => {
  const reports = await reportsOf(shop, launchOptions.executablePath ?? chromium.executablePath(), 'ahead.html?open', 3);
  expect(reports).toEqual([
    { page: 'next', ahead: true },
    { page: 'first', events: [] },
    { page: 'opened', engine: 'worker', codes: expect.not.arrayContaining(['worker-refused']), late: expect.any(Number) },
  ]);
  // Not when it was rendered: the shopper saw it later.
  expect(reports[2].late).toBeGreaterThanOrEqual(0);
});
