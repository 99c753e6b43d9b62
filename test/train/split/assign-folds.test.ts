import { describe, expect, it } from 'vitest';
import { assignFolds, foldOfUser } from '../../../src/train/split/assign-folds.js';

describe('folds', () => {
  const anyUser = (): boolean => true;

  it('are the remainder of whole-number ids, and a stable hash of others', () => {
    expect([0, 7, 12, 100].map((id) => foldOfUser(String(id)))).toEqual([0, 2, 2, 0]);
    const folds = Array.from({ length: 1000 }, (_, index) => foldOfUser(`shopper-${index}`));
    expect(foldOfUser('shopper-1')).toBe(folds[1]);
    for (let fold = 0; fold < 5; fold++) expect(folds.filter((found) => found === fold).length).toBeGreaterThan(150);
  });

  it('come from the hash where a requested fold would have almost no shopper, or all of them', () => {
    const tens = Array.from({ length: 1000 }, (_, index) => String(10 * index));
    expect(assignFolds(tens, anyUser, [0]).note).toMatch(/of fold 0;/);
    const { foldOf, note } = assignFolds([...tens, '1'], anyUser, [1, 2]);
    expect(note).toMatch(/of fold 1, 2;/);
    for (let fold = 0; fold < 5; fold++) expect(tens.filter((_, user) => foldOf(user) === fold).length).toBeGreaterThan(150);
  });

  it('count only shoppers who can be measured', () => {
    const ids = Array.from({ length: 100 }, (_, index) => String(index));
    expect(assignFolds(ids, anyUser, [3]).note).toBeNull();
    expect(assignFolds(ids, (user) => user % 5 !== 3, [3]).note).toMatch(/of fold 3;/);
  });
});
