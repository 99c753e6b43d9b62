import { describe, expect, it } from 'vitest';
import { PriceForms } from '../../../src/train/feed/fields/price-forms.js';
import { readPrice } from '../../../src/train/feed/fields/read-price.js';

/** Amount and currency of a price by itself. */
function plain(text: string): [number, string | null] | null {
  const price = readPrice(text);
  return price === null ? null : [price.amount, price.currency];
}

/** The amounts of all prices of a feed. */
function amountsOf(texts: readonly string[]): (number | undefined)[] {
  const prices = new PriceForms();
  const amounts: (number | undefined)[] = texts.map(() => undefined);
  texts.forEach((text, at) => {
    prices.read(text, null, ({ amount }) => {
      amounts[at] = amount;
    });
  });
  prices.settle();
  return amounts;
}

describe('a price', () => {
  it.each([
    ['15.00 USD', [15, 'USD']],
    ['usd 1,234.50', [1234.5, 'USD']],
    ['$1,299.00', [1299, null]],
    ['US $12.99', [12.99, 'USD']],
    ['1.299,00 €', [1299, 'EUR']],
    ['1\u202f299,00\u00a0€', [1299, 'EUR']],
    ["CHF 1'299.-", [1299, 'CHF']],
    ['1.299,- EUR', [1299, 'EUR']],
    ['12,50 kr', [12.5, null]],
    ['12,50 zł', [12.5, 'PLN']],
    ['₹1,29,999.00', [129_999, 'INR']],
    ['12.345,678 KWD', [12_345.678, 'KWD']],
    ['ab 9,99 € inkl. MwSt.', [9.99, 'EUR']],
    ['12.50-15.00 USD', [12.5, 'USD']],
    ['20 – 10 €', [10, 'EUR']],
    ['Free', [0, null]],
    ['1,234,567', [1_234_567, null]],
  ])('%s is read', (text, expected) => {
    expect(plain(text)).toEqual(expected);
  });

  it.each(['', '-3 EUR', 'EUR -3', '1.2.3', 'POA', '12.50 EUR,11.00 USD', '3 for 10', 'NaN'])('"%s" is none', (text) => {
    expect(plain(text)).toBeNull();
  });

  it('with three digits after its only separator is decided by the other prices', () => {
    expect(amountsOf(['1.299 EUR', '9,99 EUR'])).toEqual([1299, 9.99]);
    expect(amountsOf(['1.299 EUR', '9.99 EUR'])).toEqual([1.299, 9.99]);
    expect(amountsOf(['1.299 EUR', '9,99 EUR', '8.50 USD', '7.50 USD'])[0]).toBe(1299);
    expect(amountsOf(['1.299 EUR', '899 EUR'])[0]).toBe(1299);
  });
});
