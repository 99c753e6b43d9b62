import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { parseManifest } from '../../src/pack/format/parse-manifest.js';
import { parseOptional } from '../../src/pack/format/parse-optional.js';
import { decodeSafetensors } from '../../src/pack/format/safetensors.js';
import { loadPack } from '../../src/pack/load/load.js';
import { compressPack } from '../../src/train/packing/compress-pack.js';
import type { PackStore } from '../../src/types/scoring/pack-store.js';
import { memoryStore, type PackServer, servePack } from '../fixtures/pack-server.js';
import { tinyContent } from '../fixtures/tiny-pack.js';

const column = (value: number) => ({ numbers: { type: 'F32', shape: [2000], data: new Float32Array(2000).fill(value) } }) as const;
const optional = [
  { role: 'attribute', name: 'margin', tensors: column(0.25) },
  { role: 'attribute', name: 'rating', tensors: column(4) },
] as const;

let server: PackServer;
let url: string;
beforeEach(async () => {
  server = await servePack(await compressPack(await encodePack({ ...tinyContent(), optional })));
  url = `${server.origin}/pack.json`;
});
afterEach(() => server.stop());

/** Requests for optional files so far. */
const asked = (): string[] => server.asked.filter((path) => path.includes('attribute-'));
const numbersOf = (bytes: Uint8Array<ArrayBuffer>): number => decodeSafetensors(bytes, 'it').get('numbers')?.data[7] ?? Number.NaN;

describe('a pack with optional files', () => {
  it('loads without them; each is fetched at its first use, once', async () => {
    const { pack } = await loadPack(url, null);
    expect(asked()).toEqual([]);
    const [first, again] = await Promise.all([pack.openFile?.('attribute', 'margin'), pack.openFile?.('attribute', 'margin')]);
    expect(numbersOf(first ?? new Uint8Array())).toBe(0.25);
    expect(again).toBe(first);
    expect(asked()).toHaveLength(1);
  });

  it('keeps a used file with the others: the next visit, offline, asks for nothing and has it', async () => {
    const store = memoryStore();
    await (await loadPack(url, store)).pack.openFile?.('attribute', 'margin');
    server.answer = (_request, response) => {
      response.writeHead(503).end();
      return true;
    };
    server.asked.length = 0;
    const { pack } = await loadPack(url, store);
    expect(numbersOf((await pack.openFile?.('attribute', 'margin')) ?? new Uint8Array())).toBe(0.25);
    expect(asked()).toEqual([]);
    await expect(pack.openFile?.('attribute', 'rating')).rejects.toMatchObject({ code: 'pack-unreachable' });
  });

  it('are not fetched again where one is not the file of the manifest, until the pack is opened anew', async () => {
    const { pack } = await loadPack(url, null);
    server.answer = (request, response) => {
      if (!request.url?.includes('attribute-')) return false;
      response.end('another file');
      return true;
    };
    for (let use = 0; use < 3; use++) await expect(pack.openFile?.('attribute', 'margin')).rejects.toMatchObject({ code: 'pack-invalid' });
    const tried = asked().length;
    await expect(pack.openFile?.('attribute', 'margin')).rejects.toMatchObject({ code: 'pack-invalid' });
    expect(asked()).toHaveLength(tried);
    expect(tried).toBeLessThan(3);
    server.answer = () => false;
    const reopened = await loadPack(url, null);
    expect(numbersOf((await reopened.pack.openFile?.('attribute', 'margin')) ?? new Uint8Array())).toBe(0.25);
  });

  it('of a redirected manifest are beside where it led, also while the stored pack is in use', async () => {
    const redirected = `${server.origin}/now/pack.json`;
    const how = { redirectOrigins: [server.origin] };
    const store = memoryStore();
    let wait = Promise.resolve();
    server.answer = async (request, response) => {
      if (request.url !== '/now/pack.json') return false;
      await wait;
      response.writeHead(302, { location: '/of-today/pack.json' }).end();
      return true;
    };
    await loadPack(redirected, store, how);
    let arrive = (): void => {};
    wait = new Promise((resolve) => {
      arrive = resolve;
    });
    const { pack, later } = await loadPack(redirected, store, { ...how, storedAfter: 1 });
    expect(later).toBeDefined();
    arrive();
    await later;
    await pack.openFile?.('attribute', 'margin');
    expect(asked()).toEqual([expect.stringMatching(/^\/of-today\//)]);
  });

  it('keeps a file that was used before the page might store anything, at its next use', async () => {
    let store: PackStore | null = null;
    const { pack } = await loadPack(url, null, { currentStore: () => store });
    await pack.openFile?.('attribute', 'margin');
    store = memoryStore();
    await loadPack(url, store);
    await pack.openFile?.('attribute', 'margin');
    const digest = parseOptional(pack.manifest).find(({ name }) => name === 'margin')?.sha256 ?? '';
    expect(await store.readFile(digest)).toBeDefined();
    expect(asked()).toHaveLength(1);
  });

  it('names them to the store, so that cleaning keeps a file that the next pack has, too', async () => {
    const named: string[][] = [];
    const store = {
      ...memoryStore(),
      write: async (_url: string, _text: string, digests: readonly string[]) => void named.push([...digests]),
    };
    const { pack } = await loadPack(url, store);
    for (const { sha256 } of parseOptional(pack.manifest)) expect(named[0]).toContain(sha256);
  });

  it('does not bring back an older pack that another tab has replaced in the store', async () => {
    const store = memoryStore();
    const { pack } = await loadPack(url, store);
    server.pack = await encodePack({ ...tinyContent(), number: 2 });
    await loadPack(url, store);
    server.pack = await compressPack(await encodePack({ ...tinyContent(), optional }));
    await pack.openFile?.('attribute', 'margin');
    expect(JSON.parse((await store.readManifest(url)) ?? '{}').number).toBe(2);
  });

  it('refuses a file with other bytes, and takes the right one when the pack is opened anew', async () => {
    const { pack } = await loadPack(url, null);
    server.answer = (request, response) => {
      if (!request.url?.includes('attribute-')) return false;
      response.writeHead(200).end(new Uint8Array(parseOptional(pack.manifest)[0].bytes));
      return true;
    };
    await expect(pack.openFile?.('attribute', 'margin')).rejects.toMatchObject({ code: 'pack-invalid' });
    server.answer = () => false;
    const anew = (await loadPack(url, null)).pack;
    expect(numbersOf((await anew.openFile?.('attribute', 'margin')) ?? new Uint8Array())).toBe(0.25);
  });

  it('has no file of a name that the manifest does not list, and asks for none', async () => {
    const { pack } = await loadPack(url, null);
    await expect(pack.openFile?.('attribute', 'colour')).rejects.toThrow('The pack has no file of the role "attribute", "colour".');
    expect(asked()).toEqual([]);
  });
});

describe('the list of optional files in a manifest', () => {
  const manifestWith = async (change: (entries: object[]) => unknown) => {
    const { manifest } = await encodePack({ ...tinyContent(), optional });
    return parseManifest(JSON.stringify({ ...manifest, optional: change(manifest.optional as object[]) }));
  };

  it('is no part of a pack without any', async () => {
    expect((await encodePack(tinyContent())).manifest).not.toHaveProperty('optional');
  });

  it('may have roles of a later version, which are left out', async () => {
    const manifest = await manifestWith((entries) => [{ role: 'of-tomorrow', path: 'x' }, ...entries, null]);
    expect(parseOptional(manifest).map(({ name }) => name)).toEqual(['margin', 'rating']);
  });

  it.each([
    ['a path elsewhere', { path: '../secret' }, 'optional[0].path is "../secret"'],
    ['a size beyond what the items need', { bytes: 900_000_000 }, 'optional[0].bytes is 900000000'],
    ['a name that is no text', { name: 7 }, 'optional[0].name is not a text'],
  ])('is refused with %s', async (_what, change, message) => {
    const manifest = await manifestWith(([first]) => [{ ...first, ...change }]);
    expect(() => parseOptional(manifest)).toThrow(message);
  });
});
