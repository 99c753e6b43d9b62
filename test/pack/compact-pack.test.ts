import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { type EncodedPack, encodePack, type PackContent } from '../../src/pack/encode/encode-pack.js';
import { LEVELS } from '../../src/pack/format/format.js';
import { parseManifest } from '../../src/pack/format/parse-manifest.js';
import { expectErrorOrSoundPack, withNumbers } from '../fixtures/broken-pack.js';
import { bytesOf, filesByRole, type PackFiles, tinyContent } from '../fixtures/tiny-pack.js';

let encoded: EncodedPack;
let files: PackFiles;

const compactContent = (change: Partial<PackContent> = {}): PackContent => ({ ...tinyContent(), form: 'compact', ...change });

beforeAll(async () => {
  encoded = await encodePack(compactContent());
  files = filesByRole(encoded);
});

describe('a compact pack', () => {
  it('has version 2, and a plain one version 1', async () => {
    expect(encoded.manifest.version).toBe(2);
    expect((await encodePack(tinyContent())).manifest.version).toBe(1);
  });

  it('reads back the same catalogue', () => {
    const content = compactContent();
    const pack = decodePack(parseManifest(JSON.stringify(encoded.manifest)), files);
    expect(Array.from({ length: 40 }, (_, row) => pack.itemOf(row))).toEqual(content.catalog);
  });

  it('reads back a title of more than 255 bytes', async () => {
    const catalog = tinyContent().catalog.map((item, row) => (row === 3 ? { ...item, title: 'é'.repeat(200) } : item));
    const long = await encodePack(compactContent({ catalog }));
    expect(decodePack(long.manifest, filesByRole(long)).itemOf(3).title).toBe('é'.repeat(200));
  });

  it('reads back rows within half a step, except values beyond the end of the scale', () => {
    const { factors, dimensions } = compactContent();
    const { rows, scales } = decodePack(encoded.manifest, files);
    for (let at = 0; at < factors.length; at++) {
      const scale = scales[Math.floor(at / dimensions)];
      const beyond = Math.abs(factors[at]) > 7 * scale;
      if (beyond) expect(rows[at]).toBe(7 * Math.sign(factors[at]));
      else expect(Math.abs(rows[at] * scale - factors[at])).toBeLessThanOrEqual(scale / 2 + 1e-6);
    }
  });

  it('has the Gram matrix of its own rows', () => {
    const { rows, scales, gram, dimensions, items } = decodePack(encoded.manifest, files);
    let sum = 0;
    for (let item = 0; item < items; item++) sum += (rows[item * dimensions] * scales[item]) ** 2;
    expect(gram[0]).toBeCloseTo(sum, 5);
  });

  it('reads back any lists: the same items, ascending, at the nearest of 16 weights', async () => {
    const list = fc.uniqueArray(fc.tuple(fc.nat({ max: 39 }), fc.double({ min: 0.001, max: 1, noNaN: true })), {
      selector: ([item]) => item,
      maxLength: 39,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(list, { minLength: 40, maxLength: 40 }), async (lists) => {
        const offsets = Uint32Array.from({ length: 41 }, (_, row) => lists.slice(0, row).reduce((sum, { length }) => sum + length, 0));
        const entries = lists.flatMap((entriesOfItem) => [...entriesOfItem].sort((a, b) => b[1] - a[1]));
        const followers = {
          offsets,
          items: Uint32Array.from(entries, ([item]) => item),
          similarities: Float32Array.from(entries, ([, similarity]) => similarity),
        };
        const written = await encodePack(compactContent({ followers }));
        const read = decodePack(written.manifest, filesByRole(written)).followers;
        expect([...read.offsets]).toEqual([...offsets]);
        for (const [row, expected] of lists.entries()) {
          const sorted = [...expected].sort((a, b) => a[0] - b[0]);
          expect([...read.items.subarray(offsets[row], offsets[row + 1])]).toEqual(sorted.map(([item]) => item));
          for (const [place, [, similarity]] of sorted.entries()) {
            const weight = similarity / read.scales[row];
            const nearest = Math.min(...Array.from(LEVELS, (level) => Math.abs(level - weight)));
            expect(Math.abs(read.weights[offsets[row] + place] - weight)).toBeCloseTo(nearest, 1);
          }
        }
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  it('can name rows at both ends of a catalogue', async () => {
    const { offsets, items } = (await farApart()).neighbours;
    expect([...items.subarray(offsets[0], offsets[1])]).toEqual([1, 99_998, 99_999]);
  });

  it('takes a fifth of the plain bytes, if lists are alike', async () => {
    const plain = bytesOf(await encodePack(tinyContent(50)), 'neighbours').length;
    const compact = bytesOf(await encodePack({ ...tinyContent(50), form: 'compact' }), 'neighbours').length;
    expect(compact).toBeLessThan(plain / 5);
  });
});

async function farApart(): Promise<ReturnType<typeof decodePack>> {
  const items = 100_000;
  const written = await encodePack(
    compactContent({
      catalog: Array.from({ length: items }, (_, row) => ({ id: String(row) })),
      dimensions: 4,
      spaces: [],
      factors: new Float32Array(4 * items),
      popularity: new Float32Array(items),
      neighbours: {
        offsets: new Uint32Array(items + 1).fill(3, 1),
        items: Uint32Array.of(99_999, 1, 99_998),
        similarities: Float32Array.of(0.5, 0.4, 0.3),
      },
    }),
  );
  return decodePack(written.manifest, filesByRole(written));
}

describe('a broken compact pack is refused with a message of its own', () => {
  it.each<[string, () => PackFiles, string]>([
    [
      'a count that reaches into the next list',
      () => withNumbers(encoded, 'neighbours', 'counts', (data: Uint8Array) => data.fill(8, 5, 6)),
      'names item',
    ],
    [
      'counts that the stream cannot hold',
      () => withNumbers(encoded, 'neighbours', 'counts', (data: Uint8Array) => data.fill(255)),
      'is too short for 10200 neighbours',
    ],
    [
      'a stream of zeros',
      () => withNumbers(encoded, 'neighbours', 'stream', (data: Uint8Array) => data.fill(0)),
      '"stream" breaks off at item 0',
    ],
    [
      'steps beyond the last item',
      () => withNumbers(encoded, 'neighbours', 'stream', (data: Uint8Array) => data.fill(0x10, 0, 40)),
      'names item',
    ],
    ['bytes to spare', () => withNumbers(encoded, 'neighbours', 'counts', (data: Uint8Array) => data.fill(0)), 'bytes to spare'],
    [
      'NaN scales',
      () => withNumbers(encoded, 'neighbours', 'scales', (data: Uint16Array) => data.fill(0x7fc0, 3, 4)),
      '"scales" holds NaN at 3',
    ],
    [
      'popularity above 1',
      () => withNumbers(encoded, 'rows', 'popularity', (data: Float32Array) => data.fill(2, 0, 1)),
      '"popularity" holds 2 at 0',
    ],
    [
      'texts that are longer than their bytes',
      () => withNumbers(encoded, 'catalog', 'title.lengths', (data: Uint8Array) => data.fill(255, 2, 3)),
      'Column "title": its offsets run from 0 to',
    ],
    [
      'codes out of range',
      () => withNumbers(encoded, 'catalog', 'brand.codes', (data: Uint8Array) => data.fill(77, 2, 3)),
      '"brand" has code 77 in row 2, of 3 values',
    ],
  ])('%s', (_name, broken, message) => {
    expect(() => decodePack(encoded.manifest, broken())).toThrow(message);
  });

  it('whatever bytes are changed, the reader throws its own error or reads a pack of the right size', () => {
    expectErrorOrSoundPack(encoded);
  });
});
