import { describe, expect, it } from 'vitest';
import { encoderMatrices } from '../../src/core/numbers/encoder-matrices.js';
import { seededRandom } from '../../src/core/numbers/random.js';
import { decodeEncoder } from '../../src/pack/decode/decode-encoder.js';
import { encodeEncoder } from '../../src/pack/encode/encode-encoder.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { LIMITS } from '../../src/pack/format/format.js';
import { parseCard } from '../../src/pack/format/parse-card.js';
import { parseManifest } from '../../src/pack/format/parse-manifest.js';
import { parseOptional } from '../../src/pack/format/parse-optional.js';
import { encodeSafetensors, type Tensor } from '../../src/pack/format/safetensors.js';
import { freshEncoder } from '../../src/train/sequence/train-consistent.js';
import { CARD, encoderContent } from '../fixtures/encoder-content.js';

const DIMENSIONS = 8;
const { matrices } = freshEncoder(CARD, DIMENSIONS, seededRandom(1));
const { tensors } = encodeEncoder(CARD, matrices, DIMENSIONS);
const decoded = (changed: Readonly<Record<string, Tensor>>) => decodeEncoder(encodeSafetensors(changed), 'it', CARD, DIMENSIONS);
const with_ = (name: string, change: Partial<Tensor>): Record<string, Tensor> => ({ ...tensors, [name]: { ...tensors[name], ...change } });

describe('the file of a sequence encoder', () => {
  it('has every weight to half a step of its row', () => {
    const read = decoded(tensors);
    for (const { name, rows, columns } of encoderMatrices(CARD, DIMENSIONS)) {
      for (let row = 0; row < rows; row++) {
        const [known, found] = [matrices, read].map((of) => of[name].subarray(row * columns, (row + 1) * columns));
        const step = Math.max(...known.map(Math.abs)) / 127;
        for (const [k, value] of found.entries()) expect(Math.abs(value - known[k])).toBeLessThanOrEqual(0.501 * step);
      }
    }
  });

  it('has 40 KiB at most, which the usual card needs a tenth of', () => {
    const card = { ...CARD, width: 16, blocks: 1, length: 50 };
    const usual = encodeSafetensors(encodeEncoder(card, freshEncoder(card, 32, seededRandom(1)).matrices, 32).tensors);
    expect(usual.length).toBeLessThan(LIMITS.encoderBytes / 5);
    const large = { ...card, width: 64, blocks: 2, length: 200 };
    const file = encodeSafetensors(encodeEncoder(large, freshEncoder(large, 32, seededRandom(1)).matrices, 32).tensors);
    expect(file.length).toBeGreaterThan(LIMITS.encoderBytes);
    expect(() => decodeEncoder(file, 'it', large, 32)).toThrow(`it has ${file.length} bytes; an encoder has 40960 at most.`);
  });

  it.each<[string, Record<string, Tensor>, string]>([
    [
      'lacks a matrix',
      Object.fromEntries(Object.entries(tensors).filter(([name]) => name !== 'block1.key')),
      'it has no tensor "block1.key".',
    ],
    ['lacks its scales', Object.fromEntries(Object.entries(tensors).filter(([name]) => name !== 'head.scales')), 'no tensor "head.scales"'],
    ['has another shape', with_('places', { shape: [8, 6] }), '"places" has shape [8, 6], not [6, 8].'],
    ['has another type', with_('head', { type: 'U8', data: new Uint8Array(8) }), '"head" is U8, not I8.'],
    [
      'has a scale that is no number',
      with_('kinds.scales', { data: new Float32Array(3).fill(Number.NaN) }),
      '"kinds.scales" holds NaN at 0',
    ],
    ['has a scale below 0', with_('project.scales', { data: new Float32Array(8).fill(-1) }), '"project.scales" holds -1 at 0'],
    ['has an endless scale', with_('project.scales', { data: new Float32Array(8).fill(Number.POSITIVE_INFINITY) }), 'holds Infinity at 0'],
    ['has a weight out of range', with_('head', { data: new Int8Array(8).fill(-128) }), '"head" holds -128; -127 to 127 are allowed.'],
  ])('is refused, naming the tensor, where it %s', (_, changed, message) => {
    expect(() => decoded(changed)).toThrow(message);
  });
});

describe('the card of a sequence encoder', () => {
  it('is read as written, without fields that are not known', () => {
    expect(parseCard({ ...CARD, colour: 'red' })).toEqual(CARD);
  });

  it.each<[string, unknown, string]>([
    ['is missing', undefined, 'encoder.card.kind is undefined; this library reads "consistent".'],
    ['is of a later kind', { ...CARD, kind: 'recurrent' }, 'encoder.card.kind is "recurrent"'],
    ['is wider than allowed', { ...CARD, width: 65 }, 'encoder.card.width is 65; it must be a whole number from 4 to 64.'],
    ['has no blocks', { ...CARD, blocks: 0 }, 'encoder.card.blocks is 0'],
    ['has half an item', { ...CARD, length: 1.5 }, 'encoder.card.length is 1.5'],
    ['has a number as text', { ...CARD, width: '8' }, 'encoder.card.width is "8"'],
    ['names an event twice', { ...CARD, kinds: ['purchase', 'purchase'] }, 'encoder.card.kinds is'],
    ['names what is no text', { ...CARD, kinds: [1] }, 'encoder.card.kinds is [1]'],
    ['names too many', { ...CARD, kinds: Array.from({ length: 33 }, (_, at) => `event ${at}`) }, 'a list of at most 32'],
  ])('is refused, naming the field, where it %s', (_, card, message) => {
    expect(() => parseCard(card)).toThrow(message);
  });

  it('leaves the rest of the manifest valid, whatever it is, so that the other parts answer', async () => {
    const { manifest } = await encodePack(encoderContent());
    const later = { ...manifest, encoder: { ...manifest.encoder, card: { kind: 'recurrent' } } };
    expect(parseManifest(JSON.stringify(later)).encoder.blend).toMatchObject({ encoder: 2, foldIn: 1 });
  });

  it('has a file beside it, which the manifest lists as optional and which is refused where it is too large', async () => {
    const { manifest } = await encodePack(encoderContent());
    const parsed = parseManifest(JSON.stringify(manifest));
    expect(parseOptional(parsed)).toMatchObject([{ role: 'encoder' }]);
    const large = parseOptional(parsed).map((file) => ({ ...file, bytes: LIMITS.encoderBytes + 1 }));
    expect(() => parseOptional({ ...parsed, optional: large })).toThrow('optional[0].bytes is 40961');
  });
});
