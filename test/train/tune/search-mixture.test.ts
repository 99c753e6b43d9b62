import { describe, expect, it } from 'vitest';
import { addBit, createBitset } from '../../../src/core/numbers/bitset.js';
import { seededRandom } from '../../../src/core/numbers/random.js';
import type { ItemNeighbours } from '../../../src/train/models/item-cosine.js';
import type { FollowerPart } from '../../../src/train/models/mixture/mixture.js';
import { type ListCase, MixtureScores } from '../../../src/train/tune/score-mixture.js';
import { crossedGains, type MixtureTrial, searchMixture } from '../../../src/train/tune/search-mixture.js';
import { isBetter } from '../../../src/train/tune/tune-encoder.js';

const ITEMS = 60;

/** A table with one follower per item, of weight 1. */
function following(next: (item: number) => number): ItemNeighbours {
  return {
    offsets: Uint32Array.from({ length: ITEMS + 1 }, (_, row) => row),
    items: Uint32Array.from({ length: ITEMS }, (_, item) => next(item) % ITEMS),
    similarities: new Float32Array(ITEMS).fill(1),
  };
}

const ONE_ON = following((item) => item + 1);
const TWO_ON = following((item) => item + 2);

/** Shoppers with one item, who go on to one of those that follow it by a rule. */
function trialOf(
  parts: readonly (readonly [FollowerPart, ItemNeighbours])[],
  next: (item: number, chance: number) => number,
): MixtureTrial {
  const random = seededRandom(2);
  const cases = Array.from({ length: 400 }, (): ListCase => {
    const item = Math.floor(random() * ITEMS);
    return { rows: [item], interest: [1], target: next(item, random()) % ITEMS, mask: createBitset(ITEMS) };
  });
  return { parts: new Map(parts), cases, items: ITEMS };
}

const WRONG = ['closed-form', TWO_ON] as const;

describe('the search for a mixture', () => {
  it('gives the most weight to the part that knows where shoppers go', () => {
    const mixture = searchMixture(trialOf([WRONG, ['item-knn', ONE_ON]], (item, chance) => item + (chance < 0.7 ? 1 : 2)));
    const weight = (part: FollowerPart): number => mixture.find((one) => one.part === part)?.weight ?? 0;
    expect(weight('item-knn')).toBeGreaterThan(weight('closed-form'));
    expect(weight('closed-form')).toBeGreaterThan(0);
  });

  it('adds no part that knows nothing, even where it is there', () => {
    const mixture = searchMixture(trialOf([WRONG, ['steps', following((item) => item + 30)]], (item) => item + 2));
    expect(mixture.map(({ part }) => part)).not.toContain('steps');
  });

  it('is surely better for shoppers who did not choose where a part helps, and not where the table knows as much', () => {
    const parts = [WRONG, ['item-knn', ONE_ON]] as const;
    const helped = crossedGains(
      trialOf(parts, (item) => item + 1),
      TWO_ON,
    );
    expect(isBetter(helped.mixed, helped.plain, 2)).toBe(true);
    const known = crossedGains(
      trialOf(parts, (item) => item + 2),
      TWO_ON,
    );
    expect(isBetter(known.mixed, known.plain, 2)).toBe(false);
  });
});

describe('lists of a sum of tables', () => {
  const scores = new MixtureScores(ITEMS);
  const tables = [{ table: ONE_ON, weight: 1 }] as const;
  const reading = { decay: 0.5, returning: 0, returnDecay: 1 };
  const one = (changes: Partial<ListCase>): ListCase => ({
    rows: [7, 3],
    interest: [1, 1],
    target: 8,
    mask: createBitset(ITEMS),
    ...changes,
  });

  it('have what follows the latest item first, and ties count against the target', () => {
    const gains = scores.gains([one({}), one({ target: 4 }), one({ target: 9 })], tables, reading);
    expect([...gains]).toEqual([1, 1 / Math.log2(3), 0]);
    expect(scores.gains([one({})], tables, { ...reading, decay: 1 })[0]).toBe(1 / Math.log2(3));
  });

  it('leave out what is masked, also where it is the target', () => {
    const mask = createBitset(ITEMS);
    addBit(mask, 8);
    expect([...scores.gains([one({ mask }), one({ mask, target: 4 })], tables, reading)]).toEqual([0, 1]);
  });

  it('have an item of the history itself only where returns have a weight', () => {
    const back = one({ target: 7 });
    expect(scores.gains([back], tables, reading)[0]).toBe(0);
    expect(scores.gains([back], tables, { ...reading, returning: 2, returnDecay: 0.5 })[0]).toBe(1);
    expect(scores.bestReading([back], tables).reading.returning).toBeGreaterThan(0);
    expect(scores.bestReading([one({})], tables).reading.returning).toBe(0);
  });
});
