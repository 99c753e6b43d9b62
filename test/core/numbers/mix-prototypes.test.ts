import { expect, it } from 'vitest';
import { mixPrototypes } from '../../../src/core/numbers/mix-prototypes.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { prototypeContent } from '../../fixtures/prototype-content.js';
import { filesByRole } from '../../fixtures/tiny-pack.js';

const encoded = await encodePack(prototypeContent());
const { prototypes } = decodePack(encoded.manifest, filesByRole(encoded));

it('the prototype most similar to a shopper has the largest share, and the shares add up to 1', () => {
  const mix = mixPrototypes(prototypes, Float64Array.of(1, 3, 0.5, -2, 0, 0, 0, 0));
  expect(mix.map(({ prototype }) => prototype)).toEqual([1, 0, 2]);
  expect(mix.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(mix[0].share).toBeGreaterThan(mix[1].share);
});

it('an unknown shopper, or one unlike all prototypes, has no shares', () => {
  expect(mixPrototypes(prototypes, undefined)).toEqual([]);
  expect(mixPrototypes(prototypes, new Float64Array(8).fill(-1))).toEqual([]);
  expect(mixPrototypes(null, new Float64Array(8).fill(1))).toEqual([]);
});
