import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { encodePictures, type ItemPicture } from '../../../src/pack/encode/encode-pictures.js';
import { encodeSafetensors, type Tensor } from '../../../src/pack/format/safetensors.js';
import { readPictures } from '../../../src/pack/pictures/read-pictures.js';
import { PICTURE_SIZE, picturesOf } from '../../fixtures/pictures/picture-pack.js';

const ITEMS = 40;
let pictures: ItemPicture[];
let tensors: Readonly<Record<string, Tensor>>;
let file: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  pictures = await picturesOf([22, 0, 11]);
  ({ tensors } = encodePictures(undefined, PICTURE_SIZE, pictures));
  file = encodeSafetensors(tensors);
});

const changed = (change: Readonly<Record<string, Tensor>>): (() => unknown) => {
  const made = encodeSafetensors({ ...tensors, ...change });
  return () => readPictures(made, 'it', ITEMS);
};
const numbers = (...values: number[]): Tensor => ({ type: 'U32', shape: [values.length], data: Uint32Array.from(values) });

describe('a file of small pictures', () => {
  it('has the picture of each row, in the order of the rows', () => {
    const { size, rows, offsets, bytes } = readPictures(file, 'it', ITEMS);
    expect([size, ...rows]).toEqual([PICTURE_SIZE, 0, 11, 22]);
    for (const { row, bytes: own } of pictures) {
      const at = rows.indexOf(row);
      expect(bytes.slice(offsets[at], offsets[at + 1])).toEqual(own);
    }
  });

  it('without a picture is read as such', () => {
    expect(readPictures(encodeSafetensors(encodePictures(undefined, 96, []).tensors), 'it', ITEMS).rows).toHaveLength(0);
  });

  it('is refused where a number is out of range, naming what is wrong', () => {
    expect(changed({ size: numbers(0) })).toThrow('"size" is 0, not 1 to 512 pixels');
    expect(changed({ size: numbers(513) })).toThrow('"size" is 513');
    expect(changed({ rows: numbers(0, 11, 40) })).toThrow('"rows" has 40 at 2: rows ascend, and the catalogue has 40');
    expect(changed({ rows: numbers(0, 11, 11) })).toThrow('"rows" has 11 at 2');
    const { offsets, bytes } = tensors;
    const [, one, two, three] = offsets.data;
    expect(changed({ offsets: numbers(0, one, two, three - 1) })).toThrow('"offsets" do not span');
    expect(changed({ offsets: numbers(0, two, one, three) })).toThrow('picture of row 0 is no WebP file');
    expect(changed({ offsets: numbers(0, one, three + 9, three) })).toThrow(/picture of row 11 has \d+ bytes/);
    expect(changed({ offsets: numbers(0, one, one, three) })).toThrow('the picture of row 11 has 0 bytes, not 13 to 65536 of "bytes"');
    expect(changed({ bytes: { ...bytes, data: bytes.data.slice().fill(0, 0, 4) } })).toThrow('the picture of row 0 is no WebP file');
  });

  it('has nothing in it but WebP: no drawing that could be a page', () => {
    const drawing = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const made = encodePictures(undefined, 96, [{ row: 1, bytes: drawing }]);
    expect(() => readPictures(encodeSafetensors(made.tensors), 'it', ITEMS)).toThrow('is no WebP file of 41 bytes');
  });

  it('changed by a machine is refused with a clear error, or read with every picture within its bytes', () => {
    const random = seededRandom(19);
    const counts = { read: 0, refused: 0 };
    for (let times = 0; times < 5000; times++) {
      const copy = file.slice(0, times % 7 === 0 ? Math.floor(random() * file.length) : file.length);
      // The header and the numbers are a small part of the file, and are changed more often.
      const most = times % 2 === 0 ? Math.min(copy.length, 900) : copy.length;
      for (let bytes = 1 + (times % 4); bytes > 0; bytes--) copy[Math.floor(random() * most)] = Math.floor(random() * 256);
      try {
        const { rows, offsets, bytes } = readPictures(copy, 'it', ITEMS);
        counts.read++;
        for (const [at, row] of rows.entries()) {
          expect(row).toBeLessThan(ITEMS);
          expect(offsets[at + 1]).toBeGreaterThan(offsets[at]);
          expect(offsets[at + 1]).toBeLessThanOrEqual(bytes.length);
        }
      } catch (error) {
        counts.refused++;
        expect(error).toMatchObject({ name: 'OnshelfError', code: 'pack-invalid' });
      }
    }
    expect(counts.read).toBeGreaterThan(100);
    expect(counts.refused).toBeGreaterThan(1000);
  });
});
