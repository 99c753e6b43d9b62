import { describe, expect, it } from 'vitest';
import { createListMaker } from '../../src/binding/list-maker.js';
import { askFollowing } from '../../src/binding/next-items.js';
import { shelfStoreOf } from '../../src/binding/shelf-store.js';
import type { CatalogItem, Note, Shelf } from '../../src/index.js';
import { answerOf, createTestShelf } from './test-shelf.js';

const call = { name: 'recommend', request: { category: 'Tents' } } as const;
const listOf = (shelf: Shelf, id: string) =>
  createListMaker<CatalogItem>().make(shelfStoreOf(shelf), answerOf(['a', 'b'], 'personal', id), { call });
const idsOf = ({ items }: Awaited<ReturnType<typeof askFollowing>>): string[] => items.map(({ id }) => id);

describe('the items after a list', () => {
  it('are asked for once each, although several ask at once', async () => {
    const shelf = createTestShelf(answerOf(['a', 'b']));
    const list = listOf(shelf, 'x');
    const [one, three, two] = await Promise.all([1, 3, 2].map((total) => askFollowing(shelf, list, total)));
    expect(idsOf(one)).toEqual(['x 0']);
    expect(idsOf(three)).toEqual(['x 0', 'x 1', 'x 2']);
    expect(idsOf(two)).toEqual(idsOf(three));
    expect(shelf.asked).toEqual([
      ['next', 'x', 1],
      ['next', 'x', 2],
    ]);
  });

  it('end where the list ends', async () => {
    const shelf = createTestShelf(answerOf(['a', 'b']));
    const list = listOf(shelf, 'x');
    expect(await askFollowing(shelf, list, 9)).toMatchObject({ ended: true });
    expect(await askFollowing(shelf, list, 20)).toMatchObject({ ended: true });
    expect(shelf.asked.length).toBe(1);
  });

  it('are those of a longer list where the shelf has forgotten the first', async () => {
    const shelf = createTestShelf(answerOf(['b', 'c', 'a', 'd']));
    const gone: Note = { code: 'list-gone', message: 'The list is not known any more.' };
    const forgetful = { ...shelf, next: async () => ({ ...answerOf([]), trace: { ...answerOf([]).trace, notes: [gone] } }) };
    const following = await askFollowing(forgetful, listOf(shelf, 'x'), 3);
    expect(idsOf(following)).toEqual(['c', 'd']);
    expect(following.ended).toBe(true);
    expect(shelf.asked).toEqual([['recommend', { category: 'Tents', count: 5 }]]);
  });
});
