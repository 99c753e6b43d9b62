import { afterEach, expect, it } from 'vitest';
import { dropFromPage, inTurn, joinPage, letReturn, type PageList, takeIds, takenCount, takenIds } from '../../src/elements/page-lists.js';

const leaving: (() => void)[] = [];
afterEach(() => {
  letReturn();
  for (const leave of leaving.splice(0)) leave();
});

/** An element that comes after those made before it. */
let elements = 0;
function nextElement(): HTMLElement {
  const place = elements++;
  return { place, compareDocumentPosition: (other: { place: number }) => (other.place > place ? 4 : 2) } as unknown as HTMLElement;
}

function join(ids: readonly string[], repeats = false): PageList & { readonly dropped: string[]; readonly refreshed: () => number } {
  const dropped: string[] = [];
  let refreshed = 0;
  const list = {
    element: nextElement(),
    ids,
    why: '',
    count: 4,
    repeats: () => repeats,
    drop: async (id: string) => void dropped.push(id),
    dropped,
    refresh: () => void refreshed++,
    refreshed: () => refreshed,
  };
  leaving.push(joinPage(list));
  return list;
}

it('a list leaves out what lists before it show, and asks for as many more; a single card of it is on no list', () => {
  const [first, second, third] = [join(['a', 'b']), join(['c']), join([])];
  expect([...takenIds(third)]).toEqual(['a', 'b', 'c']);
  expect([...takenIds(second)]).toEqual(['a', 'b']);
  expect([...takenIds(first)]).toEqual([]);
  expect([...takenIds(first, true)]).toEqual(['c']);
  expect([first, second, third].map(takenCount)).toEqual([0, 4, 8]);
});

it('a list that was answered sooner than one before it chooses anew where both show an item', () => {
  const [first, second, third] = [join([]), join(['a']), join(['b'])];
  takeIds(first, ['a', 'c']);
  expect(first.ids).toEqual(['a', 'c']);
  expect([first, second, third].map((list) => list.refreshed())).toEqual([0, 1, 0]);
  takeIds(third, ['a']);
  expect([first, second, third].map((list) => list.refreshed())).toEqual([0, 1, 0]);
});

it('a list that repeats neither leaves out nor is left out', () => {
  const [first, second] = [join(['a']), join(['b'], true)];
  expect([...takenIds(first)]).toEqual([]);
  expect([...takenIds(second)]).toEqual([]);
  expect(takenCount(second)).toBe(0);
});

it('a list that has left the page takes nothing', () => {
  join(['a']);
  const second = join(['b']);
  leaving.shift()?.();
  expect([...takenIds(second)]).toEqual([]);
});

it('a dismissed item leaves every list, and returns to none until what was said of it may be forgotten', async () => {
  const [first, second] = [join(['a']), join(['a'], true)];
  await dropFromPage('a');
  expect([first.dropped, second.dropped]).toEqual([['a'], ['a']]);
  expect([...takenIds(second)]).toEqual(['a']);
  letReturn();
  expect([...takenIds(second)]).toEqual([]);
});

it('lists choose in the order in which they were asked for, but do not wait for one that hangs', async () => {
  const order: string[] = [];
  const choose = (name: string, answer: Promise<unknown>): Promise<void> =>
    inTurn(answer, async (turn) => {
      await answer;
      await turn;
      order.push(name);
    });
  let first = (): void => {};
  const slow = choose(
    'first',
    new Promise<void>((resolve) => {
      first = resolve;
    }),
  );
  const quick = choose('second', Promise.resolve());
  first();
  await Promise.all([slow, quick]);
  expect(order).toEqual(['first', 'second']);
  void choose('hanging', new Promise(() => {}));
  await expect(choose('failing', Promise.reject(new Error('no')))).rejects.toThrow('no');
  await choose('third', Promise.resolve());
  expect(order).toEqual(['first', 'second', 'third']);
});
