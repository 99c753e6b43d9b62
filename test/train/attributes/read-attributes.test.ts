import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAttributes } from '../../../src/train/attributes/read-attributes.js';
import { readNumbers } from '../../../src/train/attributes/read-numbers.js';
import type { TypedAttribute } from '../../../src/train/attributes/typed-attribute.js';

type Values = readonly (string | readonly string[] | undefined)[];
const read = (name: string, values: Values): TypedAttribute => readAttributes([{ name, values }]).attributes[0];
/** The values by row. */
const rowsOf = ({ column }: TypedAttribute) =>
  'codes' in column ? Array.from(column.codes, (code) => column.texts[code]) : Array.from(column.values);
const codesOf = (columns: Record<string, Values>) =>
  readAttributes(Object.entries(columns).map(([name, values]) => ({ name, values }))).notes.map(({ code, message }) => [code, message]);

describe('a column is typed by its values', () => {
  it.each([
    ['plain numbers', ['4.5', '3', undefined, '-1e2'], [4.5, 3, Number.NaN, -100], []],
    ['prices with a currency', ['12.00 EUR', '1,299.00 EUR'], [12, 1299], ['EUR']],
    ['prices with a decimal comma', ['9,99 €', '1.299,00 €', '15 €'], [9.99, 1299, 15], ['€']],
    ['thousands alone', ['1,299', '12,000'], [1299, 12_000], []],
    ['thousands with points', ['1.299.000', '1.299'], [1_299_000, 1299], []],
    ['thousands with blanks and apostrophes', ["1'299", '2 400,5'], [1299, 2400.5], []],
    ['percentages, as shares', ['25%', '5.5 %'], [0.25, 0.055], ['%']],
  ])('number: %s', (_what, values, numbers, units) => {
    const typed = read('margin', values);
    expect(typed.facts).toMatchObject({ type: 'number', units });
    expect(rowsOf(typed)).toEqual(numbers);
  });

  it('date: days since 1970, to the second', () => {
    const typed = read('released', ['1970-01-03', undefined, '1970-01-02T12:00:00Z']);
    expect(typed.facts.type).toBe('date');
    expect(rowsOf(typed)).toEqual([2, Number.NaN, 1.5]);
  });

  it('date: in other forms, with the order of day and month told by the column', () => {
    const typed = read('released', ['03/01/2026', '31/12/2025', undefined]);
    expect(typed.facts.type).toBe('date');
    expect(rowsOf(typed)).toEqual([Date.UTC(2026, 0, 3) / 86_400_000, Date.UTC(2025, 11, 31) / 86_400_000, Number.NaN]);
  });

  it('word: with its empty and missing values as not given', () => {
    const typed = read('material', ['wool', ' ', undefined, 'silk', 'wool ']);
    expect(typed.facts).toMatchObject({ type: 'word', distinct: 2, filled: 0.6 });
    expect(rowsOf(typed)).toEqual([['wool'], [], [], ['silk'], ['wool']]);
  });

  it.each([
    ['several values of the feed', [['a', 'b'], 'b', ['a', 'a']], [['a', 'b'], ['b'], ['a']], null],
    ['texts parted by a bar', ['red|blue', 'blue', 'red | green'], [['red', 'blue'], ['blue'], ['red', 'green']], '|'],
    ['texts parted by commas', ['warm, light', 'light, dry', 'dry'], [['warm', 'light'], ['light', 'dry'], ['dry']], ','],
  ])('list: %s', (_what, values, lists, separator) => {
    const typed = read('features', values);
    expect(typed.facts).toMatchObject({ type: 'list', separator });
    expect(rowsOf(typed)).toEqual(lists);
  });

  it('list: materials parted by a slash, as in Google feeds', () => {
    expect(rowsOf(read('material', ['cotton/polyester', 'wool']))).toEqual([['cotton', 'polyester'], ['wool']]);
  });

  it.each([
    ['texts with a comma that share no part', ['Black, matt', 'Grey, gloss']],
    ['codes with leading zeros', ['007', '012']],
    ['ids of nineteen digits', ['1234567890123456789', '1234567890123456788']],
    ['sizes that could be dates', ['10-12', '08-10']],
    ['sentences', ['One thing; and then a sentence that goes on for rather more than sixty signs', 'One thing']],
    ['two currencies at one number', ['USD 12 EUR', 'USD 3 EUR']],
  ])('word: %s', (_what, values) => {
    const typed = read('label', values);
    expect(typed.facts.type).toBe('word');
    expect(rowsOf(typed)).toEqual(values.map((value) => [value]));
  });

  it('reads back every number that it is given as written by JavaScript', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e14, max: 1e14 }), { minLength: 1, maxLength: 5 }), (numbers) => {
        const texts = numbers.map(String);
        expect(readNumbers(texts)?.values).toEqual(texts.map(Number));
      }),
    );
  });
});

describe('told of attributes:', () => {
  it('a column of numbers and words is words', () => {
    expect(codesOf({ width: ['1', '2', 'wide'] })).toEqual([
      ['attribute-mixed', '"width" has 2 numbers and 1 other values such as "wide": it is read as words.'],
    ]);
  });

  it.each(['margin', 'Cost of goods', 'unit_profit'])('"%s" becomes public with the pack', (name) => {
    expect(codesOf({ [name]: ['1'] }).map(([code]) => code)).toContain('attribute-public');
  });

  it('a name that rules cannot contain is changed', () => {
    const { attributes, notes } = readAttributes([{ name: 'Shoe width (mm)', values: ['90'] }]);
    expect(attributes[0].name).toBe('Shoe_width_mm');
    expect(notes[0].message).toBe('The column "Shoe width (mm)" is called Shoe_width_mm in rules.');
  });

  it('a text of more than 500 characters is cut', () => {
    expect(codesOf({ care: ['x'.repeat(600), 'y'] })[0][0]).toBe('attribute-cut');
  });

  it.each([
    ['price', '"price" has a meaning in rules'],
    ['usualPrice', '"usualPrice" has a meaning in rules'],
    ['not', '"not" has a meaning in rules'],
    ['***', 'rules could not name it'],
  ])('the name %s is refused', (name, message) => {
    expect(() => readAttributes([{ name, values: ['1'] }])).toThrow(message);
  });

  it('two columns of one name are refused', () => {
    const values = ['1'];
    expect(() =>
      readAttributes([
        { name: 'a b', values },
        { name: 'a-b', values },
      ]),
    ).toThrow('another attribute is called "a_b"');
  });
});
