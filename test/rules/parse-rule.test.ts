import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OnshelfError } from '../../src/core/onshelf-error.js';
import { parseRule } from '../../src/rules/parse-rule.js';
import type { RuleNode, RuleType } from '../../src/rules/rule-node.js';
import { anyAmount, anyCondition } from './any-rule.js';
import { printRule } from './print-rule.js';

const TEXTS = ['brand', 'category', 'id', 'title', 'currency'];
const NUMBERS = ['price', 'popularity', 'age', 'viewed', 'carted', 'bought', 'shown', 'daysSinceViewed', 'usualPrice', 'events'];
const types = new Map<string, RuleType>([
  ...TEXTS.map((name): [string, RuleType] => [name, 'text']),
  ...NUMBERS.map((name): [string, RuleType] => [name, 'number']),
  ['inStock', 'truth'],
  ['inCart', 'truth'],
]);
const columns = { names: [...types.keys()], typeOf: (name: string) => types.get(name), isUnknown: () => false };
const read = (text: string, wanted: RuleType = 'truth'): RuleNode => parseRule(text, columns, wanted);
const faultOf = (text: string, wanted: RuleType = 'truth'): string => {
  try {
    read(text, wanted);
  } catch (error) {
    if (error instanceof OnshelfError && error.code === 'bad-argument') return error.message;
    throw error;
  }
  return '';
};
/** A tree without positions. */
const shapeOf = (node: RuleNode): unknown => JSON.parse(JSON.stringify(node, (key, value) => (key === 'at' ? undefined : value)));
const placeOf = (fault: string): number => Number(/^At character (\d+) of/.exec(fault)?.[1] ?? Number.NaN);

describe('a valid rule', () => {
  it('has the usual operator precedence, with symbols or words', () => {
    const bracketed = (text: string): string => printRule(read(text));
    expect(bracketed('price < 1 + 2 * 3 && !inStock || viewed >= 3')).toBe('(((price < (1 + (2 * 3))) and (!inStock)) or (viewed >= 3))');
    expect(shapeOf(read('not inStock and price < 3 or viewed > 1'))).toEqual(shapeOf(read('!inStock && price < 3 || viewed > 1')));
    expect(bracketed('not price < 3')).toBe('(!(price < 3))');
    expect(bracketed('10 - 3 - 2 == price')).toBe('(((10 - 3) - 2) == price)');
    expect(bracketed('brand in ["a", \'b"c\'] || price in [-1, 2.5]')).toBe('((brand in ["a", "b\\"c"]) or (price in [-1, 2.5]))');
  });

  it('is parsed to the same tree after printing', () => {
    fc.assert(
      fc.property(anyCondition, (text) => {
        expect(shapeOf(read(printRule(read(text))))).toEqual(shapeOf(read(text)));
      }),
    );
    fc.assert(
      fc.property(anyAmount, (text) => {
        const tree = read(text, 'number');
        expect(shapeOf(read(printRule(tree), 'number'))).toEqual(shapeOf(tree));
      }),
    );
  });
});

describe('an invalid rule', () => {
  const pieces = fc.constantFrom(
    ...NUMBERS,
    ...TEXTS,
    '"a"',
    "'",
    '"',
    '3',
    '.5',
    '1e9',
    '(',
    ')',
    '[',
    ']',
    ',',
    '?',
    ':',
    '&&',
    '||',
    '!',
    '-',
    '=',
    '==',
    '<',
    'in',
    'not',
    '__proto__',
    'constructor',
    '\\',
    ' ',
    '\0',
    '💥',
  );
  it.each([
    ['any text', fc.string({ unit: 'binary', maxLength: 200 })],
    ['pieces of the language in any order', fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(' '))],
  ])('%s gives a tree, or an error with a place inside the text', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const fault = faultOf(text);
        if (fault !== '') expect(placeOf(fault)).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['prise < 50', 0, 'Did you mean "price"?'],
    ['price < 50 && brnad == "Acme"', 14, 'Did you mean "brand"?'],
    ['colour == "red"', 0, 'There are: brand, category'],
    ['price < "50"', 8, 'needs a number, and this is a text'],
    ['brand < 3', 0, 'needs a number'],
    ['price', 0, 'needs a condition, and this is a number'],
    ['price && inStock', 0, 'needs a condition'],
    ['price = 3', 6, 'To compare, write =='],
    ['brand == "Acme', 9, 'a quote at its end'],
    ['1 < price < 3', 10, 'Write: 10 < price && price < 50'],
    ['(price < 3', 10, '")" is missing'],
    ['price <', 7, 'breaks off'],
    ['price.constructor < 3', 5, 'Columns have no properties'],
    ['brand in ["a", 3]', 15, 'needs a text'],
    ['alert(1)', 0, 'there is no column "alert"'],
    ['__proto__ == "x"', 0, 'there is no column "__proto__"'],
    ['constructor == "x"', 0, 'there is no column "constructor"'],
    ['hasOwnProperty', 0, 'there is no column'],
    ['', 0, 'breaks off'],
  ])('%s is at fault at character %i, and the message helps', (text, place, hint) => {
    const fault = faultOf(text);
    expect(placeOf(fault)).toBe(place);
    expect(fault).toContain(hint);
  });

  it('of any depth or length is rejected in bounded time', () => {
    expect(faultOf(`${'('.repeat(900)}inStock${')'.repeat(900)}`)).toMatch(/more than|deep/);
    expect(faultOf('!'.repeat(250))).toContain('nested more than 100 deep');
    expect(faultOf(`price < ${'1 + '.repeat(200)}1`)).toContain('more than 300');
    expect(faultOf(`brand == "${'x'.repeat(2000)}"`)).toContain('longer than 2000 characters');
  });
});
