import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EncodedPack, encodePack, type PackContent } from '../../src/pack/encode/encode-pack.js';
import { filePath } from '../../src/pack/format/parse-manifest.js';
import { decodeSafetensors, encodeSafetensors } from '../../src/pack/format/safetensors.js';
import { sha256Hex } from '../../src/pack/format/sha256.js';
import { writePack } from '../../src/train/packing/write-pack.js';
import { prototypeContent } from '../fixtures/prototype-content.js';
import { bytesOf } from '../fixtures/tiny-pack.js';
import { onshelf } from './tools/run-onshelf.js';
import { smallShop } from './tools/small-shop.js';

const { folder, build } = smallShop(30, 60);

async function written(name: string, change: (content: PackContent) => PackContent = (content) => content): Promise<string> {
  const out = join(folder, name);
  writePack(out, await encodePack(change(prototypeContent())));
  return out;
}

const verify = (out: string) => onshelf('verify', out, '--privacy');

/** The pack with other bytes for its neighbours. */
async function withNeighbours(bytes: Uint8Array<ArrayBuffer>, encoded: EncodedPack): Promise<EncodedPack> {
  const sha256 = await sha256Hex(bytes);
  const path = filePath('neighbours', sha256);
  const files = encoded.manifest.files.map((file) => (file.role === 'neighbours' ? { ...file, path, sha256, bytes: bytes.length } : file));
  return { manifest: { ...encoded.manifest, files }, files: new Map([...encoded.files, [path, bytes]]) };
}

describe('onshelf verify --privacy', () => {
  it('accepts a pack of onshelf build, and reports how many shoppers its pairs have', async () => {
    await build('built');
    const { code, output } = await verify(join(folder, 'built'));
    expect(output).toMatch(/Pairs of item-knn have at least 2 shoppers each\.\nPairs of closed-form have at least 2 shoppers each\./);
    expect(code).toBe(0);
  });

  it('reports how many shoppers the prototypes have', async () => {
    const { code, output } = await verify(await written('sound'));
    expect(output).toMatch(
      /4 prototypes, each with at least 50 shoppers \(model card: 50\); each item of a prototype's list has at least 3 of its shoppers/,
    );
    expect(output).toMatch(/Pairs of item-knn: the pack does not state/);
    expect(code).toBe(0);
  });

  it('rejects a prototype with fewer shoppers than the model card states, or without a statement', async () => {
    const few = await written('few', ({ models, ...content }) => ({
      ...content,
      models: models.map((model) => ({ ...model, parameters: { ...model.parameters, shoppers: 52 } })),
    }));
    expect(await verify(few)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^Prototype 0 has 50 shoppers; the model card states at least 52\./),
    });
    const silent = await written('silent', (content) => ({ ...content, models: [] }));
    expect(await verify(silent)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/does not state the minimum number of shoppers/),
    });
    expect((await onshelf('verify', silent)).code).toBe(0);
  });

  it('rejects tensors, metadata and fields that are not part of the format', async () => {
    const encoded = await encodePack(prototypeContent());
    const tensors = Object.fromEntries(decodeSafetensors(bytesOf(encoded, 'neighbours').slice(), 'neighbours'));
    const shoppers = encodeSafetensors({ ...tensors, shoppers: { type: 'U32', shape: [2], data: Uint32Array.of(17, 4) } });
    const out = join(folder, 'tensor');
    mkdirSync(out);
    writePack(out, await withNeighbours(shoppers, encoded));
    expect(await verify(out)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/has a tensor "shoppers", which is not part of the format/),
    });

    const field = await written('field');
    const path = join(field, 'pack.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...manifest, encoder: { ...manifest.encoder, notes: ['shopper 17'] } }));
    expect(await verify(field)).toMatchObject({ code: 1, output: expect.stringMatching(/has the field encoder\.notes, which/) });

    const header = new TextEncoder().encode(`{"__metadata__":{"by":"shopper 17"},`);
    const original = bytesOf(encoded, 'neighbours');
    const length = Number(new DataView(original.buffer).getBigUint64(0, true));
    const marked = new Uint8Array(original.length + 64);
    const room = length + 64;
    new DataView(marked.buffer).setBigUint64(0, BigInt(room), true);
    marked.fill(0x20, 8, 8 + room);
    marked.set(header, 8);
    marked.set(original.subarray(9, 8 + length), 8 + header.length);
    marked.set(original.subarray(8 + length), 8 + room);
    const metadata = join(folder, 'metadata');
    mkdirSync(metadata);
    writePack(metadata, await withNeighbours(marked, encoded));
    expect(await verify(metadata)).toMatchObject({ code: 1, output: expect.stringMatching(/has __metadata__, which readers do not use/) });
  });
});
