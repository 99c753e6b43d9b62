import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors, type Tensor } from '../../../src/pack/format/safetensors.js';

describe('safetensors', () => {
  it('reads any tensors it wrote', () => {
    const tensor = fc
      .array(fc.integer({ min: -128, max: 127 }), { maxLength: 70 })
      .map((values): Tensor => ({ type: 'I8', shape: [values.length], data: Int8Array.from(values) }));
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1, maxLength: 8 }).filter((name) => !name.startsWith('_')),
          tensor,
          { noNullPrototype: true },
        ),
        (tensors) => {
          const read = decodeSafetensors(encodeSafetensors(tensors), 'file');
          expect(Object.fromEntries([...read].map(([name, { data }]) => [name, [...data]]))).toEqual(
            Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, [...data]])),
          );
        },
      ),
    );
  });

  it('reads a file that was not aligned for it', () => {
    const file = encodeSafetensors({ numbers: { type: 'F32', shape: [2], data: Float32Array.of(1.5, -2) } });
    const shifted = new Uint8Array(new ArrayBuffer(file.length + 1), 1);
    shifted.set(file);
    expect([...(decodeSafetensors(shifted, 'file').get('numbers')?.data ?? [])]).toEqual([1.5, -2]);
  });
});
