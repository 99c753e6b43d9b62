import { beforeAll, describe, expect, it } from 'vitest';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { type EncodedPack, encodePack } from '../../src/pack/encode/encode-pack.js';
import { decodeSafetensors, encodeSafetensors } from '../../src/pack/format/safetensors.js';
import { encodeTextColumn } from '../../src/pack/format/text-column.js';
import { expectErrorOrSoundPack, withNumbers } from '../fixtures/broken-pack.js';
import { filesByRole, type PackFiles, tinyContent } from '../fixtures/tiny-pack.js';

let encoded: EncodedPack;
let files: PackFiles;

beforeAll(async () => {
  encoded = await encodePack(tinyContent());
  files = filesByRole(encoded);
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

describe('a broken file of a pack is refused with a message of its own', () => {
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
  ])('%s', (_name, broken, message) => {
    expect(() => decodePack(encoded.manifest, broken())).toThrow(message);
  });

  it('whatever bytes are changed, the reader throws its own error or reads a pack of the right size', () => {
    expectErrorOrSoundPack(encoded);
  });
});
