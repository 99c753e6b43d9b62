import { describe, expect, it } from 'vitest';
import { interestMatrix } from '../../../src/train/log/interest-matrix.js';
import { closedForm } from '../../../src/train/models/closed-form.js';
import { type ItemNeighbours, itemCosine } from '../../../src/train/models/item-cosine.js';
import { DEFAULT_TRAIN_SETTINGS, followingSettings } from '../../../src/train/models/train-settings.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { interactionsOf } from '../tools/interactions-of.js';

// Items 0 and 1 share two shoppers; 1 and 2 are one shopper's alone, who went back and forth between them.
const log = interactionsOf(
  [
    [0, 1],
    [0, 1, 3],
    [1, 2, 1, 2, 1, 2],
    [3, 0],
  ],
  4,
);
const settings = (minimumSupport: number) => ({ ...DEFAULT_TRAIN_SETTINGS, threads: 1, minimumSupport });
const pairsOf = ({ offsets, items }: ItemNeighbours): string[] =>
  Array.from(offsets.subarray(1), (end, row) => Array.from(items.subarray(offsets[row], end), (item) => `${row}-${item}`)).flat();

describe('a pair of items with too few shoppers', () => {
  it('is in no list of neighbours, however often one shopper returned', () => {
    const alike = (support: number) => pairsOf(itemCosine(interestMatrix(log), settings(support), SILENT_STEP));
    expect(alike(1)).toContain('1-2');
    expect(alike(2).sort()).toEqual(['0-1', '0-3', '1-0', '3-0']);
  });

  it('is in no list of followers, unless two steps with enough shoppers lead there', async () => {
    const following = async (support: number) => {
      const one = followingSettings(settings(support));
      return pairsOf(await closedForm(log, { ...one, ridge: 0.1, secondHop: 0 }, SILENT_STEP));
    };
    expect(await following(1)).toContain('1-2');
    expect(await following(2)).not.toContain('1-2');
    expect(await following(2)).not.toContain('2-1');
    expect(await following(2)).toContain('0-1');
    expect(await following(3)).toEqual([]);
  });
});
