import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { signalsOf } from '../../../src/engine/ranker/ranker-lists.js';
import { reorder } from '../../../src/engine/ranker/ranker-step.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { listFeatures } from '../../../src/ranker/list-features.js';
import { mlpRanker } from '../../../src/ranker/mlp-ranker.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import type { Interactions } from '../../../src/train/log/interactions.js';
import { rankShopper } from '../../../src/train/measure/rank-shopper.js';
import { SILENT_PROGRESS, SILENT_STEP } from '../../../src/train/progress/progress.js';
import { StepLog } from '../../../src/train/progress/step-log.js';
import { judgeRanker } from '../../../src/train/ranker/judge-ranker.js';
import { replayShoppers } from '../../../src/train/ranker/replay-shoppers.js';
import { tryRanker } from '../../../src/train/ranker/try-ranker.js';
import { type TestShopper, testShopper } from '../../../src/train/split/test-shopper.js';
import type { Pack } from '../../../src/types/pack.js';
import { filesByRole, tinyContent } from '../../fixtures/tiny-pack.js';
import { interactionsOf } from '../tools/interactions-of.js';

/** What an item of a list is worth to a shopper, by its features. */
type Worth = (x: Float64Array, random: () => number) => number;

let pack: Pack;
let itemIds: string[];
beforeAll(async () => {
  const content = tinyContent(25);
  const random = seededRandom(21);
  const encoded = await encodePack({
    ...content,
    popularity: content.popularity.map(() => random()),
    catalog: content.catalog.map((item) => ({ ...item, added: Math.floor(-100 * 86_400_000 * random()) })),
  });
  pack = decodePack(encoded.manifest, filesByRole(encoded));
  itemIds = content.catalog.map(({ id }) => id);
});

/** Shoppers who view an item, then two that they choose from lists of the pack. */
async function plantedLog(users: number, seed: number, worth: Worth): Promise<Interactions> {
  const random = seededRandom(seed);
  const scorer = createJsScorer({ ...pack, bias: pack.popularity });
  const histories: number[][] = [];
  for (let user = 0; user < users; user++) {
    const history = [Math.floor(random() * pack.items)];
    while (history.length < 3) {
      const log = interactionsOf([[...history, 0]], pack.items);
      const { profile, now } = testShopper(log, 0, history.length, itemIds);
      const { items, scores } = await rankShopper({ pack, scorer, profile, now }, { count: 20, exclude: 'seen' });
      const rows = Array.from(items);
      const features = listFeatures(signalsOf({ pack, profile, now }, rows, Array.from(scores)), null);
      const worths = rows.map((_, item) => worth(features.subarray(6 * item, 6 * item + 4), random));
      history.push(rows[worths.indexOf(Math.max(...worths))]);
    }
    histories.push(history);
  }
  return interactionsOf(histories, pack.items);
}

const chance = (random: () => number): number => -Math.log(-Math.log(1 - random()));
const TOGETHER: Worth = (x, random) => x[0] + 3 * x[1] * x[2] + chance(random);
const SCORE_ALONE: Worth = (x, random) => 2 * x[0] + chance(random);

/** A trial with the log's shoppers as those held out: two thirds tune, the rest are measured. */
function tried(log: Interactions, asked: 'auto' | 'mlp' = 'mlp') {
  const shoppers = Array.from({ length: log.users }, (_, user): TestShopper => testShopper(log, user, 2, itemIds));
  const tuned = Math.floor((2 * log.users) / 3);
  const heldOut = { tuning: shoppers.slice(0, tuned), measuring: shoppers.slice(tuned) };
  return tryRanker({ asked, pack, encoder: pack.manifest.encoder, log, itemIds, heldOut, seed: 1, steps: new StepLog(SILENT_PROGRESS) });
}

describe('the ranker of a build', { timeout: 60_000 }, () => {
  it('is in the pack where shoppers choose by two signals together, and better lists are what it is measured to make', async () => {
    const choice = await tried(await plantedLog(300, 3, TOGETHER));
    expect(choice.used).toBe(true);
    const { 'NDCG@10 with it': own, 'NDCG@10 without it': plain, 'standard error': error } = choice.card?.metrics ?? {};
    expect(own - plain).toBeGreaterThan(3 * error);
    expect(choice.reason).toMatch(
      /^Ranker: on 200 held-out shoppers NDCG@10 is .* with it and .* without it, on 100 others .*, so the pack has it\.$/,
    );
    expect(choice.card?.parameters).toMatchObject({ kind: 'mlp', used: 'yes', shoppers: 200 });
  });

  it('is not in the pack where shoppers choose by the scores alone, and the report says why', async () => {
    const choices = [];
    for (const seed of [1, 2, 3, 4]) choices.push(await tried(await plantedLog(300, seed, SCORE_ALONE)));
    // Half a standard error is little to ask for: chance alone may open a gate, but it seldom does.
    const shut = choices.filter(({ used }) => !used);
    expect(shut.length).toBeGreaterThanOrEqual(3);
    expect(shut[0].reason).toMatch(/which is not better by half a standard error, so the pack does not have it\.$/);
    expect([shut[0].ranker, shut[0].card?.parameters.used]).toEqual([null, 'no']);
  });

  it('is not tried where too few shoppers can judge it, or too few lists have what they chose', async () => {
    const log = await plantedLog(150, 3, TOGETHER);
    const { reason, used } = await tried(log, 'auto');
    expect([used, reason]).toEqual([
      false,
      'Ranker: not tried: 100 held-out shoppers can choose settings, fewer than 200, so the pack has none.',
    ]);
    const few = await tried(await plantedLog(60, 3, TOGETHER));
    expect([few.used, few.card]).toEqual([false, null]);
    expect(few.reason).toMatch(/^Ranker: \d+ lists of held-out shoppers have the item chosen next, fewer than the 100 to learn from, so/);
  });

  it('orders lists in the page as they were judged', async () => {
    const log = await plantedLog(200, 5, TOGETHER);
    const { ranker } = await tried(log);
    if (ranker === null) throw new Error('there is no ranker');
    const { encoder } = pack.manifest;
    const shoppers = Array.from({ length: 40 }, (_, user) => testShopper(log, user, 2, itemIds));
    const replayed = await replayShoppers({ pack, encoder, log, itemIds, shoppers, progress: SILENT_STEP });
    const judged = judgeRanker(ranker, replayed);
    const scorer = createJsScorer({ ...pack, bias: pack.popularity });
    for (const [user, { reordered }] of judged.entries()) {
      let sum = 0;
      for (const length of [1, 2]) {
        const { profile, now, target } = testShopper(log, user, length, itemIds);
        const context = { pack, scorer, profile, now };
        const { items, scores } = await rankShopper(context, { count: 20, exclude: 'seen' });
        const candidates = Array.from(items, (row, place) => ({ row, score: scores[place], adjustments: [] }));
        const place = reorder(context, mlpRanker(ranker), 10)
          .apply(candidates)
          .findIndex(({ row }) => row === target);
        if (place >= 0 && place < 10) sum += 1 / Math.log2(place + 2);
      }
      expect(sum / 2).toBeCloseTo(reordered, 12);
    }
  });
});
