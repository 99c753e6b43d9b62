import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEventId } from '../../src/core/events/event-id.js';
import { seededRandom } from '../../src/core/numbers/random.js';
import { explainScore } from '../../src/engine/account/explain-score.js';
import { serveList } from '../../src/engine/serve-list.js';
import { parseManifest } from '../../src/pack/format/parse-manifest.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { listFeatures, SIGNAL_NAMES } from '../../src/ranker/list-features.js';
import { mlpOutput, mlpRanker } from '../../src/ranker/mlp-ranker.js';
import { parseRanker } from '../../src/ranker/parse-ranker.js';
import { shapleyValues } from '../../src/ranker/shapley-values.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import type { Pack } from '../../src/types/pack.js';
import type { PackRanker } from '../../src/types/scoring/pack-ranker.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

const NOW = 1_700_000_000_000;
let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});

const weight = fc.double({ min: -2, max: 2, noNaN: true });
/** Any perceptron over any of the signals. */
const anyRanker: fc.Arbitrary<PackRanker> = fc
  .tuple(fc.subarray([...SIGNAL_NAMES], { minLength: 1 }), fc.integer({ min: 1, max: 6 }))
  .chain(([signals, units]) => {
    const list = (length: number) => fc.array(weight, { minLength: length, maxLength: length });
    return fc.record({
      kind: fc.constant('mlp' as const),
      signals: fc.constant(signals),
      inner: fc.array(list(signals.length), { minLength: units, maxLength: units }),
      bias: list(units),
      outer: list(units),
    });
  });
const silenced = (ranker: PackRanker): PackRanker => ({ ...ranker, outer: ranker.outer.map(() => 0) });

const contextOf = (ranker?: unknown) => ({
  pack: ranker === undefined ? pack : { ...pack, manifest: { ...pack.manifest, ranker } },
  scorer: createJsScorer({ ...pack, bias: pack.popularity }),
  profile: foldEvents(
    emptyProfile(),
    ['tent-3', 'boot-4', 'tent-1'].map((item_id, at) => {
      const time = NOW - (9 - at) * 3_600_000;
      return { id: createEventId(time), name: 'view_item' as const, time, items: [{ item_id }] };
    }),
  ),
  now: NOW,
});
const listOf = (ranker: unknown, asked: boolean) => serveList(contextOf(ranker), { kind: 'recommend', ranker: asked }, 8, new Set());
const sumOf = (terms: readonly { readonly contribution: number }[]): number =>
  terms.reduce((sum, { contribution }) => sum + contribution, 0);

describe('Shapley values', () => {
  const anyInputs = fc.array(fc.tuple(weight, weight), { minLength: 1, maxLength: 5 });

  it('are the mean, over all orders of the inputs, of what each change does, and add up to the whole change', () => {
    fc.assert(
      fc.property(anyInputs, fc.nat(), (pairs, seed) => {
        const [input, reference] = [0, 1].map((which) => Float64Array.from(pairs, (pair) => pair[which]));
        const random = seededRandom(seed);
        const known = new Map<string, number>();
        // Any function at all: a number of its own for each input.
        const output = (at: Float64Array): number => {
          const key = at.join();
          if (!known.has(key)) known.set(key, random() - 0.5);
          return known.get(key) ?? 0;
        };
        const values = shapleyValues(output, input, reference);
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(output(input) - output(reference), 10);
        const orders = ordersOf(pairs.map((_, k) => k));
        for (const k of pairs.keys()) {
          const effects = orders.map((order) => {
            const before = reference.slice();
            for (const other of order.slice(0, order.indexOf(k))) before[other] = input[other];
            const after = before.slice();
            after[k] = input[k];
            return output(after) - output(before);
          });
          expect(values[k]).toBeCloseTo(effects.reduce((sum, effect) => sum + effect, 0) / orders.length, 10);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('share a product of twelve inputs equally', () => {
    const [input, reference] = [new Float64Array(12).fill(1), new Float64Array(12)];
    const values = shapleyValues((at) => at.reduce((product, value) => product * value, 1), input, reference);
    // The product is 1 only once all twelve have changed: an equal share for each.
    for (const value of values) expect(value).toBeCloseTo(1 / 12, 12);
  });
});

function ordersOf(all: readonly number[]): number[][] {
  return all.length === 0
    ? [[]]
    : all.flatMap((first) => ordersOf(all.filter((other) => other !== first)).map((order) => [first, ...order]));
}

describe('a pack with a perceptron', () => {
  it('adds to each item what the perceptron says of it, less what it says of the mean item of the list', () => {
    fc.assert(
      fc.property(anyRanker, (ranker) => {
        const random = seededRandom(3);
        const column = () => Array.from({ length: 9 }, random);
        const features = listFeatures({ score: column(), newness: column(), popularity: column(), priceFit: column() }, null);
        const inputs = Array.from({ length: 9 }, (_, item) =>
          Float64Array.from(ranker.signals, (name) => features[item * 6 + SIGNAL_NAMES.indexOf(name)]),
        );
        const mean = Float64Array.from(ranker.signals, (_, k) => inputs.reduce((sum, input) => sum + input[k], 0) / inputs.length);
        const parts = mlpRanker(ranker).partsOf(features);
        const size = ranker.signals.length;
        for (const [item, input] of inputs.entries()) {
          const whole = parts.subarray(item * size, (item + 1) * size).reduce((sum, part) => sum + part, 0);
          expect(whole).toBeCloseTo(mlpOutput(ranker, input) - mlpOutput(ranker, mean), 9);
        }
      }),
    );
  });

  it('lists the same items with the same scores and reasons if its outer weights are 0', async () => {
    await fc.assert(
      fc.asyncProperty(anyRanker, async (ranker) => {
        const { items } = await listOf(silenced(ranker), true);
        expect(items).toEqual((await listOf(undefined, false)).items);
      }),
      { numRuns: 20 },
    );
  });

  it('changes no list that does not ask for it', async () => {
    const [ranker] = fc.sample(anyRanker, { numRuns: 1, seed: 5 });
    expect((await listOf(ranker, false)).items).toEqual((await listOf(undefined, false)).items);
  });

  it('has reasons that add up to the score, to the last bit, in lists and in explanations, each with its signal', async () => {
    const ranker: PackRanker = {
      kind: 'mlp',
      signals: SIGNAL_NAMES,
      inner: [
        [1, 0, -2, 0.5],
        [-0.5, 1, 1, 0],
      ],
      bias: [0.1, -0.2],
      outer: [0.7, -1.1],
    };
    const { items, notes } = await listOf(ranker, true);
    expect(notes.map(({ code }) => code)).not.toContain('ranker-off');
    expect(items.map(({ id }) => id)).not.toEqual((await listOf(undefined, false)).items.map(({ id }) => id));
    for (const { id, score, reasons } of items) {
      expect(sumOf(reasons)).toBe(score);
      const { listed } = await explainScore(contextOf(ranker), id, { ranker: true, count: 8 }, serveList);
      expect(sumOf(listed?.contributions ?? [])).toBe(listed?.score);
      expect(listed?.score).toBe(score);
      const told = listed?.contributions.flatMap((one) => (one.kind === 'step' && one.step === 'ranker' ? [one.signal] : [])) ?? [];
      expect(told).toEqual(SIGNAL_NAMES.filter((name) => told.includes(name)));
      expect(told.length).toBeGreaterThan(1);
    }
  });
});

describe('a ranker in pack.json', () => {
  const ranker = { kind: 'mlp', signals: ['score', 'popularity'], inner: [[1, 2]], bias: [0], outer: [1] };

  it('comes out of the manifest as it went in, and is no reason to refuse a pack', () => {
    const manifest = { ...pack.manifest, ranker };
    expect(parseManifest(JSON.stringify(manifest)).ranker).toEqual(ranker);
    expect(parseRanker(ranker)).toEqual(ranker);
    expect(parseManifest(JSON.stringify({ ...manifest, ranker: 'of a later version' })).ranker).toBe('of a later version');
    expect('ranker' in parseManifest(JSON.stringify(pack.manifest))).toBe(false);
  });

  it.each([
    [{ kind: 'trees' }, 'ranker.kind is "trees"'],
    [{ signals: ['score', 'colour'] }, 'ranker.signals is not a list of score, newness, popularity, priceFit'],
    [{ signals: ['score', 'score'] }, 'ranker.signals'],
    [{ signals: [] }, 'ranker.signals'],
    [{ outer: [] }, 'ranker.outer is not a list of 1 to 64 weights'],
    [{ outer: [Number.NaN] }, 'ranker.outer'],
    [{ bias: [1, 2] }, 'ranker.bias is not a list of 1 weights'],
    [{ inner: [[1]] }, 'ranker.inner is not a list of 1 lists of 2 weights'],
    [{ inner: [[1, 1e9]] }, 'ranker.inner'],
    [{ inner: ['12'] }, 'ranker.inner'],
  ])('is not read with %j, which a note says', async (fault, message) => {
    const { items, notes } = await listOf({ ...ranker, ...fault }, true);
    expect(notes.find(({ code }) => code === 'ranker-unread')?.message).toContain(message);
    // Nor does this shopper have clicks to learn from.
    expect(notes.map(({ code }) => code)).toContain('ranker-off');
    expect(items).toEqual((await listOf(undefined, false)).items);
  });
});
