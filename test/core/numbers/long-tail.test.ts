import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longTail } from '../../../src/core/numbers/long-tail.js';

it('the long tail is four fifths of the catalogue, none of them more popular than an item outside it', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 }), (values) => {
      const popularity = Float32Array.from(values);
      const isTail = longTail(popularity);
      const rows = [...popularity.keys()];
      const [tail, head] = [rows.filter(isTail), rows.filter((row) => !isTail(row))];
      expect(head).toHaveLength(Math.ceil(0.2 * rows.length));
      // Equally popular items are told apart by their place in the catalogue.
      for (const row of tail)
        for (const other of head)
          expect(popularity[row] < popularity[other] || (popularity[row] === popularity[other] && other < row)).toBe(true);
    }),
  ));
