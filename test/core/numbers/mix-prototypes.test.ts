import { expect, it } from 'vitest';
import { mixPrototypes } from '../../../src/core/numbers/mix-prototypes.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { prototypeContent } from '../../fixtures/prototype-content.js';
import { filesByRole } from '../../fixtures/tiny-pack.js';

const encoded = await encodePack(prototypeContent());
const { prototypes } = decodePack(encoded.manifest, filesByRole(encoded));

it('a shopper is most of the kind that points their way, and the shares add up to 1', () => {
  const mix = mixPrototypes(prototypes, Float64Array.of(1, 3, 0.5, -2, 0, 0, 0, 0));
  expect(mix.map(({ prototype }) => prototype)).toEqual([1, 0, 2]);
  expect(mix.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(mix[0].share).toBeGreaterThan(mix[1].share);
});

it('a shopper of whom nothing is known, or whom no kind is like, is of no kind', () => {
  expect(mixPrototypes(prototypes, undefined)).toEqual([]);
  expect(mixPrototypes(prototypes, new Float64Array(8).fill(-1))).toEqual([]);
  expect(mixPrototypes(null, new Float64Array(8).fill(1))).toEqual([]);
});
