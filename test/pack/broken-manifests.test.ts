import { beforeAll, describe, expect, it } from 'vitest';
import { type EncodedPack, encodePack } from '../../src/pack/encode/encode-pack.js';
import { parseManifest } from '../../src/pack/format/parse-manifest.js';
import { tinyContent } from '../fixtures/tiny-pack.js';

let encoded: EncodedPack;

beforeAll(async () => {
  encoded = await encodePack(tinyContent());
});

describe('a broken manifest is refused with a message of its own', () => {
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
      'an encoder that is sharpened to nothing',
      () => manifestWith({ encoder: { ...encoded.manifest.encoder, sharpness: 0 } }),
      'encoder.sharpness is 0, not a number from 0.001 to 1000',
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
      "files[0].bytes is 3000000; the pack's items need",
    ],
    [
      'a file that unpacks to more than its items need',
      () => manifestWith(files0({ unpacked: 900_000_000 })),
      "files[0].unpacked is 900000000; the pack's items need",
    ],
    [
      'a file that unpacks to more than its bytes can hold',
      () => manifestWith({ items: 1_000_000, ...files0({ bytes: 1000, unpacked: 5_000_000 }) }),
      'files[0].unpacked is 5000000; 1000 bytes may unpack to 4194304 at most',
    ],
  ])('%s', (_name, text, message) => {
    expect(() => parseManifest(text())).toThrow(message);
  });
});
