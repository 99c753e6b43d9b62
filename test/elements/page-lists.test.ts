import { afterEach, expect, it } from 'vitest';
import { dropFromPage, inTurn, joinPage, letReturn, type PageList, takenCount, takenIds } from '../../src/elements/page-lists.js';

const leaving: (() => void)[] = [];
afterEach(() => {
  letReturn();
  for (const leave of leaving.splice(0)) leave();
});

function join(ids: readonly string[], repeats = false): PageList & { readonly dropped: string[] } {
  const dropped: string[] = [];
  const list = { ids, count: 4, repeats: () => repeats, drop: async (id: string) => void dropped.push(id), dropped };
  leaving.push(joinPage(list));
  return list;
}

it('a list leaves out what other lists show, and asks for as many more', () => {
  const [first, second, third] = [join(['a', 'b']), join(['c']), join([])];
  expect([...takenIds(third)]).toEqual(['a', 'b', 'c']);
  expect([...takenIds(first)]).toEqual(['c']);
  expect(takenCount(second)).toBe(8);
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
