import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { type EncodedPack, encodePack } from '../../../src/pack/encode/encode-pack.js';
import { parseManifest } from '../../../src/pack/format/parse-manifest.js';
import { unpackFile } from '../../../src/pack/load/unpack-file.js';
import type { Pack } from '../../../src/types/pack.js';
import { filesByRole, type PackFiles, tinyContent } from '../../fixtures/tiny-pack.js';
import { FILE_MUTATIONS, mutateManifest } from './mutate-pack.js';
import { readTensors } from './reference-reader.js';
import { watchAllocations } from './watch-allocations.js';

/** 100 000 changes in all; a tenth of them by `ONSHELF_PACK_MUTATIONS=1`. */
const TIMES = Number(process.env.ONSHELF_PACK_MUTATIONS ?? 10);
const OF_FILES = 6000 * TIMES;
const OF_MANIFESTS = 3800 * TIMES;
const OF_STREAMS = 200 * TIMES;
/** Of the sound pack's bytes: what reading any pack of its size may ask for, besides the bytes that were downloaded. */
const ALLOWED = 2;

vi.setConfig({ testTimeout: 300_000 });

let sound: EncodedPack;
let files: PackFiles;
let size: number;

beforeAll(async () => {
  sound = await encodePack(tinyContent(3));
  files = filesByRole(sound);
  size = Object.values(files).reduce((sum, { length }) => sum + length, 0);
});

const finite = (numbers: ArrayLike<number>): boolean => Array.from(numbers).every(Number.isFinite);

/** Expects that an accepted pack is what its bytes say, number by number, and that nothing of it is out of range. */
function expectAsReference(pack: Pack, given: PackFiles): void {
  const [rows, tables, catalog] = [given.rows, given.neighbours, given.catalog].map(readTensors);
  for (const name of ['rows', 'scales', 'popularity', 'gram'] as const) expect(pack[name]).toEqual(rows.get(name)?.data);
  for (const name of ['offsets', 'items', 'weights', 'scales'] as const) expect(pack.neighbours[name]).toEqual(tables.get(name)?.data);
  expect(finite(pack.scales) && finite(pack.popularity) && finite(pack.gram) && finite(pack.neighbours.scales)).toBe(true);
  expect(pack.neighbours.items.every((item) => item < pack.items)).toBe(true);
  const [offsets, bytes] = ['id.offsets', 'id.bytes'].map((name) => catalog.get(name)?.data as Uint32Array);
  const ids = Array.from({ length: pack.items }, (_, row) =>
    new TextDecoder().decode(Uint8Array.from(bytes.subarray(offsets[row], offsets[row + 1]))),
  );
  expect(Array.from(ids, (_, row) => pack.idOf(row))).toEqual(ids);
  expect(new Set(ids).size).toBe(pack.items);
  expect(ids.map((id) => pack.rowOf(id))).toEqual(ids.map((_, row) => row));
  for (const row of ids.keys()) expect(pack.itemOf(row).id).toBe(ids[row]);
}

/** Reads a pack: what came of it, and the bytes that it asked for. */
function read(make: () => Pack): { pack?: Pack; error?: Error; asked: number } {
  const result: { pack?: Pack; error?: Error } = {};
  const asked = watchAllocations(() => {
    try {
      result.pack = make();
    } catch (error) {
      result.error = error as Error;
    }
  });
  return { ...result, asked };
}

describe('a pack that was changed by a machine is refused with a clear error, or read as its bytes say', () => {
  it(`${OF_FILES} changes of tensors, headers, numbers and bytes of its files`, () => {
    const random = seededRandom(19);
    const counts = { read: 0, refused: 0, asked: 0 };
    for (let times = 0; times < OF_FILES; times++) {
      const changed = FILE_MUTATIONS[times % FILE_MUTATIONS.length](files, random);
      const { pack, error, asked } = read(() => decodePack(sound.manifest, changed));
      counts.asked = Math.max(counts.asked, asked);
      if (pack !== undefined) {
        counts.read++;
        expectAsReference(pack, changed);
        continue;
      }
      counts.refused++;
      if (error?.name !== 'OnshelfError' || error.message.length < 20) throw new Error(`change ${times} was met with: ${error?.stack}`);
    }
    // Some changes are harmless, such as another title: both happen, or nothing was tried.
    expect(counts.read).toBeGreaterThan(OF_FILES / 100);
    expect(counts.refused).toBeGreaterThan(OF_FILES / 2);
    expect(counts.asked).toBeGreaterThan(0);
    expect(counts.asked).toBeLessThan(ALLOWED * size);
  });

  it(`${OF_MANIFESTS} changes of single fields of its manifest, none of which asks for more memory`, () => {
    const random = seededRandom(24);
    const counts = { read: 0, refused: 0, asked: 0 };
    for (let times = 0; times < OF_MANIFESTS; times++) {
      const text = mutateManifest(sound.manifest, random);
      const { pack, error, asked } = read(() => decodePack(parseManifest(text), files));
      counts.asked = Math.max(counts.asked, asked);
      if (pack !== undefined) {
        counts.read++;
        if (pack.items !== sound.manifest.items) throw new Error(`${text} was read as ${pack.items} items`);
        continue;
      }
      counts.refused++;
      if (error?.name !== 'OnshelfError' || error.message.length < 20) throw new Error(`${text} was met with: ${error?.stack}`);
    }
    expect(counts.read).toBeGreaterThan(OF_MANIFESTS / 100);
    expect(counts.refused).toBeGreaterThan(OF_MANIFESTS / 5);
    expect(counts.asked).toBeLessThan(ALLOWED * size);
  });

  it(`${OF_STREAMS} changes of gzip streams, also of those that unpack to more than they declare`, async () => {
    const random = seededRandom(25);
    const file = sound.manifest.files[2];
    const plain = files.catalog;
    const bomb = gzipSync(new Uint8Array(1_000_000));
    const counts = { read: 0, refused: 0 };
    for (let times = 0; times < OF_STREAMS; times++) {
      const bytes = new Uint8Array(times % 10 === 0 ? bomb : gzipSync(plain, { level: times % 9 }));
      const at = Math.floor(random() * bytes.length);
      if (times % 3 === 0) bytes[at] ^= 1 + Math.floor(random() * 255);
      const changed = times % 3 === 1 ? bytes.slice(0, at) : bytes;
      const unpacked = times % 3 === 2 && times % 2 === 0 ? plain.length : plain.length + Math.floor(random() * 3) - 1;
      try {
        const content = await unpackFile(changed, { ...file, bytes: changed.length, unpacked });
        counts.read++;
        // Bytes of the stream's own head, such as its time, change nothing.
        expect(content).toEqual(plain);
      } catch (error) {
        counts.refused++;
        expect((error as Error).name).toBe('OnshelfError');
        expect((error as Error).message).toMatch(/cannot be unpacked|unpacks to/);
      }
    }
    expect(counts.read).toBeGreaterThan(0);
    expect(counts.refused).toBeGreaterThan(OF_STREAMS / 2);
  });

  it('a pack without items is read, and changes of it are refused or read as well', async () => {
    const none = { ...tinyContent(3), catalog: [], factors: new Float32Array(), popularity: new Float32Array() };
    const empty = await encodePack({
      ...none,
      neighbours: { offsets: new Uint32Array(1), items: new Uint32Array(), similarities: new Float32Array() },
    });
    const pack = decodePack(parseManifest(JSON.stringify(empty.manifest)), filesByRole(empty));
    expect([pack.items, pack.meanPopularity, pack.rowOf('tent-0')]).toEqual([0, 0, -1]);
    const random = seededRandom(26);
    for (let times = 0; times < 300; times++) {
      const { pack: made, error } = read(() => decodePack(parseManifest(mutateManifest(empty.manifest, random)), filesByRole(empty)));
      expect(made?.items ?? error?.name).toBe(made === undefined ? 'OnshelfError' : 0);
    }
  });
});
