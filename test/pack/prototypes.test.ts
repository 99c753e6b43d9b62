import { describe, expect, it } from 'vitest';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { parseManifest } from '../../src/pack/format/parse-manifest.js';
import type { Tensor } from '../../src/pack/format/safetensors.js';
import { withTensor } from '../fixtures/broken-pack.js';
import { prototypeContent } from '../fixtures/prototype-content.js';
import { filesByRole } from '../fixtures/tiny-pack.js';

const encoded = await encodePack(prototypeContent());
const files = filesByRole(encoded);

describe('prototypes in a pack', () => {
  it('read back as they were written', () => {
    const { prototypes } = decodePack(parseManifest(JSON.stringify(encoded.manifest)), files);
    expect([...(prototypes?.shoppers ?? [])]).toEqual([50, 51, 52, 53]);
    expect(prototypes?.rows[8 + 1]).toBe(127);
    expect([...(prototypes?.likes.items ?? [])].slice(3, 6)).toEqual([10, 11, 12]);
  });

  it('may be missing', async () => {
    const { prototypes: _, ...content } = prototypeContent();
    const without = await encodePack(content);
    expect(decodePack(without.manifest, filesByRole(without)).prototypes).toBeNull();
  });

  it.each<[string, string, (tensor: Tensor) => Tensor | undefined, RegExp]>([
    ['missing directions', 'rows', () => undefined, /no tensor "prototypes\.rows"/],
    ['fewer directions than prototypes', 'rows', ({ data }) => ({ type: 'I8', shape: [2, 16], data }), /has shape \[2, 16\], not \[4, 8\]/],
    ['a size that is no number', 'rowScales', (tensor) => ({ ...tensor, data: new Float32Array(4).fill(Number.NaN) }), /holds NaN at 0/],
    ['an item outside the catalogue', 'items', (tensor) => ({ ...tensor, data: new Uint32Array(12).fill(40) }), /names item 40 of 40/],
    [
      'more prototypes than are read',
      'shoppers',
      () => ({ type: 'U32', shape: [5000], data: new Uint32Array(5000) }),
      /5000 prototypes; at most 4096/,
    ],
  ])('are refused with %s', (_, name, change, sentence) => {
    expect(() => decodePack(encoded.manifest, withTensor(encoded, 'neighbours', `prototypes.${name}`, change))).toThrow(sentence);
  });
});

describe('bands in a manifest', () => {
  const { encoder } = encoded.manifest;
  const parse = (bands: unknown) => parseManifest(JSON.stringify({ ...encoded.manifest, encoder: { ...encoder, bands } })).encoder.bands;

  it('read back as they were written', () => {
    const bands = [
      { from: 1, blend: encoder.blend },
      { from: 10, blend: { ...encoder.blend, foldIn: 3 } },
    ];
    expect(parse(bands)).toEqual(bands);
    expect(parse(undefined)).toBeUndefined();
  });

  it.each([
    [
      [
        { from: 3, blend: encoder.blend },
        { from: 3, blend: encoder.blend },
      ],
      /bands\[1\]\.from is 3, not a number from 4/,
    ],
    [[{ from: 0, blend: encoder.blend }], /bands\[0\]\.from is 0/],
    [[{ from: 1, blend: { ...encoder.blend, foldIn: -1 } }], /bands\[0\]\.blend\.foldIn is -1/],
    [[{ from: 1 }], /bands\[0\]\.blend is not an object/],
  ])('are refused where they say what cannot be', (bands, sentence) => {
    expect(() => parse(bands)).toThrow(sentence);
  });
});
