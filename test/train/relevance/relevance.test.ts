import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { parseCurve, readCurve } from '../../../src/engine/plan/relevance-curve.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { StepLog } from '../../../src/train/progress/step-log.js';
import { fitCurve } from '../../../src/train/relevance/fit-curve.js';
import { PairCounts } from '../../../src/train/relevance/pair-counts.js';
import { reliability } from '../../../src/train/relevance/reliability.js';
import { tryRelevance } from '../../../src/train/relevance/try-relevance.js';
import { caseShopper, type TestShopper } from '../../../src/train/split/test-shopper.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';

/** Counts of shoppers who choose an item by a chance that rises with its deviations. */
function planted(chance: (deviations: number) => number, pairs: number, seed = 1): PairCounts {
  const random = seededRandom(seed);
  const counts = new PairCounts();
  for (let pair = 0; pair < pairs; pair++) {
    const deviations = 8 * random();
    counts.addPair(deviations, 1);
    if (random() < chance(deviations)) counts.addHit(deviations);
  }
  return counts;
}

describe('a curve of relevance', () => {
  it('finds the chances that were planted', () => {
    const chance = (deviations: number): number => 0.02 * deviations;
    const curve = fitCurve(planted(chance, 100_000));
    if (curve === null) throw new Error('no curve');
    for (const deviations of [1, 2, 4, 6]) expect(Math.abs(readCurve(curve, deviations) - chance(deviations))).toBeLessThan(0.02);
  });

  it('never falls, and is one that a page can read, whatever was counted', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: -5, max: 300, noNaN: true }), fc.nat(60)), { maxLength: 60 }), (counted) => {
        const counts = new PairCounts();
        for (const [deviations, hits] of counted) {
          counts.addPair(deviations, 100);
          for (let hit = 0; hit < hits; hit++) counts.addHit(deviations);
        }
        const curve = fitCurve(counts);
        if (curve === null) return;
        expect(parseCurve(JSON.parse(JSON.stringify(curve)))).toEqual(curve);
        const read = [-10, -1, 0, 0.5, 1, 2, 5, 40, 1000].map((deviations) => readCurve(curve, deviations));
        expect([...read].sort((a, b) => a - b)).toEqual(read);
      }),
    ));

  it('is not drawn from a few choices', () => {
    expect(fitCurve(planted(() => 0.01, 1000))).toBeNull();
  });

  it.each([
    ['deviations', { deviations: [2, 1], relevances: [0, 0.1] }],
    ['relevances', { deviations: [1, 2], relevances: [0.2, 0.1] }],
    ['relevances', { deviations: [1, 2], relevances: [0.2, 1.1] }],
    ['deviations', 'a curve'],
  ])('of another form is refused, naming the field %s', (field, value) => {
    expect(() => parseCurve(value)).toThrow(`relevance.${field}`);
  });
});

describe('reliability', () => {
  const curve = { deviations: [0, 10], relevances: [0, 1] };

  it('shows ten bins of equally many items, and no error where as many were chosen as predicted', () => {
    const listed = Array.from({ length: 10_000 }, (_, at) => ({
      deviations: Math.floor(at / 1000) + 0.5,
      chosen: at % 1000 < 100 * Math.floor(at / 1000) + 50,
    }));
    const { bins, error, loss, plainLoss } = reliability(curve, listed);
    expect(bins.map(({ items }) => items)).toEqual(Array.from({ length: 10 }, () => 1000));
    for (const { predicted, observed } of bins) expect(observed).toBeCloseTo(predicted, 10);
    expect(error).toBeCloseTo(0, 10);
    expect(loss).toBeLessThan(plainLoss);
  });

  it('shows how far a curve is off', () => {
    const listed = Array.from({ length: 1000 }, () => ({ deviations: 5, chosen: false }));
    expect(reliability(curve, listed).error).toBeCloseTo(0.5, 10);
  });
});

describe('a build', () => {
  const pack = tinyPack();
  /** Shoppers who go on to an item of the same kind, or, as strangers to the pack would, to any item. */
  const shoppersOf = async (count: number, alike: boolean): Promise<TestShopper[]> => {
    const { items, idOf, rowOf } = await pack;
    const random = seededRandom(3);
    return Array.from({ length: count }, (_, user) => {
      const row = Math.floor(items * random());
      const target = alike ? 10 * Math.floor(row / 10) + ((row + 1 + Math.floor(9 * random())) % 10) : Math.floor(items * random());
      return caseShopper(user, [idOf(row)], { id: idOf(target), row: rowOf(idOf(target)) }, 'seen');
    });
  };
  const tried = async (tuning: number, alike: boolean) => {
    const shoppers = await shoppersOf(tuning + 300, alike);
    const heldOut = { tuning: shoppers.slice(0, tuning), measuring: shoppers.slice(tuning) };
    const opened = await pack;
    return tryRelevance({ pack: opened, encoder: opened.manifest.encoder, heldOut, steps: new StepLog(SILENT_PROGRESS) });
  };

  it('keeps a curve that predicts what other shoppers go on to, and tells how far it is to be relied on', async () => {
    const { used, curve, reliability: measured, card, reason } = await tried(600, true);
    expect(used).toBe(true);
    expect(curve?.relevances.at(-1)).toBeGreaterThan(2 * (curve?.relevances[0] ?? 1));
    expect(measured?.bins).toHaveLength(10);
    expect(measured?.error).toBeLessThan(0.05);
    expect(card?.metrics).toMatchObject({ shoppers: 300 });
    expect(reason).toMatch(/300 shoppers who did not fit it/);
  });

  it('has none where choices do not follow the scores, or too few shoppers tell', async () => {
    expect((await tried(600, false)).curve).toBeNull();
    expect(await tried(100, true)).toMatchObject({ used: false, curve: null, card: null });
  });
});
