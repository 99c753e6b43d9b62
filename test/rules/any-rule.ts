import fc from 'fast-check';

const CHOICE = { maxDepth: 4 } as const;
const NUMBERS = ['price', 'popularity', 'age', 'viewed', 'carted', 'bought', 'shown', 'daysSinceViewed', 'usualPrice', 'events'];
const number = fc.double({ min: 0, max: 60, noNaN: true }).map((value) => value.toFixed(2));
const text = fc.constantFrom('Fell', 'Moor', '', 'Outdoor', 'Outdoor > tent', 'Outdoor > te', 'a"b', "it's", '__proto__', 'tent-3');
const quoted = text.map((value) => JSON.stringify(value));
const column = fc.constantFrom('brand', 'category', 'id', 'currency', 'title');

/** Rules of the language, usual and unusual ones: conditions and numbers. */
export const { condition: anyCondition, amount: anyAmount } = fc.letrec<{ condition: string; amount: string }>((tie) => ({
  amount: fc.oneof(
    CHOICE,
    fc.constantFrom(...NUMBERS),
    number,
    fc.tuple(tie('amount'), fc.constantFrom('+', '-', '*', '/'), tie('amount')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    tie('amount').map((a) => `-${a}`),
    fc.tuple(tie('condition'), tie('amount'), tie('amount')).map(([when, a, b]) => `(${when} ? ${a} : ${b})`),
  ),
  condition: fc.oneof(
    CHOICE,
    fc.constantFrom('inStock', 'inCart', 'true', 'false'),
    fc.tuple(column, fc.constantFrom('==', '!='), quoted).map((parts) => parts.join(' ')),
    fc.tuple(column, fc.array(quoted, { maxLength: 3 })).map(([name, values]) => `${name} in [${values.join(', ')}]`),
    fc.tuple(tie('amount'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), tie('amount')).map(([a, sign, b]) => `${a} ${sign} ${b}`),
    fc.tuple(tie('amount'), fc.array(number, { maxLength: 3 })).map(([a, values]) => `${a} in [${values.join(',')}]`),
    fc.tuple(tie('condition'), fc.constantFrom('&&', '||', 'and', 'or'), tie('condition')).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    tie('condition').map((a) => `!(${a})`),
    tie('condition').map((a) => `not ${a}`),
  ),
}));
