import '../../fixtures/page-globals.js';
import { expect, it } from 'vitest';
import { withLock } from '../../../src/core/page/with-lock.js';
import { withTurn } from '../../../src/core/time/with-turn.js';

/** A step that takes a while, and records its begin and end. */
function stepOf(name: string, said: string[]): () => Promise<string> {
  return async () => {
    said.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    said.push(`${name} ends`);
    return name;
  };
}

for (const [title, take] of [
  ['turns', withTurn],
  ['a lock', withLock],
] as const) {
  it(`${title} of one name are taken one after the other, and return the result of the step`, async () => {
    const said: string[] = [];
    expect(await Promise.all([take('same', stepOf('a', said)), take('same', stepOf('b', said))])).toEqual(['a', 'b']);
    expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it(`${title} of other names do not wait for each other`, async () => {
    const said: string[] = [];
    await Promise.all([take('one', stepOf('a', said)), take('other', stepOf('b', said))]);
    expect(said.slice(0, 2)).toEqual(['a begins', 'b begins']);
  });

  it(`a step that fails under ${title} fails once, and gives the next one its turn`, async () => {
    let runs = 0;
    const failing = async (): Promise<never> => {
      runs++;
      throw new Error('the disk is full');
    };
    await expect(take('failing', failing)).rejects.toThrow('the disk is full');
    expect(runs).toBe(1);
    expect(await take('failing', stepOf('a', []))).toBe('a');
  });
}

it('a turn that a frozen tab keeps is waited for up to a timeout', { timeout: 20_000 }, async () => {
  void withTurn('kept', () => new Promise(() => {}));
  expect(await withTurn('kept', async () => 'done')).toBe('done');
});

it('a step whose lock is stolen is notified, and returns nothing', async () => {
  let mine = (): boolean => true;
  let finish = (): void => {};
  const stolen = withLock('stolen', async (holds) => {
    mine = holds;
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return 'late';
  });
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(mine()).toBe(true);
  await navigator.locks.request('stolen', { steal: true }, async () => {});
  expect(await stolen).toBeUndefined();
  expect(mine()).toBe(false);
  finish();
});
