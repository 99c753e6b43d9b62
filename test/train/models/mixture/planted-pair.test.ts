import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/core/numbers/random.js';
import type { ItemNeighbours } from '../../../../src/train/models/item-cosine.js';
import { mixFollowers, type TrainedParts } from '../../../../src/train/models/mixture/mix-followers.js';
import { FOLLOWER_PARTS } from '../../../../src/train/models/mixture/mixture.js';
import { trainParts } from '../../../../src/train/models/mixture/train-parts.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../../src/train/models/train-settings.js';
import { SILENT_PROGRESS, SILENT_STEP } from '../../../../src/train/progress/progress.js';
import { StepLog } from '../../../../src/train/progress/step-log.js';
import { walkRows } from '../../../../src/train/teacher/walk-rows.js';
import { interactionsOf } from '../../tools/interactions-of.js';

const GROUPS = 3;
const EACH = 12;
/** The planted shopper's own pair: an item of the first group and one of the second, back and forth. */
const OWN = [4, 17, 4, 17, 4, 17] as const;

/** Shoppers who stay within a group of items, and the planted one. */
function grouped(): number[][] {
  const random = seededRandom(3);
  const others = Array.from({ length: 240 }, (_, shopper) =>
    Array.from({ length: 4 }, () => EACH * (shopper % GROUPS) + Math.floor(random() * EACH)),
  );
  return [...others, [...OWN]];
}

const isAcross = (from: number, to: number): boolean => Math.floor(from / EACH) !== Math.floor(to / EACH);

function pairsAcross({ offsets, items }: ItemNeighbours): string[] {
  return Array.from(offsets.subarray(1), (end, row) =>
    Array.from(items.subarray(offsets[row], end)).flatMap((item) => (isAcross(row, item) ? [`${row}-${item}`] : [])),
  ).flat();
}

async function partsWith(minimumSupport: number): Promise<TrainedParts> {
  const interactions = interactionsOf(grouped(), GROUPS * EACH);
  const rows = walkRows(interactions, minimumSupport, SILENT_STEP);
  const settings = { ...DEFAULT_TRAIN_SETTINGS, minimumSupport, threads: 1 };
  return trainParts({ interactions, settings, rows, steps: new StepLog(SILENT_PROGRESS), purpose: '' }, FOLLOWER_PARTS);
}

describe('a pair of items that one shopper alone made', () => {
  const all = FOLLOWER_PARTS.map((part) => ({ part, weight: 1 }));
  let guarded: TrainedParts;
  let unguarded: TrainedParts;
  beforeAll(async () => {
    guarded = await partsWith(2);
    unguarded = await partsWith(1);
  });

  it.each(FOLLOWER_PARTS)('is not in the part %s, nor is anything that only it leads to', (part) => {
    const table = guarded.get(part);
    expect(table?.items.length).toBeGreaterThan(0);
    expect(pairsAcross(table as ItemNeighbours)).toEqual([]);
  });

  it('is in no mixture of all parts', () => {
    expect(pairsAcross(mixFollowers(guarded, all, 100))).toEqual([]);
  });

  it('would be there without the minimum of two shoppers', () => {
    for (const part of ['closed-form', 'steps', 'item-knn', 'teacher'] as const) {
      expect(pairsAcross(unguarded.get(part) as ItemNeighbours)).toContain('4-17');
    }
    expect(pairsAcross(mixFollowers(unguarded, all, 100))).toContain('4-17');
  });
});
