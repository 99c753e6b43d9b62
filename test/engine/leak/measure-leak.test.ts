import { describe, expect, test } from 'vitest';
import { answerCall } from '../../../src/engine/answer-call.js';
import { bitsOf, guessLastView } from '../../../src/engine/leak/guess-last-view.js';
import { measureLeak } from '../../../src/engine/leak/measure-leak.js';
import { createListMemory } from '../../../src/engine/list/list-memory.js';
import type { ListCall } from '../../../src/types/list-call.js';
import { contextOf, event, pack } from '../list-fixture.js';

const rowsOf = (...ids: string[]): number[] => ids.map((id) => pack.rowOf(id));
const sum = (chances: Float64Array): number => chances.reduce((total, chance) => total + chance, 0);

/** The lists of one page, in this order. */
async function listsOf(...calls: (Partial<ListCall> & Pick<ListCall, 'kind'>)[]) {
  const memory = createListMemory();
  const context = contextOf([event('view_item', 'stove-3', 2), event('view_item', 'boot-4', 1)]);
  let count = 0;
  const ids: string[] = [];
  for (const call of calls) {
    const answer = await answerCall(context, { ...call }, 4, memory, () => `list-${count++}`);
    ids.push(...answer.items.map(({ id }) => id));
  }
  return { lists: [...memory.all()], ids };
}

describe('what an observer of the pictures believes', () => {
  test('without a picture it is the popularity of the items', () => {
    const { before, after } = guessLastView(pack, []);
    expect(after).toBe(before);
    expect(sum(before)).toBeCloseTo(1, 12);
    expect(before[0]).toBe(Math.max(...before));
  });

  test('pictures of boots speak for a boot that is not among them', () => {
    const guess = guessLastView(pack, rowsOf('boot-0', 'boot-1', 'boot-2', 'boot-3'));
    expect(sum(guess.after)).toBeCloseTo(1, 12);
    const likeliest = guess.after.indexOf(Math.max(...guess.after));
    expect(pack.idOf(likeliest)).toMatch(/^boot-[4-9]$/);
    expect(bitsOf(guess)).toBeGreaterThan(1);
  });

  test('bits are never negative, and at most what the likeliest surprise tells', () => {
    for (const ids of [['lamp-9'], ['tent-0', 'boot-0', 'lamp-0'], ['stove-1', 'stove-2']]) {
      const guess = guessLastView(pack, rowsOf(...ids));
      const most = Math.max(...guess.after.map((chance, row) => (chance > 0 ? Math.log2(chance / guess.before[row]) : 0)));
      expect(bitsOf(guess)).toBeGreaterThanOrEqual(0);
      expect(bitsOf(guess)).toBeLessThanOrEqual(most);
    }
  });
});

describe('what the lists of a page tell', () => {
  test('a list of what was viewed tells the whole of it: its first item', async () => {
    const { lists } = await listsOf({ kind: 'recentlyViewed' });
    const leak = measureLeak(pack, lists);
    const { before } = guessLastView(pack, []);
    expect(leak.guesses).toEqual([{ itemId: 'boot-4', chance: 1 }]);
    expect(leak.bits).toBeCloseTo(-Math.log2(before[pack.rowOf('boot-4')]), 10);
    expect(leak.lists).toEqual([{ recommendationId: 'list-0', from: 'history', pictures: 2, bits: leak.bits }]);
  });

  test('a list by taste tells something, less than naming the item does', async () => {
    const { lists } = await listsOf({ kind: 'recommend' });
    const leak = measureLeak(pack, lists);
    expect(leak.lists[0]).toMatchObject({ from: 'taste', pictures: 4 });
    expect(leak.bits).toBeGreaterThan(0);
    expect(leak.bits).toBeLessThan(leak.possible ?? 0);
    expect(leak.guesses).toHaveLength(3);
  });

  test('lists of the page alone tell nothing, and neither does any list of an unknown shopper', async () => {
    const { lists } = await listsOf({ kind: 'related', itemId: 'boot-1' }, { kind: 'newArrivals' });
    expect(measureLeak(pack, lists)).toMatchObject({ bits: 0, guesses: [] });
    const memory = createListMemory();
    await answerCall(contextOf([]), { kind: 'recommend' }, 4, memory, () => 'first');
    expect(measureLeak(pack, memory.all())).toMatchObject({ bits: 0, guesses: [], lists: [{ from: 'page', pictures: 4, bits: 0 }] });
  });

  test('a list that stays in the order that it was given tells nothing, and takes nothing from what others tell', async () => {
    const alone = measureLeak(pack, (await listsOf({ kind: 'recommend' })).lists);
    const all = Array.from({ length: pack.items }, (_, row) => pack.idOf(row));
    const { lists } = await listsOf({ kind: 'rerank', itemIds: all, strength: 0 }, { kind: 'recommend' });
    expect(measureLeak(pack, lists).bits).toBe(alone.bits);
  });

  test('pictures that are fetched for everybody tell nothing, and those of an earlier list tell nothing again', async () => {
    const { lists, ids } = await listsOf({ kind: 'recommend' }, { kind: 'recommend' });
    const [later, earlier] = measureLeak(pack, lists).lists;
    expect([earlier.pictures, later.pictures, later.bits]).toEqual([4, 0, 0]);
    expect(measureLeak(pack, lists, { known: ids })).toMatchObject({ bits: 0, guesses: [] });
  });

  test('names that are no list are ignored, and the leak says so', async () => {
    const { lists } = await listsOf({ kind: 'recommend' });
    const plain = measureLeak(pack, lists);
    const leak = measureLeak(pack, lists, { known: 'boot-1' as never });
    expect(leak).toEqual({ ...plain, notes: [expect.objectContaining({ code: 'bad-argument' })] });
    expect(plain.notes).toEqual([]);
  });

  test('lists with the pictures of the pack alone fetch none, and tell nothing, whatever they are made of', async () => {
    const { lists } = await listsOf({ kind: 'recommend' }, { kind: 'recentlyViewed' });
    const leak = measureLeak(pack, lists, { pictures: 'pack' });
    expect(leak).toMatchObject({ bits: 0, guesses: [], notes: [] });
    expect(leak.lists.map(({ pictures, bits }) => [pictures, bits])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(measureLeak(pack, lists, { pictures: 'pack-then-own' }).bits).toBe(measureLeak(pack, lists).bits);
    expect(measureLeak(pack, lists, { pictures: 'packed' as 'pack' })).toMatchObject({
      bits: measureLeak(pack, lists).bits,
      notes: [{ code: 'bad-argument', message: expect.stringContaining('"packed" is none of own, pack, pack-then-own') }],
    });
  });
});
