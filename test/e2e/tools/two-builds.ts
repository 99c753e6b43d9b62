import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { buildForBrowser } from '../../../scripts/setup/build-for-browser.mjs';
import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';

/** Of each worker of Playwright: builds and uploads of others lie elsewhere. */
const ROOT = `test-results/versions-${process.env.TEST_PARALLEL_INDEX ?? 0}`;
const ENTRIES = [
  'index.js',
  'worker.js',
  'elements.js',
  'onshelf.js',
  'page-readers.js',
  'banner-readers.js',
  'call-readers.js',
  'shelf-opener.js',
  'inline-worker.js',
  'react.js',
  'vue.js',
  'phrases.js',
  'stub.js',
  'onshelf.js.sri',
];

/** Files of a build: those with fixed names, or those with a hash in their name. */
export const isEntry = (name: string): boolean => ENTRIES.includes(name);
export const isChunk = (name: string): boolean => !isEntry(name);

/** Lazy parts, and a line that makes each import more from its entry. */
const SHIFTED: Readonly<Record<string, readonly [first: string, last: string]>> = {
  'src/client/calls/further-calls.ts': ["import { recallPause } from '../consent/set-paused.js';", 'globalThis.shifted = recallPause;'],
  'src/engine/quiz/make-quiz.ts': ["import { foldEvents } from '../../profile/fold-events.js';", 'globalThis.shifted = foldEvents;'],
};

/** Has two lazy parts import more of their entries, so that the bundler assigns its short names in another order. */
const shiftNames = {
  name: 'shift-names',
  transform: (code: string, id: string): string | null => {
    const more = Object.entries(SHIFTED).find(([file]) => id.endsWith(`/${file}`))?.[1];
    return more === undefined ? null : [more[0], code, more[1]].join('\n');
  },
};

/** Builds the current sources, and a possible next version of them. Returns the names of the folders and of the builds. */
async function makeTwoBuilds(): Promise<{ old: string; next: string }> {
  const missing = Object.keys(SHIFTED).filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error(`${missing} moved: name them anew, or both builds have the same names.`);
  const [old, next] = ['old', 'next'].map((name) => `${ROOT}/${name}`);
  await buildForBrowser({ out: old });
  await buildForBrowser({ out: next, build: '0.3.0+0123456789', plugins: [shiftNames] });
  return { old, next };
}

/** Files of a folder, all or some. */
export type BuildPart = readonly [folder: string, keep?: (name: string) => boolean];

/** A shop's server, and what its owner uploads to it. */
export interface UploadSite {
  /** Ends in a slash. Bare pages lie at `pages/`, the pack at `pack/`. */
  readonly address: string;
  /** Replaces the built files; if two have one name, the later one counts. */
  upload(...parts: readonly BuildPart[]): void;
  /** A missing file is answered by a page, as many hosts do, or by 404. */
  missing: 'page' | '404';
  stop(): Promise<void>;
}

/** Opens the site, with no built files yet. */
async function openUploadSite(): Promise<UploadSite> {
  const mounts: Record<string, string> = { '/': 'demo/dist', '/pages/': 'test/e2e/pages', '/dist/': `${ROOT}/none` };
  const files = await serveFolders(mounts, 0);
  let uploads = 0;
  // Before the static host, a handler with a page for every address.
  const front = createServer((request, response) => {
    const passOn = ask(new URL(request.url ?? '/', files.address), { headers: request.headers }, (answer) => {
      const lost = answer.statusCode === 404 && site.missing === 'page';
      if (lost) response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Not here</title>');
      else answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers));
    });
    passOn.on('error', () => response.destroy());
    request.pipe(passOn);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const site: UploadSite = {
    address: `http://127.0.0.1:${(front.address() as AddressInfo).port}/`,
    missing: '404',
    upload: (...parts) => {
      const folder = `${ROOT}/upload-${++uploads}`;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      for (const [from, keep = () => true] of parts)
        for (const name of readdirSync(from).filter(keep)) copyFileSync(join(from, name), join(folder, name));
      mounts['/dist/'] = folder;
    },
    stop: async () => {
      front.closeAllConnections();
      await Promise.all([files.stop(), new Promise((done) => front.close(done))]);
    },
  };
  return site;
}

/** The upload site and two builds to upload: `old` is the one in `dist/`, `next` another version. Both are folders. */
export interface TwoBuildsSite extends UploadSite {
  readonly old: string;
  readonly next: string;
}

/** Playwright's test with the upload site. */
export const test = base.extend<{ answer404: undefined }, { site: TwoBuildsSite }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
    async ({}, use) => {
      const site = Object.assign(await openUploadSite(), await makeTwoBuilds());
      await use(site);
      await site.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // One site serves all tests: each starts with a server that answers 404 for a missing file.
  answer404: [
    async ({ site }, use) => {
      site.missing = '404';
      await use(undefined);
    },
    { auto: true },
  ],
});
