import { describe, expect, it } from 'vitest';
import { CHUNKS, ENTRIES, HASH } from '../../../scripts/setup/chunks.mjs';
import { isLibraryFile, libraryFolder } from '../../../src/client/privacy/requests/library-files.js';
import { listRequests } from '../../../src/client/privacy/requests/list-requests.js';
import type { SeenRequests } from '../../../src/client/privacy/watch-requests.js';
import type { EngineRequests } from '../../../src/types/privacy/engine-requests.js';

const FOLDER = 'https://shop.example/onshelf/';
const hash = 'a1b2c3d4e5';
const own = `${FOLDER}index-request-receipt-${hash}.js`;
const PLACE = { own, packUrl: 'https://cdn.example/pack/pack.json', origin: 1000 };
const NOTHING: SeenRequests = { entries: [], closed: [], isForgotten: false, open: [], isWatched: true };
const ENGINE: EngineRequests = { origin: 2000, fetches: [], resources: [] };
const opened = (known: EngineRequests, place: 'worker' | 'inline' = 'worker'): SeenRequests['open'] => [
  { place, call: (async () => known) as never },
];

describe('a file of the library', () => {
  it.each([
    ...ENTRIES.map(({ name }) => `${name}.js`),
    ...CHUNKS.map(({ entry, name }) => `${entry}-${name}-${'z'.repeat(HASH.length)}.js`),
  ])('%s is told by its name in the folder', (name) => {
    expect(isLibraryFile(`${FOLDER}${name}`, FOLDER)).toBe(true);
    expect(isLibraryFile(`${FOLDER}${name}?v=2`, FOLDER)).toBe(true);
  });

  it('is none of the shop, nor one of another folder', () => {
    expect(isLibraryFile(`${FOLDER}shop.js`, FOLDER)).toBe(false);
    expect(isLibraryFile('https://shop.example/index.js', FOLDER)).toBe(false);
    expect(isLibraryFile('https://shop.example/index.js', null)).toBe(false);
  });

  it('has no folder that is known where a bundler made it', () => {
    expect(libraryFolder(own)).toBe(FOLDER);
    expect(libraryFolder(`https://shop.example/assets/index-request-receipt-${hash}-Bx91.js`)).toBe(null);
    expect(libraryFolder(`file:///home/me/node_modules/onshelf/dist/index-request-receipt-${hash}.js`)).toBe(null);
  });
});

describe('the receipt of requests', () => {
  const fetched = { url: PLACE.packUrl, at: 2500, reached: PLACE.packUrl, status: 200, bytes: 70, failed: false };
  const timed = { name: PLACE.packUrl, startTime: 500, transferSize: 0, encodedBodySize: 60, decodedBodySize: 70, responseStatus: 200 };

  it('tells what the page asked for on behalf of an engine that cannot', async () => {
    const fetches = [{ ...fetched, by: 'page' as const }];
    const { requests } = await listRequests({ ...NOTHING, open: opened({ ...ENGINE, fetches }) }, PLACE);
    expect(requests).toMatchObject([{ url: PLACE.packUrl, purpose: 'manifest', by: 'page', status: 200, bytes: 70, failed: false }]);
  });

  it('has what page and worker asked for, the oldest first', async () => {
    const entries = [{ name: `${FOLDER}index.js`, startTime: 1, transferSize: 400, encodedBodySize: 300, decodedBodySize: 900 }];
    const { requests, complete } = await listRequests(
      { ...NOTHING, entries, open: opened({ ...ENGINE, fetches: [fetched], resources: [timed] }) },
      PLACE,
    );
    expect(complete).toBe(true);
    expect(requests).toEqual([
      {
        url: `${FOLDER}index.js`,
        method: 'GET',
        at: 1001,
        purpose: 'library',
        by: 'page',
        status: null,
        failed: false,
        bytes: 900,
        transferred: 400,
        fromCache: false,
      },
      {
        url: PLACE.packUrl,
        method: 'GET',
        at: 2500,
        purpose: 'manifest',
        by: 'worker',
        status: 200,
        failed: false,
        bytes: 70,
        transferred: 0,
        fromCache: true,
      },
    ]);
  });

  it('has a request that failed, and both addresses of a redirect', async () => {
    const gone = { ...fetched, url: 'https://cdn.example/pack/a.safetensors', reached: null, status: null, bytes: null, failed: true };
    const moved = { ...fetched, reached: 'https://other.example/pack.json' };
    const { requests } = await listRequests({ ...NOTHING, closed: [{ ...ENGINE, fetches: [gone, moved] }] }, PLACE);
    expect(requests.map(({ url, failed, purpose, fromCache }) => [url, failed, purpose, fromCache])).toEqual([
      [gone.url, true, 'pack', null],
      [PLACE.packUrl, false, 'manifest', null],
      ['https://other.example/pack.json', false, 'manifest', null],
    ]);
  });

  it('counts nothing twice where the engine runs on the page’s thread', async () => {
    const resources = [{ name: `${FOLDER}index.js`, startTime: 1 }];
    expect((await listRequests({ ...NOTHING, open: opened({ ...ENGINE, resources }, 'inline') }, PLACE)).requests).toEqual([]);
    expect((await listRequests({ ...NOTHING, open: opened({ ...ENGINE, resources }) }, PLACE)).requests.length).toBe(1);
  });

  const dead = [{ place: 'worker' as const, call: (async () => Promise.reject(new Error('gone'))) as never }];
  const full = Array.from({ length: 250 }, (_, index) => ({ name: `${FOLDER}worker-core-${hash}.js?${index}`, startTime: index }));
  it.each([
    ['a bundler made its files', NOTHING, 'https://shop.example/assets/main.js', /bundler/],
    ['the browser tells nothing', { ...NOTHING, isWatched: false }, own, /does not tell/],
    ['a worker is gone', { ...NOTHING, open: dead }, own, /does not answer/],
    ['a worker was closed long ago', { ...NOTHING, isForgotten: true }, own, /closed long ago/],
    ['there were more requests than are kept', { ...NOTHING, closed: [{ ...ENGINE, isCut: true }] }, own, /is full/],
    ['a list of the browser is full', { ...NOTHING, closed: [{ ...ENGINE, resources: full }] }, own, /is full/],
  ])('says that it is not complete where %s', async (_why, seen, file, message) => {
    const { complete, notes } = await listRequests(seen, { ...PLACE, own: file });
    expect(complete).toBe(false);
    expect(notes).toEqual([{ code: 'requests-unseen', message: expect.stringMatching(message) }]);
  });
});
