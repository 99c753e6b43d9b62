import { beforeAll, describe, expect, it } from 'vitest';
import { type EncodedPack, encodePack } from '../../src/pack/encode/encode-pack.js';
import { parseManifest } from '../../src/pack/format/parse-manifest.js';
import { unpackFile } from '../../src/pack/load/unpack-file.js';
import { compressPack } from '../../src/train/packing/compress-pack.js';
import type { PackFile } from '../../src/types/manifest.js';
import { bytesOf, tinyContent } from '../fixtures/tiny-pack.js';

let plain: EncodedPack;
let pressed: EncodedPack;
let file: PackFile;

beforeAll(async () => {
  plain = await encodePack(tinyContent());
  pressed = await compressPack(plain);
  file = parseManifest(JSON.stringify(pressed.manifest)).files.find(({ role }) => role === 'catalog') as PackFile;
});

describe('a packed file', () => {
  it('unpacks to what was written, and is smaller', async () => {
    const bytes = bytesOf(pressed, 'catalog');
    expect(bytes.length).toBe(file.bytes);
    expect(bytes.length).toBeLessThan(bytesOf(plain, 'catalog').length / 2);
    expect(await unpackFile(bytes, file)).toEqual(bytesOf(plain, 'catalog'));
  });

  it('leaves rows and lists unchanged', () => {
    for (const role of ['rows', 'neighbours'] as const) expect(bytesOf(pressed, role)).toBe(bytesOf(plain, role));
  });

  it('is never unpacked beyond the size that the manifest names', async () => {
    await expect(unpackFile(bytesOf(pressed, 'catalog'), { ...file, unpacked: 1000 })).rejects.toThrow(
      'unpacks to more bytes; the manifest says 1000',
    );
  });

  it('is refused if it contains less than the manifest declares', async () => {
    const unpacked = (file.unpacked ?? 0) + 1;
    await expect(unpackFile(bytesOf(pressed, 'catalog'), { ...file, unpacked })).rejects.toThrow(`the manifest says ${unpacked}`);
  });

  it('is refused if it is no valid gzip file', async () => {
    const cut = bytesOf(pressed, 'catalog').slice(0, -20);
    await expect(unpackFile(cut, file)).rejects.toThrow('cannot be unpacked: it is no sound gzip file');
    await expect(unpackFile(bytesOf(plain, 'catalog'), file)).rejects.toThrow('cannot be unpacked');
  });

  it('has a size in the manifest that is a whole number within the limits', () => {
    const files = pressed.manifest.files.map((entry) => ({ ...entry, unpacked: 1e15 }));
    expect(() => parseManifest(JSON.stringify({ ...pressed.manifest, files }))).toThrow('files[0].unpacked is 1000000000000000');
  });
});
