import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addBit, countBits, createBitset, hasBit } from '../../../src/core/numbers/bitset.js';

it('a bitset contains the added numbers, and counts them', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(999)), (numbers) => {
      const bits = createBitset(1000);
      for (const number of numbers) addBit(bits, number);
      expect(countBits(bits)).toBe(numbers.length);
      for (let number = 0; number < 1000; number++) expect(hasBit(bits, number)).toBe(numbers.includes(number));
    }),
  );
});
