import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runAtOnce } from '../../src/core/time/run-steps.js';
import { decodeAttribute } from '../../src/pack/decode/decode-attribute.js';
import { encodeAttribute } from '../../src/pack/encode/encode-attribute.js';
import { encodeSafetensors, type Tensor } from '../../src/pack/format/safetensors.js';
import type { AttributeColumn } from '../../src/types/pack.js';

const decode = (tensors: Record<string, Tensor>, items: number): AttributeColumn =>
  runAtOnce(decodeAttribute(encodeSafetensors(tensors), 'the file', items));
const roundTrip = (column: AttributeColumn, items: number): AttributeColumn => decode(encodeAttribute(column), items);
/** The texts of each row, whatever the codes. */
const rowsOf = (column: AttributeColumn) =>
  'codes' in column ? Array.from(column.codes, (code) => column.texts[code]) : Array.from(column.values, (value) => value + 0);

const decimal = fc.tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 6 })).map(([n, d]) => n / 10 ** d);
const value = fc.oneof(decimal, fc.integer({ min: 0, max: 5 }), fc.double({ noDefaultInfinity: true }), fc.constant(Number.NaN));

describe('an attribute that is written and read again', () => {
  it.each(['number', 'date'] as const)('has every %s to the last bit', (type) => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 50 }), (values) => {
        const column = { type, values: Float64Array.from(values) };
        const again = roundTrip(column, values.length);
        expect(again.type).toBe(type);
        expect(rowsOf(again)).toEqual(rowsOf(column));
      }),
    );
  });

  it.each(['word', 'list'] as const)('has the texts of every %s', (type) => {
    const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), { maxLength: type === 'word' ? 1 : 5 });
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 400 }), fc.array(fc.nat(), { maxLength: 50 }), (distinct, rows) => {
        const column = { type, texts: distinct, codes: Uint32Array.from(rows, (row) => row % distinct.length) };
        const again = roundTrip(column, rows.length);
        expect(again.type).toBe(type);
        expect(rowsOf(again)).toEqual(rowsOf(column));
      }),
    );
  });

  it('has a byte for each rating with one decimal, and for each of 200 words', () => {
    const ratings = encodeAttribute({ type: 'number', values: Float64Array.from({ length: 1000 }, (_, row) => (10 + (row % 41)) / 10) });
    expect(ratings.steps.data.byteLength).toBe(1000);
    const texts = Array.from({ length: 200 }, (_, code) => [`label ${code}`]);
    const words = encodeAttribute({ type: 'word', texts, codes: Uint32Array.from({ length: 1000 }, (_, row) => row % 200) });
    expect(words.codes.data.byteLength).toBe(1000);
  });
});

describe('a damaged attribute is refused:', () => {
  const words: AttributeColumn = { type: 'word', texts: [[], ['wool']], codes: Uint8Array.of(0, 1, 1) };
  const lists: AttributeColumn = { type: 'list', texts: [[], ['a', 'b']], codes: Uint8Array.of(0, 1, 1) };
  const numbers: AttributeColumn = { type: 'number', values: Float64Array.of(1, 2, 1e-9) };
  it.each([
    ['too few rows', encodeAttribute(words), 4, '"codes" has shape [3], not [4]'],
    [
      'a code without a value',
      { ...encodeAttribute(words), codes: { type: 'U8', shape: [3], data: Uint8Array.of(0, 1, 9) } },
      3,
      'code 9 in row 2',
    ],
    [
      'a list that ends before it begins',
      { ...encodeAttribute(lists), lists: { type: 'U32', shape: [4], data: Uint32Array.of(0, 2, 1, 2) } },
      3,
      'list 1 ends',
    ],
    [
      'members that no list has',
      { ...encodeAttribute(lists), lists: { type: 'U32', shape: [2], data: Uint32Array.of(0, 1) } },
      3,
      'its lists run',
    ],
    [
      'a number that is not finite',
      { numbers: { type: 'F64', shape: [3], data: Float64Array.of(0, Number.POSITIVE_INFINITY, 1) } },
      3,
      'row 1 is not finite',
    ],
    [
      'a unit of zero',
      { steps: { type: 'U8', shape: [3], data: Uint8Array.of(0, 1, 2) }, range: { type: 'F64', shape: [2], data: Float64Array.of(0, 0) } },
      3,
      'the range 0, 0',
    ],
    ['no tensor of its own', {}, 3, 'has no tensor "numbers"'],
  ] as [string, Record<string, Tensor>, number, string][])('%s', (_what, tensors, items, message) => {
    expect(() => decode(tensors, items)).toThrow(message);
    expect(() => roundTrip(numbers, 3)).not.toThrow();
  });
});
