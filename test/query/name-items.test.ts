import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/numbers/random.js';
import { scoreRow } from '../../src/engine/rows/score-row.js';
import { encodeHistory } from '../../src/query/encode-history.js';
import { encodeShare } from '../../src/query/encode-share.js';
import { nameItems } from '../../src/query/name-items.js';
import type { HistoryItem } from '../../src/types/history.js';
import type { Pack } from '../../src/types/pack.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

/** Small whole numbers: many scores are equal, and sums are exact. */
function rowsBy(seed: number, items: number): Pick<Pack, 'rows' | 'scales' | 'dimensions' | 'items'> {
  const random = seededRandom(seed);
  const rows = Int8Array.from({ length: 8 * items }, () => Math.floor(7 * random()) - 3);
  return { items, dimensions: 8, rows, scales: Float32Array.from({ length: items }, () => Math.floor(3 * random()) / 2) };
}

describe('the items that an encoder names', () => {
  it('are the 200 with the highest scores above 0, the lower row first where they are equal', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 4 }), (seed, items, parts) => {
        const pack = rowsBy(seed, items);
        const random = seededRandom(seed + 1);
        const attended = Array.from({ length: parts }, () => Float64Array.from({ length: 8 }, () => Math.floor(5 * random()) - 2));
        const scoreOf = (row: number): number => {
          let sum = 0;
          for (const part of attended) for (let k = 0; k < 8; k++) sum += part[k] * pack.rows[8 * row + k];
          return pack.scales[row] * sum;
        };
        const best = Array.from({ length: items }, (_, row) => row).filter((row) => scoreOf(row) > 0);
        best.sort((a, b) => scoreOf(b) - scoreOf(a) || a - b);
        const expected = best.slice(0, 200);
        const named = nameItems(pack, attended);
        expect(Array.from(named.items)).toEqual(expected);
        expect(Array.from(named.scores)).toEqual(expected.map(scoreOf));
      }),
      { numRuns: 100 },
    );
  });
});

const bare = await tinyPack();

describe('a query with an encoder whose scores are sharpened', () => {
  const historyOf = (places: readonly string[]): HistoryItem[] =>
    places.map((itemId) => ({ row: bare.rowOf(itemId), itemId, name: 'view_item', interest: 1, weight: 1, against: 0 }));
  const history = historyOf(['boot-1', 'lamp-4', 'tent-3', 'tent-5']);
  /** Adds this much of each item's row, the latest first. */
  const reading = (amounts: readonly number[]): Pack => ({
    ...bare,
    attend: (items) =>
      items.map(({ row }, place) =>
        Float64Array.from({ length: bare.dimensions }, (_, k) => amounts[place] * bare.scales[row] * bare.rows[row * bare.dimensions + k]),
      ),
  });
  const settings = bare.manifest.encoder;
  const encoder = { ...settings, sharpness: 0.5, blend: { ...settings.blend, encoder: 0.25 } };

  it('adds weight * (exp(sharpness * score) - 1) to items with a score above 0, and nothing to others', () => {
    const pack = reading([3, -1, 2, 0.5]);
    const own = encodeHistory(pack, history, encoder).query;
    const { query: plain } = encodeHistory(bare, history, encoder);
    expect(own.vector).toEqual(plain.vector);
    const attended = pack.attend?.(history) ?? [];
    let added = 0;
    for (let row = 0; row < pack.items; row++) {
      let score = 0;
      for (const part of attended)
        for (let k = 0; k < pack.dimensions; k++) score += pack.scales[row] * pack.rows[row * pack.dimensions + k] * part[k];
      const addition = score > 0 ? 0.25 * (Math.exp(0.5 * score) - 1) : 0;
      if (addition > 0) added++;
      expect(scoreRow(pack, own, row) - scoreRow(pack, plain, row)).toBeCloseTo(addition, 4);
    }
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThan(pack.items);
  });

  it('is the sum of the shares of its items, except popularity, however they go up and down', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 4, maxLength: 4 }), (amounts) => {
        const pack = reading(amounts.map((amount) => amount / 10));
        const encoded = encodeHistory(pack, history, encoder);
        const shares = history.map((_, place) => encodeShare(pack, history, encoder, encoded, place));
        for (let row = 0; row < pack.items; row++) {
          const scores = shares.map((share) => scoreRow(pack, share, row));
          const whole = scoreRow(pack, encoded.query, row) - encoded.query.biasWeight * pack.popularity[row];
          const largest = Math.max(1, ...scores.map(Math.abs));
          expect(Math.abs(scores.reduce((sum, score) => sum + score, 0) - whole)).toBeLessThan(1e-5 * largest);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('has finite additions for the largest scores, and none for a shopper of whom nothing is known', () => {
    const { additions } = encodeHistory(reading([1e6, 1e6, 1e6, 1e6]), history, {
      ...encoder,
      blend: { ...encoder.blend, encoder: 1e6 },
    }).query;
    expect(additions.values.every(Number.isFinite)).toBe(true);
    expect(Math.max(...additions.values)).toBeGreaterThan(1e20);
    expect(encodeHistory(reading([]), [], encoder).query.additions.items).toHaveLength(0);
  });
});
