import { describe, expect, it } from 'vitest';
import { layOutRows, packQuad } from '../../src/score/webgl/tfjs-webgl-layout.js';

describe('the layout of rows in textures', () => {
  it('contains every row once, in textures that the GPU can create', () => {
    for (const items of [0, 1, 63, 64, 65, 257, 10_000, 100_000, 1_000_000, 3_000_001]) {
      for (const dimensions of [4, 8, 64, 256]) {
        for (const textureSize of [256, 2048, 4096, 16_384]) {
          let next = 0;
          for (const part of layOutRows(items, dimensions, textureSize)) {
            expect(part.first).toBe(next);
            expect(part.items).toBeGreaterThan(0);
            expect(4 * part.width * part.height).toBeGreaterThanOrEqual(part.items);
            expect(part.width).toBeLessThanOrEqual(textureSize);
            expect(part.height * dimensions).toBeLessThanOrEqual(textureSize);
            next += part.items;
          }
          expect(next).toBe(items);
        }
      }
    }
  });

  it('does not split a catalogue that fits', () => {
    expect(layOutRows(1_000_000, 64, 8192)).toEqual([{ first: 0, items: 1_000_000, width: 2048, height: 123 }]);
  });

  it('packs four columns of each row of a part, 128 above their value', () => {
    const rows = Int8Array.from({ length: 3 * 8 }, (_, place) => place - 12);
    rows[8] = -128;
    rows[15] = 127;
    const part = { first: 1, items: 2, width: 64, height: 1 };
    const texels = new Uint8Array(16 * 64);
    packQuad(rows, 8, part, 0, texels);
    expect([...texels.subarray(0, 8)]).toEqual([0, 125, 126, 127, 132, 133, 134, 135]);
    packQuad(rows, 8, part, 1, texels);
    expect([...texels.subarray(0, 8)]).toEqual([128, 129, 130, 255, 136, 137, 138, 139]);
  });
});
