import { beforeAll, describe, expect, it } from 'vitest';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { type EncodedPack, encodePack } from '../../src/pack/encode/encode-pack.js';
import { parseManifest } from '../../src/pack/format/parse-manifest.js';
import { decodeSafetensors } from '../../src/pack/format/safetensors.js';
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

  it('reads back followers, and none if the pack has none', async () => {
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

  it('can be empty', async () => {
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

  it('is not written with a duplicate id', async () => {
    const content = tinyContent();
    await expect(encodePack({ ...content, catalog: content.catalog.map(() => ({ id: 'same' })) })).rejects.toThrow(
      '39 item ids stand twice',
    );
  });
});
