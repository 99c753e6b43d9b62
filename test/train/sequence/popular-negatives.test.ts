import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { popularNegatives } from '../../../src/train/sequence/layers/popular-negatives.js';

it('draws each item once, by probabilities that make a sum over the catalogue right on average', () => {
  const random = seededRandom(4);
  const items = 60;
  const itemRows = Uint32Array.from({ length: 900 }, () => Math.floor(items * random() ** 3));
  const negatives = popularNegatives({ items, itemRows } as never, (row) => row !== 7, 0.5);
  const worth = (row: number): number => 1 + Math.sin(row);
  const draws = 600;
  let estimated = 0;
  for (let draw = 0; draw < draws; draw++) {
    const { rows, logs } = negatives.drawDistinct(40, random);
    if (new Set(rows).size !== rows.length || rows.includes(7)) throw new Error('a row is there twice, or one that may not be');
    for (const [at, row] of rows.entries()) estimated += worth(row) / Math.exp(logs[at]) / draws;
  }
  const sum = Array.from({ length: items }, (_, row) => (row === 7 ? 0 : worth(row))).reduce((total, value) => total + value, 0);
  expect(Math.abs(estimated / sum - 1)).toBeLessThan(0.03);
});
