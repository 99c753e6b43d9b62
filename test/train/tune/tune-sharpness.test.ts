import { describe, expect, it } from 'vitest';
import { DEFAULT_ENCODER } from '../../../src/core/events/default-encoder.js';
import { rowVector } from '../../../src/core/numbers/row-vector.js';
import { measureRanking, ndcg } from '../../../src/train/measure/measure-ranking.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { tuneLearnedBlend } from '../../../src/train/sequence/tune-learned-blend.js';
import { testShopper } from '../../../src/train/split/test-shopper.js';
import { scoreShoppers } from '../../../src/train/tune/score-shoppers.js';
import { searchEncoder } from '../../../src/train/tune/tune-encoder.js';
import type { EncoderSettings } from '../../../src/types/manifest.js';
import type { Pack } from '../../../src/types/pack.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';
import { interactionsOf } from '../tools/interactions-of.js';

const bare = await tinyPack();
const itemIds = Array.from({ length: bare.items }, (_, row) => bare.idOf(row));
/** Of items in the next kind: no table leads there. */
const nextOf = (row: number): number => (row + 10) % 40;
const histories = Array.from({ length: 40 }, (_, row) => [10 * Math.floor(row / 10) + ((row + 1) % 10), row, nextOf(row)]);
const interactions = interactionsOf(histories, bare.items);
const shoppers = histories.map((_, user) => testShopper(interactions, user, 2, itemIds, { exclude: 'seen' }));

/** A pack whose encoder knows what comes next, each shopper's as surely as told. */
const knowing = (surely: (row: number) => number): Pack => ({
  ...bare,
  attend: (history) =>
    history.map(({ row }, place) => rowVector(bare, nextOf(row)).map((value) => (place === 0 ? surely(row) * value : 0))),
});

/** What a build chooses for a pack, beside the one without an encoder. */
const weighed = (learned: Pack, encoder: EncoderSettings = DEFAULT_ENCODER): Promise<EncoderSettings | null> =>
  tuneLearnedBlend({ pack: bare, encoder }, learned, shoppers, SILENT_STEP);

describe('the sharpness of an encoder', () => {
  const start = { ...DEFAULT_ENCODER, sharpness: 1, blend: { ...DEFAULT_ENCODER.blend, encoder: 0 } };
  const tunable = ['sharpness', 'encoder'] as const;

  it('is chosen with its weight, and the lists that ship are as good as the search found', async () => {
    const pack = knowing(() => 3);
    const scores = await scoreShoppers({ pack, shoppers, encoder: start, tunable, progress: SILENT_STEP });
    const { encoder, gain } = searchEncoder(scores, start, tunable);
    expect(encoder.blend.encoder).toBeGreaterThan(0);
    expect(scores.sharpnesses).toContain(encoder.sharpness);
    const { places } = await measureRanking({ pack, shoppers, encoder, cutoffs: [20], progress: SILENT_STEP });
    expect(ndcg(places, 20)).toBeCloseTo(gain, 10);
    const { places: before } = await measureRanking({ pack, shoppers, encoder: start, cutoffs: [20], progress: SILENT_STEP });
    expect(gain).toBeGreaterThan(2 * ndcg(before, 20));
  });

  it('has units of its own for its weights, which a few shoppers of whom the encoder is very sure do not change', async () => {
    const sizesOf = async (surely: (row: number) => number): Promise<readonly number[]> =>
      (await scoreShoppers({ pack: knowing(surely), shoppers, encoder: start, tunable, progress: SILENT_STEP })).sizes.encoder;
    const usual = await sizesOf(() => 3);
    expect(new Set(usual).size).toBe(usual.length);
    const surer = await sizesOf((row) => (row % 10 === 0 ? 30 : 3));
    for (const [at, size] of usual.entries()) expect(surer[at] / size).toBeLessThan(2);
  });

  it('changes, as weights do, only where shoppers are better by as many standard errors as is asked for', async () => {
    const pack = knowing(() => 3);
    const scores = await scoreShoppers({ pack, shoppers, encoder: start, tunable, progress: SILENT_STEP });
    expect(searchEncoder(scores, start, tunable, { caution: 1 }).encoder.blend.encoder).toBeGreaterThan(0);
    expect(searchEncoder(scores, start, tunable, { caution: 1000 }).encoder).toEqual(start);
    const { encoder, gain } = searchEncoder(scores, start, tunable, { cutoff: 100 });
    const { places } = await measureRanking({ pack, shoppers, encoder, cutoffs: [100], progress: SILENT_STEP });
    expect(ndcg(places, 100)).toBeCloseTo(gain, 10);
  });

  it('is the usual one where shoppers cannot tell another from it', async () => {
    const found = await weighed(knowing(() => 3));
    expect(found?.sharpness).toBe(0.5);
  });

  it('is not chosen for an encoder that names the wrong items: the pack is without it', async () => {
    const wrong: Pack = {
      ...bare,
      attend: (history) => history.map(({ row }, place) => rowVector(bare, (row + 25) % 40).map((value) => (place === 0 ? 3 * value : 0))),
    };
    expect(await weighed(wrong)).toBeNull();
  });

  it('is always set where a build uses an encoder; without one, settings stay as they were', async () => {
    const found = await weighed(knowing(() => 3));
    expect(found?.sharpness).toBeGreaterThan(0);
    expect(found?.blend.encoder).toBeGreaterThan(0);
    const banded = { ...DEFAULT_ENCODER, bands: [{ from: 1, blend: DEFAULT_ENCODER.blend }] };
    expect(
      await weighed(
        knowing(() => 3),
        banded,
      ),
    ).toEqual({
      ...found,
      bands: undefined,
    });
    expect(await weighed(bare)).toBeNull();
  });
});
