import { describe, expect, it } from 'vitest';
import { encoderMatrices } from '../../src/core/numbers/encoder-matrices.js';
import { seededRandom } from '../../src/core/numbers/random.js';
import { decodeEncoder } from '../../src/pack/decode/decode-encoder.js';
import { encodeEncoder } from '../../src/pack/encode/encode-encoder.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { ENCODER_ALIGNMENT, LIMITS } from '../../src/pack/format/format.js';
import { parseCard } from '../../src/pack/format/parse-card.js';
import { parseManifest } from '../../src/pack/format/parse-manifest.js';
import { parseOptional } from '../../src/pack/format/parse-optional.js';
import { encodeSafetensors, type Tensor } from '../../src/pack/format/safetensors.js';
import { freshEncoder } from '../../src/train/sequence/train-consistent.js';
import type { AttentionCard, EncoderCard } from '../../src/types/encoder-card.js';
import { ALL_CARDS, CARD_DIMENSIONS, CAUSAL_CARDS, randomMatrices } from '../fixtures/encoders/encoder-cards.js';
import { CARD, encoderContent } from '../fixtures/encoders/encoder-content.js';

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
    ['has another type', with_('head', { type: 'F32', data: new Float32Array(8) }), '"head" is F32, not I8.'],
    [
      'has too few numbers of four bits',
      with_('head', { type: 'U8', shape: [3], data: new Uint8Array(3) }),
      '"head" has shape [3], not [4].',
    ],
    [
      'has a number of four bits out of range',
      with_('head', { type: 'U8', shape: [4], data: new Uint8Array(4).fill(0x81) }),
      '"head" holds -8; -7 to 7 are allowed.',
    ],
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

describe.each(Object.entries(ALL_CARDS))('the file of an encoder of %s', (_, card) => {
  const known = randomMatrices(card, CARD_DIMENSIONS, seededRandom(2));

  it.each([8, 4] as const)('has every weight to half a step of its row in %i bits, vectors to that of eight', (bits) => {
    const content = encodeSafetensors(encodeEncoder(card, known, CARD_DIMENSIONS, bits).tensors, ENCODER_ALIGNMENT);
    const read = decodeEncoder(content, 'it', card, CARD_DIMENSIONS);
    for (const { name, rows, columns } of encoderMatrices(card, CARD_DIMENSIONS)) {
      for (let row = 0; row < rows; row++) {
        const [own, found] = [known, read].map((of) => of[name].subarray(row * columns, (row + 1) * columns));
        const most = Math.max(...own.map(Math.abs));
        // Four bits may clip the largest, by two fifths at most, for the sake of the others; their scale is a bfloat16.
        const allowed = bits === 8 || rows === 1 ? (0.501 * most) / 127 : 0.41 * most;
        const errors = found.map((value, k) => Math.abs(value - own[k]));
        expect(Math.max(...errors)).toBeLessThanOrEqual(allowed);
        const squares = errors.reduce((sum, error) => sum + error ** 2, 0);
        expect(Math.sqrt(squares / columns)).toBeLessThanOrEqual((0.52 * most) / (bits === 8 || rows === 1 ? 127 : 7));
      }
    }
  });

  it('is refused, naming the tensor, where any of its matrices is missing', () => {
    const { tensors: all } = encodeEncoder(card, known, CARD_DIMENSIONS);
    for (const { name } of encoderMatrices(card, CARD_DIMENSIONS)) {
      const { [name]: _gone, ...rest } = all;
      const file = encodeSafetensors(rest);
      expect(() => decodeEncoder(file, 'it', card, CARD_DIMENSIONS)).toThrow(`it has no tensor "${name}".`);
    }
  });
});

describe('the room of an encoder', () => {
  const attention: EncoderCard = {
    ...(CAUSAL_CARDS['attention that normalises after, from the oldest place'] as AttentionCard),
    width: 64,
    heads: 2,
    inner: 64,
    blocks: 1,
    length: 50,
    kinds: [],
  };
  const recurrent: EncoderCard = { kind: 'recurrent', width: 64, length: 50, kinds: [] };

  it.each<[string, EncoderCard, 8 | 4, boolean]>([
    ['one block of SASRec', attention, 8, true],
    ['two blocks of SASRec', { ...attention, blocks: 2 }, 8, false],
    ['two blocks of SASRec', { ...attention, blocks: 2 }, 4, true],
    ["one block with RecBole's inner layer", { ...attention, inner: 256 }, 4, true],
    ["two blocks with RecBole's inner layer", { ...attention, inner: 256, blocks: 2 }, 4, false],
    ['64 units of GRU4Rec', recurrent, 8, true],
    ['112 units of GRU4Rec', { ...recurrent, width: 112 }, 4, true],
    ["RecBole's 128 units of GRU4Rec", { ...recurrent, width: 128 }, 4, false],
  ])('holds %s, or not, as the documents say (%#)', (_, card, bits, fits) => {
    const { tensors: all } = encodeEncoder(card, randomMatrices(card, 64, seededRandom(1)), 64, bits);
    expect(encodeSafetensors(all, ENCODER_ALIGNMENT).length <= LIMITS.encoderBytes).toBe(fits);
  });
});

describe('the card of a sequence encoder', () => {
  it.each(Object.entries(ALL_CARDS))('of %s is read as written', (_, card) => {
    expect(parseCard(JSON.parse(JSON.stringify(card)))).toEqual(card);
  });

  it.each<[string, string, object, string]>([
    ['heads that do not share the width', 'attention', { heads: 3 }, 'encoder.card.heads is 3; they must share the width, 8, equally.'],
    ['norms elsewhere', 'attention', { norms: 'between' }, 'encoder.card.norms is "between"; it must be "before" or "after".'],
    ['another activation', 'attention', { activation: 'swish' }, 'encoder.card.activation is "swish"; it must be "relu" or "gelu".'],
    ['no floor', 'attention', { floor: 0 }, 'encoder.card.floor is 0; it must be a number from 1e-12 to 0.01.'],
    ['one tap', 'convolution', { taps: 1 }, 'encoder.card.taps is 1; it must be a whole number from 2 to 5.'],
    ['a width above 128', 'recurrent', { width: 129 }, 'encoder.card.width is 129; it must be a whole number from 4 to 128.'],
  ])('is refused with %s', (_, kind, change, message) => {
    const card = Object.values(ALL_CARDS).find((known) => known.kind === kind);
    expect(() => parseCard({ ...card, ...change })).toThrow(message);
  });

  it('is read as written, without fields that are not known', () => {
    expect(parseCard({ ...CARD, colour: 'red' })).toEqual(CARD);
  });

  it.each<[string, unknown, string]>([
    [
      'is missing',
      undefined,
      'encoder.card.kind is undefined; this library reads "consistent", "attention", "recurrent" or "convolution".',
    ],
    ['is of a later kind', { ...CARD, kind: 'diffusion' }, 'encoder.card.kind is "diffusion"'],
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
    const later = { ...manifest, encoder: { ...manifest.encoder, card: { kind: 'diffusion' } } };
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
