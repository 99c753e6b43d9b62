import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ENCODER } from '../../../src/core/events/default-encoder.js';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { hitRate, measureRanking } from '../../../src/train/measure/measure-ranking.js';
import { singleModel } from '../../../src/train/models/single-model.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { type TestShopper, testShopper } from '../../../src/train/split/test-shopper.js';
import { tuneBands } from '../../../src/train/tune/tune-bands.js';
import type { Pack } from '../../../src/types/pack.js';
import { tinyPack } from '../../fixtures/tiny-pack.js';
import { interactionsOf } from '../tools/interactions-of.js';

const popular = singleModel('popularity', DEFAULT_ENCODER);

let pack: Pack;
beforeAll(async () => {
  pack = await tinyPack();
});

/** Shoppers of one item each, and of three, who go on to what `next` says. */
function shoppers(count: number, next: (row: number, known: number, random: () => number) => number): TestShopper[] {
  const random = seededRandom(5);
  const histories = Array.from({ length: count }, (_, shopper) => {
    const row = Math.floor(random() * pack.items);
    const known = shopper % 2 === 0 ? 1 : 3;
    const kind = 10 * Math.floor(row / 10);
    return [...Array.from({ length: known }, (_, step) => kind + ((row + step) % 10)), next(row, known, random)];
  });
  const interactions = interactionsOf(histories, pack.items);
  const itemIds = Array.from({ length: pack.items }, (_, row) => pack.idOf(row));
  return histories.map((history, user) => testShopper(interactions, user, history.length - 1, itemIds, { exclude: 'none' }));
}

describe('bands of the blend', () => {
  it('have their own blend where it is better, and the common blend elsewhere', async () => {
    // Of three items one goes on to another of the kind; of one item to what is most popular.
    const asked = shoppers(1000, (row, known, random) =>
      known === 1 ? Math.floor(3 * random()) : 10 * Math.floor(row / 10) + Math.floor(10 * random()),
    );
    const encoder = await tuneBands(pack, asked, popular, SILENT_STEP);
    expect(encoder.blend).toEqual(popular.blend);
    expect(encoder.bands?.map(({ from }) => from)).toEqual([3, 10]);
    expect(encoder.bands?.[1].blend).toEqual(popular.blend);
    const known = asked.filter(({ profile }) => profile.interactions.length === 3);
    const before = await measureRanking({ pack, shoppers: known, encoder: popular, cutoffs: [10], progress: SILENT_STEP });
    const after = await measureRanking({ pack, shoppers: known, encoder, cutoffs: [10], progress: SILENT_STEP });
    expect(hitRate(after.places, 10)).toBeGreaterThan(hitRate(before.places, 10) + 0.2);
  });

  it('are not used where next items are random', async () => {
    const asked = shoppers(1000, (_row, _known, random) => Math.floor(random() * 40));
    expect(await tuneBands(pack, asked, popular, SILENT_STEP)).toBe(popular);
  });

  it('are not used where too few shoppers are in a band', async () => {
    const asked = shoppers(300, (row) => 10 * Math.floor(row / 10) + ((row + 5) % 10));
    expect(await tuneBands(pack, asked, popular, SILENT_STEP)).toBe(popular);
  });
});
