import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { type EncodedPack, encodePack } from '../../src/pack/encode/encode-pack.js';
import { parseManifest } from '../../src/pack/format/parse-manifest.js';
import { decodeSafetensors, encodeSafetensors, type Tensor } from '../../src/pack/format/safetensors.js';
import { encodeTextColumn } from '../../src/pack/format/text-column.js';
import { expectErrorOrSoundPack, withNumbers } from '../fixtures/broken-pack.js';
import { filesByRole, type PackFiles, tinyContent } from '../fixtures/tiny-pack.js';

let encoded: EncodedPack;
let files: PackFiles;

beforeAll(async () => {
  encoded = await encodePack(tinyContent());
  files = filesByRole(encoded);
});

describe('a pack', () => {
  it('reads back what was written', () => {
    const content = tinyContent();
    const pack = decodePack(parseManifest(JSON.stringify(encoded.manifest)), files);
    expect(pack.items).toBe(40);
    expect(pack.rowOf('stove-3')).toBe(13);
    expect(pack.rowOf('nothing')).toBe(-1);
    expect(pack.itemOf(13)).toEqual({ ...content.catalog[13] });
    for (let row = 0; row < pack.items; row++) {
      for (let k = 0; k < 8; k++) {
        const error = pack.rows[row * 8 + k] * pack.scales[row] - content.factors[row * 8 + k];
        expect(Math.abs(error)).toBeLessThanOrEqual(pack.scales[row] / 2 + 1e-6);
      }
    }
    const { offsets, items, weights, scales } = pack.neighbours;
    expect(items[offsets[13]]).toBe(content.neighbours.items[offsets[13]]);
    expect(weights[offsets[13]] * scales[13]).toBeCloseTo(content.neighbours.similarities[offsets[13]], 2);
  });

  it('reads back which items follow, and nothing where the pack does not say', async () => {
    const content = tinyContent();
    const followers = { offsets: new Uint32Array(41).fill(2, 14), items: Uint32Array.of(7, 3), similarities: Float32Array.of(0.5, 0.25) };
    const written = await encodePack({ ...content, followers });
    const pack = decodePack(parseManifest(JSON.stringify(written.manifest)), filesByRole(written));
    expect([...pack.followers.items]).toEqual([7, 3]);
    expect(pack.followers.weights[0] * pack.followers.scales[13]).toBeCloseTo(0.5, 6);
    expect(pack.followers.weights[1] * pack.followers.scales[13]).toBeCloseTo(0.25, 2);
    expect([...decodePack(encoded.manifest, files).followers.offsets]).toEqual(Array(41).fill(0));
  });

  it('written before blends had followers is read with none', () => {
    const manifest = JSON.parse(JSON.stringify(encoded.manifest));
    for (const part of ['followers', 'seen']) delete manifest.encoder.blend[part];
    for (const decay of ['followerDecay', 'seenDecay']) delete manifest.encoder[decay];
    const { blend, followerDecay, seenDecay } = parseManifest(JSON.stringify(manifest)).encoder;
    expect([blend.followers, blend.seen, followerDecay, seenDecay]).toEqual([0, 0, 1, 1]);
  });

  it('is the same bytes for the same content', async () => {
    const again = await encodePack(tinyContent());
    expect(again.manifest).toEqual(encoded.manifest);
  });

  it('names its files by their content, and starts every tensor at a multiple of 64 bytes', () => {
    for (const file of encoded.manifest.files) {
      expect(file.path).toBe(`${file.role}-${file.sha256.slice(0, 16)}.safetensors`);
      const bytes = encoded.files.get(file.path);
      const tensors = decodeSafetensors(bytes as Uint8Array<ArrayBuffer>, file.path);
      for (const tensor of tensors.values()) expect(tensor.data.byteOffset % 64).toBe(0);
    }
  });

  it('can hold no items at all', async () => {
    const empty = await encodePack({
      ...tinyContent(),
      catalog: [],
      factors: new Float32Array(0),
      popularity: new Float32Array(0),
      neighbours: { offsets: new Uint32Array(1), items: new Uint32Array(0), similarities: new Float32Array(0) },
    });
    expect(decodePack(empty.manifest, filesByRole(empty)).items).toBe(0);
  });

  it('is not written with factors that are not finite', async () => {
    const content = tinyContent();
    content.factors[9] = Number.NaN;
    await expect(encodePack(content)).rejects.toThrow('Row 1 of the factors has a value that is not finite');
  });

  it('is not written with an item twice in one list', async () => {
    const content = tinyContent();
    content.neighbours.items[1] = content.neighbours.items[0];
    await expect(encodePack(content)).rejects.toThrow('neighbours names an item twice in the list of row 0');
  });

  it('is not written with an id that stands twice', async () => {
    const content = tinyContent();
    await expect(encodePack({ ...content, catalog: content.catalog.map(() => ({ id: 'same' })) })).rejects.toThrow(
      '39 item ids stand twice',
    );
  });
});

/** The pack with one more tensor in a file. */
function withExtra(role: 'neighbours', name: string): PackFiles {
  const tensors = decodeSafetensors(files[role].slice(), role);
  return {
    ...files,
    [role]: encodeSafetensors({ ...Object.fromEntries(tensors), [name]: { type: 'U32', shape: [0], data: new Uint32Array() } }),
  };
}

function manyTensors(count: number): object {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`t${at}`, { dtype: 'U8', shape: [0], data_offsets: [0, 0] }]));
}

/** The catalogue with a category of 41 levels in place of its categories. */
function deepCategories(): PackFiles {
  const tensors = decodeSafetensors(files.catalog.slice(), 'catalog');
  const deep = encodeTextColumn('product_type.values', ['', ...Array(4).fill(Array(41).fill('a').join(' > '))], 'plain');
  return { ...files, catalog: encodeSafetensors({ ...Object.fromEntries(tensors), ...deep }) };
}

describe('a broken pack is refused with a sentence of its own', () => {
  const manifestWith = (change: object): string => JSON.stringify({ ...encoded.manifest, ...change });
  const files0 = (change: object): object => ({
    files: encoded.manifest.files.map((file, index) => (index === 0 ? { ...file, ...change } : file)),
  });

  it.each<[string, () => string, string]>([
    ['not JSON', () => '<!doctype html>', 'pack.json is not JSON. Does the address lead to a pack?'],
    ['another format', () => manifestWith({ format: 'parquet' }), 'format is "parquet", not "onshelf-pack"'],
    [
      'a later version',
      () => manifestWith({ version: 3 }),
      'version is 3; this library reads versions 1 and 2. Rebuild the pack, or update the library',
    ],
    [
      'an item count that would fill the memory',
      () => manifestWith({ items: 1e12 }),
      'items is 1000000000000, not a number from 0 to 16777216',
    ],
    ['dimensions that are no multiple of 4', () => manifestWith({ dimensions: 6 }), 'dimensions is 6, not a multiple of 4'],
    [
      'a file that leads elsewhere',
      () => manifestWith(files0({ path: '../../etc/passwd' })),
      'files[0].path is "../../etc/passwd"; by its content it must be',
    ],
    ['a digest that is none', () => manifestWith(files0({ sha256: 'abc' })), 'files[0].sha256 is not 64 lower-case hex digits'],
    [
      'a sensitive category without a name',
      () => manifestWith({ sensitive: ['Health', ''] }),
      'sensitive[1] is not a text of 1 to 256 characters',
    ],
    ['a size bomb', () => manifestWith(files0({ bytes: 1e15 })), 'files[0].bytes is 1000000000000000, not a number'],
    ['a missing role', () => manifestWith({ files: encoded.manifest.files.slice(1) }), 'files has 0 files of the role "rows"'],
    [
      'an encoder that decays by nothing',
      () => manifestWith({ encoder: { ...encoded.manifest.encoder, halfLifeDays: 0 } }),
      'encoder.halfLifeDays is 0',
    ],
    [
      'a blend with a NaN',
      () => manifestWith({ encoder: { ...encoded.manifest.encoder, blend: { foldIn: null } } }),
      'encoder.blend.foldIn is null',
    ],
    ['brackets without an end', () => '['.repeat(200_000), 'pack.json is nested more than 16 deep'],
    [
      'a file larger than its items need',
      () => manifestWith(files0({ bytes: 3_000_000 })),
      'files[0].bytes is 3000000; 40 items of 8 columns need',
    ],
    [
      'a file that unpacks to more than its items need',
      () => manifestWith(files0({ unpacked: 900_000_000 })),
      'files[0].unpacked is 900000000; 40 items of 8 columns need',
    ],
    [
      'a file that unpacks to more than its bytes can hold',
      () => manifestWith({ items: 1_000_000, ...files0({ bytes: 1000, unpacked: 5_000_000 }) }),
      'files[0].unpacked is 5000000; 1000 bytes may unpack to 4194304 at most',
    ],
  ])('manifest: %s', (_name, text, message) => {
    expect(() => parseManifest(text())).toThrow(message);
  });

  it.each<[string, () => PackFiles, string]>([
    ['empty', () => ({ ...files, rows: new Uint8Array(0) }), 'is cut short: 0 bytes hold no safetensors header'],
    ['cut inside the header', () => ({ ...files, rows: files.rows.slice(0, 20) }), 'is cut short inside its header'],
    [
      'cut inside a tensor',
      () => ({ ...files, rows: files.rows.slice(0, files.rows.length - 10) }),
      'is cut short: tensor "gram" ends at byte',
    ],
    ['with bytes to spare', () => ({ ...files, rows: new Uint8Array([...files.rows, 1, 2, 3]) }), 'has 3 bytes that belong to no tensor'],
    ['a header length bomb', () => ({ ...files, rows: bomb() }), 'declares a header of 18446744073709551615 bytes; at most 65536 are read'],
    [
      'a shape bomb',
      () => ({ ...files, rows: header({ rows: { dtype: 'I8', shape: [1e9, 1e9], data_offsets: [0, 8] } }) }),
      'needs 1000000000000000000 bytes for shape',
    ],
    [
      'a type of other people',
      () => ({ ...files, rows: header({ rows: { dtype: 'F16', shape: [4], data_offsets: [0, 8] } }) }),
      'has the element type "F16"',
    ],
    [
      'tensors that overlap',
      () => ({
        ...files,
        rows: header({ a: { dtype: 'U8', shape: [8], data_offsets: [0, 8] }, b: { dtype: 'U8', shape: [4], data_offsets: [4, 8] } }),
      }),
      'overlap or leave a hole',
    ],
    ['a header that is not JSON', () => ({ ...files, rows: header('nonsense') }), 'has a header that is not JSON'],
    ['a tensor missing', () => ({ ...files, rows: files.neighbours }), 'has no tensor "rows"'],
    [
      'NaN scales',
      () => withNumbers(encoded, 'rows', 'scales', (data: Float32Array) => data.fill(Number.NaN, 3, 4)),
      '"scales" holds NaN at 3',
    ],
    [
      'infinite gram',
      () => withNumbers(encoded, 'rows', 'gram', (data: Float32Array) => data.fill(Number.POSITIVE_INFINITY, 0, 1)),
      '"gram" holds Infinity at 0',
    ],
    [
      'popularity above 1',
      () => withNumbers(encoded, 'rows', 'popularity', (data: Float32Array) => data.fill(2, 0, 1)),
      '"popularity" holds 2 at 0; 0 to 1 are allowed',
    ],
    [
      'neighbours out of range',
      () => withNumbers(encoded, 'neighbours', 'items', (data: Uint32Array) => data.fill(40, 5, 6)),
      'entry 5 names item 40 of 40',
    ],
    [
      'a Gram matrix that is not of its rows',
      () => withNumbers(encoded, 'rows', 'gram', (data: Float32Array) => data.fill(data[1] + data[0] / 2, 1, 2)),
      'row 0 of "gram" is not made of the rows',
    ],
    [
      'a Gram matrix of other rows',
      () => withNumbers(encoded, 'rows', 'rows', (data: Int8Array) => data.reverse()),
      'of "gram" is not made of the rows',
    ],
    [
      'a value that no row may have',
      () => withNumbers(encoded, 'rows', 'rows', (data: Int8Array) => data.fill(-128, 11, 12)),
      'row 1 holds -128; -127 to 127 are allowed',
    ],
    [
      'an item twice in one list',
      () => withNumbers(encoded, 'neighbours', 'items', (data: Uint32Array) => data.fill(data[0], 1, 2)),
      'item 0 names item 1 twice',
    ],
    ['a part of a table of followers', () => withExtra('neighbours', 'followers.items'), 'has no tensor "followers.offsets"'],
    ['a part of the prototypes', () => withExtra('neighbours', 'prototypes.rows'), 'has no tensor "prototypes.shoppers"'],
    [
      'an id that is no UTF-8',
      () => withNumbers(encoded, 'catalog', 'id.bytes', (data: Uint8Array) => data.fill(0xff, 0, 1)),
      'the id of row 0 is no UTF-8',
    ],
    ['more tensors than a file has', () => ({ ...files, rows: header(manyTensors(300)) }), 'has 300 tensors; at most 256 are read'],
    ['a header of brackets', () => ({ ...files, rows: header('['.repeat(30_000)) }), 'has a header that is not JSON'],
    ['categories without an end', () => deepCategories(), 'a category has 41 levels; at most 32 are allowed'],
    [
      'neighbours that run backwards',
      () => withNumbers(encoded, 'neighbours', 'offsets', (data: Uint32Array) => data.fill(0, 5, 6)),
      'item 4 has -36 neighbours',
    ],
    [
      'ids that stand twice',
      () => withNumbers(encoded, 'catalog', 'id.bytes', (data: Uint8Array) => data.copyWithin(6, 0, 6)),
      'id "tent-0" stands in rows 0 and 1',
    ],
    [
      'texts that run backwards',
      () => withNumbers(encoded, 'catalog', 'title.offsets', (data: Uint32Array) => data.fill(4e9, 2, 3)),
      'Column "title", row 1: a text of',
    ],
    [
      'codes out of range',
      () => withNumbers(encoded, 'catalog', 'brand.codes', (data: Uint32Array) => data.fill(77, 2, 3)),
      '"brand" has code 77 in row 2, of 3 values',
    ],
  ])('file: %s', (_name, broken, message) => {
    expect(() => decodePack(encoded.manifest, broken())).toThrow(message);
  });

  it('whatever bytes are changed, the reader throws its own error or reads a pack of the right size', () => {
    expectErrorOrSoundPack(encoded);
  });
});

function bomb(): Uint8Array<ArrayBuffer> {
  const file = files.rows.slice();
  file.fill(0xff, 0, 8);
  return file;
}

function header(entries: object | string): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(typeof entries === 'string' ? entries : JSON.stringify(entries));
  const file = new Uint8Array(8 + json.length + 8);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  return file;
}

describe('safetensors', () => {
  it('reads any tensors it wrote', () => {
    const tensor = fc
      .array(fc.integer({ min: -128, max: 127 }), { maxLength: 70 })
      .map((values): Tensor => ({ type: 'I8', shape: [values.length], data: Int8Array.from(values) }));
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1, maxLength: 8 }).filter((name) => !name.startsWith('_')),
          tensor,
          { noNullPrototype: true },
        ),
        (tensors) => {
          const read = decodeSafetensors(encodeSafetensors(tensors), 'file');
          expect(Object.fromEntries([...read].map(([name, { data }]) => [name, [...data]]))).toEqual(
            Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, [...data]])),
          );
        },
      ),
    );
  });

  it('reads a file that was not aligned for it', () => {
    const file = encodeSafetensors({ numbers: { type: 'F32', shape: [2], data: Float32Array.of(1.5, -2) } });
    const shifted = new Uint8Array(new ArrayBuffer(file.length + 1), 1);
    shifted.set(file);
    expect([...(decodeSafetensors(shifted, 'file').get('numbers')?.data ?? [])]).toEqual([1.5, -2]);
  });
});
