// A manual check: serves files of another build to open pages, as an upload does, and prints the results.
// `node scripts/try-versions.mjs NEW OLD OLD ...`: folders of built files. Pages of each OLD load files of NEW, and pages of NEW those of each OLD.
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './setup/find-browser.mjs';
import { serveFolders } from './setup/serve-folders.mjs';

const FALLBACK = ['tent-002', 'tent-003'];

/** Runs in the page: opens a shelf and views three tents. */
async function openShelf(fallback) {
  globalThis.shelf = await createShelf({ pack: '/pack/pack.json', consent: 'granted', backend: 'js', fallback });
  for (const id of ['tent-001', 'tent-005', 'tent-009']) await shelf.track('view_item', { items: [{ item_id: id }] });
}

/** Runs in the page: tests lists that need only loaded files, a list that needs more, and the shopper's controls. */
async function tryAll([fallback, before]) {
  const now = Date.UTC(2033, 0);
  const ids = ({ items }) => items.map(({ id }) => id).join();
  const own = (answer) => answer.servedBy.model === 'fallback' && ids(answer) === fallback.join();
  const judge = (answer, right) =>
    own(answer) ? 'own' : answer.servedBy.model === 'personal' && (!right || ids(answer) === right) ? 'right' : 'WRONG';
  const settled = (call) =>
    call.then(
      (value) => value,
      (error) => `THROWN ${String(error).slice(0, 60)}`,
    );
  const plain = judge(await shelf.recommend({ count: 50, now }), before.plain);
  const filtered = judge(await shelf.recommend({ count: 5, now, filter: 'brand == "Bramblewyck"' }), before.filtered);
  const explained = await settled(shelf.explain('tent-001'));
  const explain = explained === null ? 'none' : explained.id === 'tent-001' && explained.contributions ? 'right' : 'WRONG';
  const health = await settled(shelf.health());
  await settled(shelf.consent.set('denied'));
  return [plain, filtered, explain, health.engine ?? 'none', faults.length === 0 ? '' : `UNCAUGHT ${faults[0].slice(0, 60)}`];
}

/** Runs in the page: the right lists, plain and filtered, of a single build. */
async function readRightLists() {
  const { items, servedBy } = await shelf.recommend({ count: 1000, now: Date.UTC(2033, 0) });
  const some = (list) => list.map(({ id }) => id).join();
  if (servedBy.model !== 'personal') return { plain: '', filtered: '' };
  return { plain: some(items.slice(0, 50)), filtered: some(items.filter(({ item }) => item.brand === 'Bramblewyck').slice(0, 5)) };
}

const [newest, ...others] = process.argv.slice(2);
if (others.length === 0) throw new Error('Pass folders of built files: first the newest, then the older ones.');
const mounts = { '/': 'demo/dist', '/dist/': newest };
const { address, stop } = await serveFolders(mounts, 0);
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
const scratch = mkdtempSync(join(tmpdir(), 'onshelf-versions-'));

/** Copies the files of several folders into one; a later file replaces an earlier one of the same name. */
function mergeFolders(...folders) {
  const to = mkdtempSync(join(scratch, 'files-'));
  for (const [from, keep] of folders) for (const name of readdirSync(from).filter(keep)) cpSync(join(from, name), join(to, name));
  return to;
}

async function tryBuilds(first, second, openedBefore) {
  const context = await browser.newContext();
  const open = async () => {
    const page = await context.newPage();
    await page.route('**/blank', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>A page</title>' }));
    await page.goto(`${address}blank`);
    await page.evaluate(async () => {
      globalThis.faults = [];
      addEventListener('error', (event) => faults.push(event.message));
      addEventListener('unhandledrejection', (event) => faults.push(String(event.reason)));
      ({ createShelf: globalThis.createShelf } = await import('/dist/index.js'));
    });
    return page;
  };
  try {
    mounts['/dist/'] = first;
    const page = await open();
    let right = { plain: '', filtered: '' };
    if (openedBefore) {
      await page.evaluate(openShelf, FALLBACK);
      right = await page.evaluate(readRightLists);
    }
    mounts['/dist/'] = second;
    if (!openedBefore) await page.evaluate(openShelf, FALLBACK);
    const outcomes = await page.evaluate(tryAll, [FALLBACK, right]);
    await page.close();
    const next = await open();
    const left = await next.evaluate(async () => {
      const shelf = await createShelf({ pack: '/pack/pack.json', backend: 'js' });
      return `${shelf.consent.state} ${(await shelf.profile.inspect()).events.length}`;
    });
    return [...outcomes, left];
  } catch (error) {
    return [`NOT RUN: ${String(error).split('\n')[0].slice(0, 80)}`];
  } finally {
    await context.close();
  }
}

const all = () => true;
const chunks = (name) => /^(index|worker)-/.test(name);
console.log('| page of | loads files of | how | list | filtered | explain | engine | errors | next visit |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const other of others) {
  for (const [a, b] of [
    [newest, other],
    [other, newest],
  ]) {
    const ways = [
      ['replaced while open', a, b, true],
      ['added while open, chunks kept', a, mergeFolders([a, chunks], [b, all]), true],
      ['replaced before the shelf is opened', a, b, false],
      ['worker.js alone replaced', a, mergeFolders([a, all], [b, (name) => name === 'worker.js' || chunks(name)]), false],
    ];
    for (const [how, first, second, openedBefore] of ways) {
      const outcome = await tryBuilds(first, second, openedBefore);
      console.log(`| ${[basename(a), basename(b), how, ...outcome].join(' | ')} |`);
    }
  }
}
await browser.close();
await stop();
rmSync(scratch, { recursive: true });
